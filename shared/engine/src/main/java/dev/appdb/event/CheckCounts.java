package dev.appdb.event;

import dev.appdb.request.PrintableLine;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckFinding;
import dev.appdb.roles.CheckReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The verdict of a roles check in one line.
 *
 * @param failedIds the ids of the failed checks, each once, in the order of the report
 */
public record CheckCounts(int passed, int failed, int unknown, int notApplicable, List<String> failedIds) {

    private static final String LABEL = "roles check: ";

    public CheckCounts {
        failedIds = failedIds.stream().distinct().toList();
    }

    public static CheckCounts of(RunEvent.RolesChecked event) {
        return new CheckCounts(
                event.passed(), event.failed(), event.unknown(), event.notApplicable(), event.failedChecks());
    }

    public static CheckCounts of(CheckReport report) {
        return new CheckCounts(
                count(report, Check.Status.PASSED),
                count(report, Check.Status.FAILED),
                count(report, Check.Status.UNKNOWN),
                count(report, Check.Status.NOT_APPLICABLE),
                report.failed().stream().map(Check::id).toList());
    }

    /** The same as an event of a run. */
    public RunEvent.RolesChecked event(EventHeader header) {
        return new RunEvent.RolesChecked(header, passed, failed, unknown, notApplicable, failedIds);
    }

    private static int count(CheckReport report, Check.Status status) {
        return (int) report.checks().stream()
                .filter(check -> check.status() == status)
                .count();
    }

    /** {@code roles check: 34 passed, 1 failed (R04), 2 not applicable}; counts of zero are left out. */
    public String verdict() {
        return LABEL + words();
    }

    /** The verdict without a label: {@code 34 passed, 1 failed (R04)}. */
    public String words() {
        List<String> parts = new ArrayList<>();
        parts.add(passed + " passed");
        if (failed > 0) {
            parts.add(failed + " failed" + (failedIds.isEmpty() ? "" : " (" + ids() + ")"));
        }
        if (unknown > 0) {
            parts.add(unknown + " unknown");
        }
        if (notApplicable > 0) {
            parts.add(notApplicable + " not applicable");
        }
        return String.join(", ", parts);
    }

    /**
     * The verdict of a report, then its findings by severity, each with its checks' ids: {@code roles check failed: 1 critical
     * (R01), 2 warnings (O01, P03); 40 passed, 18 unknown}.
     */
    public static String headline(CheckReport report) {
        CheckCounts counts = of(report);
        String others = new CheckCounts(counts.passed, 0, counts.unknown, counts.notApplicable, List.of()).words();
        List<String> bySeverity = Arrays.stream(Check.Severity.values())
                .map(severity -> counted(report, severity))
                .filter(part -> !part.isEmpty())
                .toList();
        if (bySeverity.isEmpty()) {
            String checks = counts.passed + (counts.passed == 1 ? " check" : " checks");
            return "roles check passed: " + checks + others.substring((counts.passed + " passed").length());
        }
        String verdict = switch (report.verdict()) {
            case FAILED -> "failed";
            case WARNING -> "passed with warnings";
            case PASSED -> "passed";
        };
        return "roles check " + verdict + ": " + String.join(", ", bySeverity) + "; " + others;
    }

    private static String counted(CheckReport report, Check.Severity severity) {
        List<CheckFinding> findings = report.findings().stream()
                .filter(finding -> finding.isFailed() && finding.severity() == severity)
                .toList();
        if (findings.isEmpty()) {
            return "";
        }
        String noun = severity == Check.Severity.WARNING && findings.size() > 1 ? "warnings" : severity.label();
        String ids =
                findings.stream().map(finding -> finding.lead().id()).distinct().collect(Collectors.joining(", "));
        return findings.size() + " " + noun + " (" + PrintableLine.of(ids) + ")";
    }

    /** {@code 1 of 49 checks failed: R04}, of the checks that apply. */
    public String failures() {
        return failed + " of " + (passed + failed + unknown) + " checks failed"
                + (failedIds.isEmpty() ? "" : ": " + ids());
    }

    private String ids() {
        return PrintableLine.of(String.join(", ", failedIds));
    }
}
