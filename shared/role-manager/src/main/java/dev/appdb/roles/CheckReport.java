package dev.appdb.roles;

import java.util.List;

/**
 * All that was looked at: users, database, schema, privileges, objects, extensions, logins.
 *
 * @param checks one entry for each id and subject
 */
public record CheckReport(List<Check> checks) {

    public CheckReport {
        checks = List.copyOf(checks);
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

    /** Minified JSON: {@code {"checks":[{"id","severity","subject","status","found","remedy"}]}}. */
    public String toJson() {
        return ReportJson.of(this);
    }
}
