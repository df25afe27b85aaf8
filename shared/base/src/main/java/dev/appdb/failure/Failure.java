package dev.appdb.failure;

import java.util.Locale;
import java.util.Objects;

/**
 * An expected failure, as a value: three sentences for a person and a code for a program.
 *
 * @param kind what it means to the caller; decides the exit code
 * @param code stable, lower case with hyphens, e.g. {@code server-not-reachable}
 * @param what what could not be done, without a full stop: "could not update roles of app-dev"
 * @param why the cause, without a full stop: "the role manager timed out after 30 s"
 * @param remedy what to do, whole sentences: "Run `appdb status --app-name app --environment dev`."
 */
public record Failure(Kind kind, String code, String what, String why, Remedy remedy) {

    /** The kinds of failures, as the caller distinguishes them. */
    public enum Kind {
        /** It was tried and did not work. */
        FAILED,
        /** The request itself is wrong or incomplete. */
        INPUT,
        /** A guardrail or a policy, or the person asked, said no. */
        REFUSED,
        /** The person stopped it. */
        INTERRUPTED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws IllegalArgumentException if any of the sentences is blank */
    public Failure {
        Objects.requireNonNull(kind);
        if (code.isBlank() || what.isBlank() || why.isBlank() || remedy.isEmpty()) {
            throw new IllegalArgumentException("A failure says what, why and what to do: " + code);
        }
        // Servers and libraries end their messages with a stop; the sentence has its own.
        why = why.strip().endsWith(".") ? why.strip().substring(0, why.strip().length() - 1) : why.strip();
    }

    public static Failure failed(String code, String what, String why, Remedy remedy) {
        return new Failure(Kind.FAILED, code, what, why, remedy);
    }

    public static Failure failed(String code, String what, String why, String remedy) {
        return failed(code, what, why, Remedy.of(remedy));
    }

    public static Failure input(String code, String what, String why, Remedy remedy) {
        return new Failure(Kind.INPUT, code, what, why, remedy);
    }

    public static Failure input(String code, String what, String why, String remedy) {
        return input(code, what, why, Remedy.of(remedy));
    }

    public static Failure refused(String code, String what, String why, Remedy remedy) {
        return new Failure(Kind.REFUSED, code, what, why, remedy);
    }

    public static Failure refused(String code, String what, String why, String remedy) {
        return refused(code, what, why, Remedy.of(remedy));
    }

    public static Failure interrupted(String what, String why, Remedy remedy) {
        return new Failure(Kind.INTERRUPTED, "interrupted", what, why, remedy);
    }

    public static Failure interrupted(String what, String why, String remedy) {
        return interrupted(what, why, Remedy.of(remedy));
    }

    /** One line for a person at a command line: what, why, remedy. */
    public String sentence() {
        return sentence(Dialect.COMMAND_LINE);
    }

    /** One line for a person at another front end. */
    public String sentence(Dialect dialect) {
        return problem() + " " + remedy.in(dialect);
    }

    /** The same without the remedy. */
    public String problem() {
        return what + ": " + why + ".";
    }

    /** The same failure with another remedy. */
    public Failure with(Remedy other) {
        return new Failure(kind, code, what, why, other);
    }

    /** This failure as the exception that carries it through ports. */
    public FailureException asException() {
        return new FailureException(this, null);
    }

    /** Like {@link #asException()}, keeping the cause for whoever debugs; it is never shown to a user. */
    public FailureException asException(Throwable cause) {
        return new FailureException(this, cause);
    }
}
