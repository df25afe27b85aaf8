package dev.appdb.roles;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A person's access to the database for a limited time: a role of the person's own that has the rights of one of the users.
 * The role's comment marks it as ours; its VALID UNTIL is the end.
 *
 * @param user the person's role
 * @param as the user whose rights it has
 * @param until the end, as the server prints it
 * @param reason the reason, in one line
 * @param by who granted it, as the one who asked has said
 * @param since when it was granted, as the server prints it
 * @param state whether it still holds
 */
public record TemporaryAccess(
        String user, String as, String until, String reason, String by, String since, State state) {
    private static final String MARK = "appdb temporary access";

    /** The states of an access. */
    public enum State {
        /** The person can log in. */
        VALID,
        /**
         * The end has passed, and the role is still open: PostgreSQL refuses its password, but an IAM token does not end with
         * VALID UNTIL (PostgreSQL documentation, "CREATE ROLE").
         */
        EXPIRED,
        /** The role is shut: nobody can log in as it. */
        ENDED
    }

    /** The access of a role; empty where its comment is not ours. */
    static Optional<TemporaryAccess> of(CatalogSnapshot.Role role) {
        List<String> lines = Arrays.asList(role.comment().split("\n", -1));
        if (lines.size() != Field.values().length + 1 || !lines.get(0).equals(MARK)) {
            return Optional.empty();
        }
        State state = role.expired() ? State.EXPIRED : State.VALID;
        return Optional.of(new TemporaryAccess(
                role.name(),
                Field.AS.of(lines),
                String.valueOf(role.validUntil()),
                Field.REASON.of(lines),
                Field.BY.of(lines),
                Field.SINCE.of(lines),
                role.canLogin() ? state : State.ENDED));
    }

    /** The comment that marks the role; no value has a line break in it. */
    String comment() {
        return String.join(
                "\n", MARK, Field.AS.line(as), Field.BY.line(by), Field.SINCE.line(since), Field.REASON.line(reason));
    }

    private enum Field {
        AS("as: "),
        BY("by: "),
        SINCE("since: "),
        REASON("reason: ");

        private final String label;

        Field(String label) {
            this.label = label;
        }

        String line(String value) {
            return label + value;
        }

        String of(List<String> lines) {
            String line = lines.get(ordinal() + 1);
            return line.startsWith(label) ? line.substring(label.length()) : line;
        }
    }

    /** Such as "jo as reader until 2026-11-29 23:40:00+00: look into order 17 (granted by mia)". */
    public String sentence() {
        return user + " as " + as + (state == State.VALID ? " until " : ", ended ") + until + ": " + reason
                + " (granted by " + by + ")" + (state == State.EXPIRED ? ", still open" : "");
    }
}
