package dev.appdb.engine;

import dev.appdb.event.CheckCounts;
import dev.appdb.failure.Failure;
import dev.appdb.project.KnownEnvironment;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Target;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The outcome of checking one of many databases.
 *
 * @param target where the database lives; empty if its settings can't be understood
 * @param counts of the checks that were made; empty if none was
 * @param checks those that were made, whatever they found
 * @param failure the reason why it could not be checked, where the verdict is {@link Verdict#UNKNOWN}
 */
public record FleetEntry(
        KnownEnvironment database,
        Verdict verdict,
        Optional<Target> target,
        Optional<CheckCounts> counts,
        List<Check> checks,
        Optional<Failure> failure) {

    /** The verdict on one database, or on all: then the first of these that any has, from the top. */
    public enum Verdict {
        /** A critical check failed. */
        FAILED,
        /** It could not be checked. */
        UNKNOWN,
        /** A check of severity warning failed, and no critical one. */
        WARNING,
        /** No check failed, or only such of severity info. */
        PASSED,
        /** Its app has no database. */
        LEFT_OUT;

        /** As it stands in JSON: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** As people read it. */
        public String words() {
            return label().replace('_', ' ');
        }
    }

    public FleetEntry {
        checks = List.copyOf(checks);
    }

    static FleetEntry checked(KnownEnvironment database, Target target, CheckReport report) {
        Verdict verdict = switch (report.verdict()) {
            case FAILED -> Verdict.FAILED;
            case WARNING -> Verdict.WARNING;
            case PASSED -> Verdict.PASSED;
        };
        return new FleetEntry(
                database,
                verdict,
                Optional.of(target),
                Optional.of(CheckCounts.of(report)),
                report.checks(),
                Optional.empty());
    }

    static FleetEntry unknown(KnownEnvironment database, Optional<Target> target, Failure failure) {
        return new FleetEntry(database, Verdict.UNKNOWN, target, Optional.empty(), List.of(), Optional.of(failure));
    }

    static FleetEntry paused(KnownEnvironment database, DatabaseRequest request, PausedDatabase paused) {
        return unknown(database, Optional.of(request.target()), paused.failure(request));
    }

    static FleetEntry leftOut(KnownEnvironment database) {
        return new FleetEntry(
                database, Verdict.LEFT_OUT, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    }

    /** True if it is unknown only since it is paused: nothing is known to be wrong with it. */
    public boolean isPaused() {
        return failure.filter(reason -> reason.code().equals(PausedDatabase.CODE))
                .isPresent();
    }

    /** The checks that failed, whatever their severity. */
    public List<Check> failed() {
        return new CheckReport(checks).failed();
    }

    /** The finding in a few words: {@code 51 checks}, {@code E01, R04}, or why it is unknown. */
    public String words() {
        return switch (verdict) {
            case FAILED, WARNING -> failed().stream().map(Check::id).distinct().collect(Collectors.joining(", "));
            case UNKNOWN -> failure.map(Failure::problem).orElse("");
            case LEFT_OUT -> "its app has no database (has_database = false)";
            case PASSED -> counts.map(FleetEntry::passed).orElse("");
        };
    }

    private static String passed(CheckCounts counts) {
        return counts.passed()
                + (counts.passed() == 1 ? " check" : " checks")
                + (counts.unknown() > 0 ? ", " + counts.unknown() + " unknown" : "");
    }
}
