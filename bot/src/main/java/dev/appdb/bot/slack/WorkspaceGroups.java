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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The members of user groups, read from Slack in one call and cached for some minutes. If Slack can't be asked, the
 * cache is used a little longer, and then no user is a member of any group. A refusal, as without the scope or a paid plan,
 * and trouble that lasts are remembered for some minutes, so that commands are answered without waiting for it.
 */
public final class WorkspaceGroups implements UserGroups {
    static final Duration FRESH = Duration.ofMinutes(2);
    static final Duration LONGEST = Duration.ofMinutes(10);
    /** The time for which Slack is not asked after it could not be. */
    static final Duration PAUSE = Duration.ofMinutes(5);
    /** So often in a row Slack is asked before that. */
    static final int TRIES = 4;

    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceGroups.class);

    private final SlackAccount account;
    private final SlackCalls calls;
    private final Clock clock;
    private Map<String, Set<String>> groupsOfUsers = Map.of();
    private Instant askedAt = Instant.EPOCH;
    private Instant pausedUntil = Instant.EPOCH;
    private int failures;

    public WorkspaceGroups(SlackAccount account, SlackMetrics metrics, Clock clock) {
        this.account = account;
        this.calls = new SlackCalls(metrics);
        this.clock = clock;
    }

    @Override
    public synchronized Set<String> of(String user) throws GroupsUnknownException {
        boolean isPaused = clock.instant().isBefore(pausedUntil);
        if (isOlderThan(FRESH) && !isPaused) {
            SlackResult asked = ask();
            if (asked instanceof SlackResult.Done) {
                failures = 0;
            } else if (isOlderThan(LONGEST)) {
                failed(asked);
            }
        }
        return isOlderThan(LONGEST) ? Set.of() : groupsOfUsers.getOrDefault(user, Set.of());
    }

    private void failed(SlackResult asked) throws GroupsUnknownException {
        failures++;
        boolean mayPass = asked instanceof SlackResult.RateLimited || asked instanceof SlackResult.Unreachable;
        if (mayPass && failures < TRIES) {
            throw new GroupsUnknownException("could not read the user groups from Slack: " + asked);
        }
        failures = 0;
        pausedUntil = clock.instant().plus(PAUSE);
        LOG.warn(
                "could not read the user groups from Slack: {}; rules for user groups match no one, and Slack is asked"
                        + " again in {} minutes",
                asked,
                PAUSE.toMinutes());
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
