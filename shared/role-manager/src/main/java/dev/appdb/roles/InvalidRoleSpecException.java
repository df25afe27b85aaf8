package dev.appdb.roles;

import java.util.List;

/** Unusable names; all problems are reported together. */
public final class InvalidRoleSpecException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> details;

    InvalidRoleSpecException(List<Problem> details) {
        super(String.join("; ", sentences(details)));
        this.details = List.copyOf(details);
    }

    /** The name of a {@link RoleSpec} that a problem is about, so that a caller can say which of its flags that is. */
    public enum Subject {
        DATABASE("database"),
        SCHEMA("schema"),
        ADDITIONAL_SCHEMA("additional schema"),
        APP_USER("app user"),
        MIGRATOR_USER("migrator user"),
        READER("reader"),
        EXTENSION("extension"),
        EXPECTED_ROLE("expected role"),
        EXPECTED_SCHEMA("expected schema");

        private final String noun;

        Subject(String noun) {
            this.noun = noun;
        }

        /** As in a sentence, such as "app user". */
        String noun() {
            return noun;
        }
    }

    /**
     * One thing that is wrong.
     *
     * @param subject which name it is about; where the two users are one, the migrator's
     * @param value the name as it was given; it may hold control characters
     * @param sentence what is wrong and what to do about it; safe to print
     */
    public record Problem(Subject subject, String value, String sentence) {}

    /** One sentence a problem, each with what to do about it. */
    public List<String> problems() {
        return sentences(details);
    }

    /** The same problems in the same order, each with the name that it is about. */
    public List<Problem> details() {
        return details;
    }

    private static List<String> sentences(List<Problem> details) {
        return details.stream().map(Problem::sentence).toList();
    }
}
