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
 * @param cause the {@linkplain #key() key} of the check that failed for the same fact and explains this one; empty for a fact
 *     of its own
 * @param accepted what is there and declared as expected, with the reasons; empty where nothing is
 */
public record Check(
        String id,
        Severity severity,
        String subject,
        Status status,
        String found,
        Remedy remedy,
        String cause,
        String accepted) {

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

    /** With nothing that is declared as expected. */
    public Check(
            String id, Severity severity, String subject, Status status, String found, Remedy remedy, String cause) {
        this(id, severity, subject, status, found, remedy, cause, "");
    }

    /** A fact of its own. */
    public Check(String id, Severity severity, String subject, Status status, String found, Remedy remedy) {
        this(id, severity, subject, status, found, remedy, "", "");
    }

    /** With a remedy in words; none where they are empty. */
    public Check(String id, Severity severity, String subject, Status status, String found, String remedy) {
        this(id, severity, subject, status, found, Remedy.of(remedy));
    }

    /** The same with another remedy. */
    public Check with(Remedy other) {
        return new Check(id, severity, subject, status, found, other, cause, accepted);
    }

    /** The name of this check within a report, such as {@code R01 user app}. */
    public String key() {
        return key(id, subject);
    }

    static String key(String id, String subject) {
        return id + " " + subject;
    }
}
