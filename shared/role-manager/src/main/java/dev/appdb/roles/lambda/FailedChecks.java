package dev.appdb.roles.lambda;

import dev.appdb.failure.FailureException;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.RoleManagerFailure;
import java.util.List;
import java.util.stream.Collectors;

/** Failed checks in words. */
final class FailedChecks {

    private FailedChecks() {}

    /** One for the log. */
    static String line(Check check) {
        return "failed: " + check.id() + " " + check.severity().label() + ", " + check.subject() + ": " + check.found();
    }

    /** The critical ones as an error, for callers that know no other answer. */
    static FailureException asFailure(String database, CheckReport report) {
        List<Check> critical = report.failed().stream()
                .filter(check -> check.severity() == Check.Severity.CRITICAL)
                .toList();
        return RoleManagerFailure.of(
                "database " + database + " is not as declared",
                critical.stream()
                        .map(check -> check.id() + " " + check.subject() + ": " + check.found())
                        .collect(Collectors.joining("; ")),
                "Run: "
                        + critical.stream()
                                .map(check -> check.remedy().toString())
                                .distinct()
                                .collect(Collectors.joining(" and: ")),
                FailureCode.CHECK,
                null);
    }
}
