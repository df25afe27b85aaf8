package dev.appdb.bot.slack;

import com.slack.api.model.Usergroup;
import dev.appdb.bot.job.SlackResult;
import dev.appdb.bot.job.UserGroups;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The members of user groups, read from Slack in one call and cached for some minutes. If Slack can't be asked, the
 * cache is used a little longer, and then no user is a member of any group.
 */
public final class WorkspaceGroups implements UserGroups {
    static final Duration FRESH = Duration.ofMinutes(2);
    static final Duration LONGEST = Duration.ofMinutes(10);

    private final SlackAccount account;
    private final SlackCalls calls;
    private final Clock clock;
    private Map<String, Set<String>> groupsOfUsers = Map.of();
    private Instant askedAt = Instant.EPOCH;

    public WorkspaceGroups(SlackAccount account, SlackMetrics metrics, Clock clock) {
        this.account = account;
        this.calls = new SlackCalls(metrics);
        this.clock = clock;
    }

    @Override
    public synchronized Set<String> of(String user) throws GroupsUnknownException {
        if (isOlderThan(FRESH)) {
            SlackResult asked = ask();
            if (!(asked instanceof SlackResult.Done) && isOlderThan(LONGEST)) {
                throw new GroupsUnknownException("could not read the user groups from Slack: " + asked);
            }
        }
        return groupsOfUsers.getOrDefault(user, Set.of());
    }

    private boolean isOlderThan(Duration age) {
        return clock.instant().isAfter(askedAt.plus(age));
    }

    private SlackResult ask() {
        Instant now = clock.instant();
        return calls.make(
                "usergroups.list",
                () -> account.methods().usergroupsList(request -> request.includeUsers(true)),
                answer -> {
                    Map<String, Set<String>> found = new HashMap<>();
                    for (Usergroup group :
                            Optional.ofNullable(answer.getUsergroups()).orElse(List.of())) {
                        for (String user : Optional.ofNullable(group.getUsers()).orElse(List.of())) {
                            found.computeIfAbsent(user, name -> new HashSet<>()).add(group.getId());
                        }
                    }
                    groupsOfUsers = found;
                    askedAt = now;
                    return new SlackResult.Done("");
                });
    }
}
