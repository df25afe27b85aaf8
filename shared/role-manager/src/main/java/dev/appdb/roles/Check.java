package dev.appdb.roles;

import dev.appdb.failure.Remedy;
import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param id the check, such as R04; stable across versions
 * @param severity how bad it is when it fails
 * @param subject what was looked at: a user, a schema, an extension
 * @param status the outcome
 * @param found what was found, in words
 * @param remedy the command to run, or SQL and the role that may run it; empty unless the check failed or could not be made
 */
public record Check(String id, Severity severity, String subject, Status status, String found, Remedy remedy) {

    /** The weight of a failure. */
    public enum Severity {
        CRITICAL,
        WARNING,
        INFO;

        /** As it stands in JSON: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The outcome of a check. */
    public enum Status {
        PASSED,
        FAILED,
        /** The server, or the way it was asked, makes the question moot; found says why. */
        NOT_APPLICABLE,
        /** It could not be looked at; never counted as passed. */
        UNKNOWN;

        /** As it stands in JSON: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Check {
        if (id.isBlank() || subject.isBlank() || found.isBlank()) {
            throw new IllegalArgumentException(
                    "a check needs an id, a subject and what was found: " + id + " " + subject);
        }
        if (status == Status.FAILED && remedy.isEmpty()) {
            throw new IllegalArgumentException("check " + id + " failed, so it needs a remedy");
        }
    }

    /** With a remedy in words; none where they are empty. */
    public Check(String id, Severity severity, String subject, Status status, String found, String remedy) {
        this(id, severity, subject, status, found, Remedy.of(remedy));
    }
}
