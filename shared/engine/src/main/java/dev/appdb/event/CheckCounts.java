package dev.appdb.event;

import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import java.util.ArrayList;
import java.util.List;

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

    /** {@code roles check: 34 passed, 1 failed (R04), 2 not applicable}; what there is none of is left out. */
    public String verdict(TextStyle style) {
        List<String> parts = new ArrayList<>();
        parts.add(passed + " passed");
        if (failed > 0) {
            String ids = failedIds.isEmpty() ? "" : " (" + style.data(String.join(", ", failedIds)) + ")";
            parts.add(style.bad(failed + " failed" + ids));
        }
        if (unknown > 0) {
            parts.add(style.warning(unknown + " unknown"));
        }
        if (notApplicable > 0) {
            parts.add(notApplicable + " not applicable");
        }
        return LABEL + String.join(", ", parts);
    }

    /** The verdict where it is known already what is checked: {@code 34 passed, 1 failed (R04)}, without colour. */
    public String words() {
        return verdict(TextStyle.PLAIN).substring(LABEL.length());
    }
}
