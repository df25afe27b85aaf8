package dev.appdb.roles;

import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Check.Status;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rule's finding about one subject.
 *
 * @param subject what was looked at: a user, a schema, an extension
 * @param status the outcome
 * @param found what was found, in words
 * @param repairs what makes it pass; one or more where it failed, and where it could not be looked at what is needed first
 * @param cause the key of the check that fails for the same fact; empty for a fact of its own
 * @param weight the severity of a failure; null for that of the rule
 * @param accepted what is there and declared as expected, with the reasons; empty where nothing is
 * @param declarable what could be declared as expected, so that it passes
 */
record Observation(
        String subject,
        Status status,
        String found,
        List<Repair> repairs,
        String cause,
        @Nullable Severity weight,
        String accepted,
        List<Expectation> declarable) {

    Observation {
        repairs = List.copyOf(repairs);
        declarable = List.copyOf(declarable);
        if (status == Status.FAILED && repairs.isEmpty()) {
            throw new IllegalArgumentException(subject + " failed, so it needs a repair: " + found);
        }
    }

    private Observation(String subject, Status status, String found, List<Repair> repairs) {
        this(subject, status, found, repairs, "", null, "", List.of());
    }

    static Observation passed(String subject, String found) {
        return new Observation(subject, Status.PASSED, found, List.of());
    }

    static Observation failed(String subject, String found, List<Repair> repairs) {
        return new Observation(subject, Status.FAILED, found, repairs);
    }

    static Observation failed(String subject, String found, Repair repair) {
        return failed(subject, found, List.of(repair));
    }

    static Observation notApplicable(String subject, String why) {
        return new Observation(subject, Status.NOT_APPLICABLE, why, List.of());
    }

    static Observation unknown(String subject, String why, List<Repair> repairs) {
        return new Observation(subject, Status.UNKNOWN, why, repairs);
    }

    /** The same with one more repair, after the others. */
    Observation and(Repair repair) {
        return new Observation(
                subject,
                status,
                found,
                Stream.concat(repairs.stream(), Stream.of(repair)).toList(),
                cause,
                weight,
                accepted,
                declarable);
    }

    /** The same with what is accepted, and what could be declared. */
    Observation accepting(String reasons, List<Expectation> open) {
        return new Observation(subject, status, found, repairs, cause, weight, reasons, open);
    }

    /** The same with a severity of its own. */
    Observation weighing(Severity other) {
        return new Observation(subject, status, found, repairs, cause, other, accepted, declarable);
    }

    /** The same, explained by what another rule finds about a subject. */
    Observation because(String id, String ofSubject) {
        return new Observation(subject, status, found, repairs, Check.key(id, ofSubject), weight, accepted, declarable);
    }

    boolean isFailed() {
        return status == Status.FAILED;
    }

    /** Returns whether the role manager has something to do about it. */
    boolean isRepairable() {
        return repairs.stream().anyMatch(Repair::isAutomatic);
    }

    /** In one sentence, such as "user app: it does not exist". */
    String sentence() {
        return subject + ": " + found;
    }
}
