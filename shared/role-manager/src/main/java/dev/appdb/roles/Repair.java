package dev.appdb.roles;

import dev.appdb.failure.Remedy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that makes a failed finding pass. What {@code check} shows and what {@code manage} runs is the same value, so
 * that they can't disagree.
 */
sealed interface Repair {

    /** Returns whether the role manager does it. */
    default boolean isAutomatic() {
        return true;
    }

    /** The order within the transaction, and who acts. */
    enum Step {
        /** As the master: users, their memberships, the database. */
        USERS_AND_DATABASE,
        /** As the master: what the migrator needs for its part, where it logs in itself; until TAKE_BACK. */
        PERMITS,
        /** As the master that may act as the migrator: the schema, and what others own in it. */
        SCHEMA,
        /** As the migrator: what it owns, and its default privileges. */
        AS_MIGRATOR,
        /** As the master: what was permitted for AS_MIGRATOR only. */
        TAKE_BACK,
        /** As the master: memberships that must not be, or not last. */
        MEMBERSHIPS
    }

    /**
     * One statement of the role manager's.
     *
     * @param sql complete and quoted
     * @param done what it does, as a sentence about something that has happened
     * @param taking what it takes away; null where it only adds
     * @param passwordOf the user whose password it sets: what is run has a verifier where the SQL has a placeholder; null for
     *     all others
     */
    record Statement(
            Step step,
            String sql,
            String done,
            @Nullable Taking taking,
            @Nullable String passwordOf) implements Repair {

        Statement(Step step, String sql, String done) {
            this(step, sql, done, null);
        }

        Statement(Step step, String sql, String done, @Nullable Taking taking) {
            this(step, sql, done, taking, null);
        }

        /** Sets a password; neither it nor its verifier is shown anywhere. */
        static Statement password(String user) {
            String name = Identifier.quoted(user);
            return new Statement(
                    Step.USERS_AND_DATABASE,
                    settingPassword(name, "SCRAM-SHA-256 verifier, not shown"),
                    "set a password for " + name + " (SCRAM-SHA-256)",
                    null,
                    user);
        }

        /** The SQL that the server gets. */
        String withVerifier(String verifier) {
            return settingPassword(Identifier.quoted(String.valueOf(passwordOf)), verifier);
        }

        private static String settingPassword(String name, String verifier) {
            return "ALTER ROLE " + name + " PASSWORD " + SqlText.literal(verifier);
        }
    }

    /**
     * Grants on each object that lacks one, or revocations; the role manager lists the objects in its transaction.
     *
     * @param schema the schema of the objects, as the server has it
     * @param ofMigrator those that the migrator owns; otherwise those of owners whose rights the master has
     * @param rights the declared rights, and whose
     */
    record ObjectGrants(String schema, ObjectType type, boolean ofMigrator, ObjectRights rights) implements Repair {

        /** The statement for these objects, named as they stand in SQL. */
        String sql(List<String> labels, int version) {
            return rights.sql(type, type.keyword() + " " + String.join(", ", labels), version);
        }
    }

    /**
     * Creates or drops a declared extension, in a transaction of its own.
     *
     * @param create whether to create it
     * @param schemas the schemas to try, in this order, at most two; empty where the extension's author demands one
     */
    record ExtensionSwitch(String name, boolean create, List<String> schemas) implements Repair {

        public ExtensionSwitch {
            schemas = List.copyOf(schemas);
        }

        /** The one statement that does it; where the first schema is refused, PostgreSQL itself goes on to the second. */
        String sql() {
            String extension = "EXTENSION " + Identifier.quoted(name);
            if (!create) {
                return "DROP " + extension;
            }
            String creation = "CREATE " + extension;
            if (schemas.size() < 2) {
                return creation + (schemas.isEmpty() ? "" : " SCHEMA " + Identifier.quoted(schemas.get(0)));
            }
            return "DO "
                    + SqlText.dollarQuoted("BEGIN " + creation + " SCHEMA " + Identifier.quoted(schemas.get(0))
                            + "; EXCEPTION WHEN insufficient_privilege OR duplicate_function OR duplicate_object"
                            + " OR duplicate_table OR raise_exception THEN " + creation + " SCHEMA "
                            + Identifier.quoted(schemas.get(1)) + "; END");
        }
    }

    /** The repairs of the other rules, which find the cause. */
    record OfOtherRules() implements Repair {}

    /**
     * SQL that a person runs.
     *
     * @param role who may run it, in words, such as "a superuser"
     * @param sql one or more statements, each with its semicolon
     * @param why why the role manager does not
     */
    record ManualSql(String role, String sql, String why) implements Repair {

        static final String SUPERUSER = "a superuser";

        /** Extensions have owners that are not known by heart. */
        static final String OWNER_OR_SUPERUSER = "its owner or a superuser";

        static final String LEFT_TO_PEOPLE = "somebody may have meant it, so the role manager leaves it to people";

        static ManualSql asSuperuser(String sql, String why) {
            return new ManualSql(SUPERUSER, sql, why);
        }

        @Override
        public boolean isAutomatic() {
            return false;
        }
    }

    /**
     * Something that a person does, and that no statement alone does.
     *
     * @param remedy what to do, as a sentence
     * @param why why the role manager does not
     */
    record ByHand(Remedy remedy, String why) implements Repair {

        @Override
        public boolean isAutomatic() {
            return false;
        }
    }
}
