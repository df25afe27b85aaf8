package dev.appdb.bot.policy;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Some of a workspace's people.
 *
 * @param ids ids of users ({@code U…}, {@code W…}) and user groups ({@code S…}), and {@code *} for anyone
 * @see <a href="https://docs.slack.dev/reference/objects/user-object">Slack: ids of users</a>
 */
public record People(Set<String> ids) {
    public static final People NONE = new People(Set.of());
    public static final String ANYONE = "*";

    private static final Pattern ID = Pattern.compile("[UWS][A-Z0-9]{2,}");

    /** @throws IllegalArgumentException naming what is no id */
    public People {
        for (String id : ids) {
            if (!id.equals(ANYONE) && !ID.matcher(id).matches()) {
                throw new IllegalArgumentException("\"" + id + "\" is no id of a user (U012AB3CD) or of a user group"
                        + " (S012AB3CD), nor \"*\" for anyone; Slack shows it under \"Copy member ID\" and"
                        + " \"Copy group ID\"");
            }
        }
        ids = Collections.unmodifiableSet(new TreeSet<>(ids));
    }

    /** True if the user is one of them, alone or through a group. */
    public boolean include(String user, Set<String> userGroups) {
        return ids.contains(ANYONE) || ids.contains(user) || userGroups.stream().anyMatch(ids::contains);
    }

    /** True if some are named by a user group. */
    boolean hasGroups() {
        return ids.stream().anyMatch(id -> id.startsWith("S"));
    }

    /** True if they may be that many different people, as far as ids show: a group has any number. */
    boolean canBe(int count) {
        return ids.size() >= count || ids.stream().anyMatch(id -> id.equals(ANYONE) || id.startsWith("S"));
    }

    @Override
    public String toString() {
        return ids.isEmpty() ? "nobody" : ids.contains(ANYONE) ? "anyone" : String.join(", ", ids);
    }
}
