package dev.appdb.roles;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All that was looked at: users, database, schema, privileges, objects, extensions, logins.
 *
 * @param checks one entry for each id and subject
 * @param roles the roles, groups and schema privileges that were seen; empty where they were not reported
 * @param checked the database and the user that checked it, where they were looked up; empty where they are those that
 *     the caller named
 */
public record CheckReport(List<Check> checks, Optional<RolesReport> roles, Optional<CheckedDatabase> checked) {

    public CheckReport {
        checks = List.copyOf(checks);
    }

    /** Of the database that the caller named. */
    public CheckReport(List<Check> checks, Optional<RolesReport> roles) {
        this(checks, roles, Optional.empty());
    }

    /** Without the roles that were seen. */
    public CheckReport(List<Check> checks) {
        this(checks, Optional.empty());
    }

    /** The same roles with other checks. */
    public CheckReport with(List<Check> others) {
        return new CheckReport(others, roles, checked);
    }

    /** The same, of this database. */
    public CheckReport of(CheckedDatabase looked) {
        return new CheckReport(checks, roles, Optional.of(looked));
    }

    /** Returns whether a critical check failed. */
    public boolean hasCriticalFailure() {
        return checks.stream()
                .anyMatch(
                        check -> check.status() == Check.Status.FAILED && check.severity() == Check.Severity.CRITICAL);
    }

    /** Those that failed, whatever their severity. */
    public List<Check> failed() {
        return checks.stream()
                .filter(check -> check.status() == Check.Status.FAILED)
                .toList();
    }

    /** The facts behind all that failed or could not be looked at, the worst first. */
    public List<CheckFinding> findings() {
        return CheckFinding.of(checks);
    }

    /** Those with something that is declared as expected. */
    public List<Check> accepted() {
        return checks.stream().filter(check -> !check.accepted().isEmpty()).toList();
    }

    /** The verdict: the worst that failed, where a remark of severity info is no failure. */
    public Verdict verdict() {
        List<Check.Severity> severities = failed().stream().map(Check::severity).toList();
        if (severities.contains(Check.Severity.CRITICAL)) {
            return Verdict.FAILED;
        }
        return severities.contains(Check.Severity.WARNING) ? Verdict.WARNING : Verdict.PASSED;
    }

    /** The verdict on a database. */
    public enum Verdict {
        /** A critical check failed. */
        FAILED,
        /** A check of severity warning failed, and no critical one. */
        WARNING,
        /** Nothing failed but remarks of severity info. */
        PASSED;

        /** As it stands in JSON: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Minified JSON: {@code {"checks":[{"id","severity","subject","status","found","remedy","cause","accepted"}]}}, the
     * last two only where there is something to say. */
    public String toJson() {
        return ReportJson.of(this);
    }
}
