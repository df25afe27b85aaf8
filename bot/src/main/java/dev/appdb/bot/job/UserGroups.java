package dev.appdb.bot.job;

import java.util.Set;

/** The membership of the workspace's user groups. */
@FunctionalInterface
public interface UserGroups {

    /**
     * The groups that a user is a member of, {@code S…}; may be some minutes old.
     *
     * @throws GroupsUnknownException if Slack could not be asked
     */
    Set<String> of(String user) throws GroupsUnknownException;

    /** Slack could not be asked who is a member of what. */
    final class GroupsUnknownException extends Exception {
        private static final long serialVersionUID = 1L;

        public GroupsUnknownException(String why) {
            super(why);
        }
    }
}
