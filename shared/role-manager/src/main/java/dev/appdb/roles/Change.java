package dev.appdb.roles;

import java.util.Set;

/**
 * One statement that brings the database nearer to what is declared.
 *
 * @param mends the checks that fail until it is done
 * @param step when, and as whom
 * @param sql the statement, complete and quoted
 * @param done what it does, as a sentence about something that has happened
 */
record Change(Set<CheckId> mends, Step step, String sql, String done) {

    Change {
        mends = Set.copyOf(mends);
    }

    /** The order within the transaction. */
    enum Step {
        /** As the master: users, their memberships, the database. */
        USERS_AND_DATABASE,
        /** As the master that may act as the migrator: the schema, and what others own in it. */
        SCHEMA,
        /** As the migrator: what it owns, and its default privileges. */
        AS_MIGRATOR,
        /** As the master: memberships that must not be, or not last. */
        MEMBERSHIPS
    }
}
