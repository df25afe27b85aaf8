package dev.appdb.bot.slack;

import java.util.Optional;

/**
 * A workspace of Slack, and the organization that it belongs to.
 *
 * @param team {@code T…}
 * @param enterprise {@code E…}; empty for a workspace of no Enterprise organization
 */
record Workspace(String team, Optional<String> enterprise) {

    /** True if somebody of the other workspace is a colleague: it is the same one, or one of the same organization. */
    boolean includes(Workspace other) {
        return team.equals(other.team) || (enterprise.isPresent() && enterprise.equals(other.enterprise));
    }
}
