package dev.appdb.tui.progress;

import dev.appdb.event.RunEvent;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import java.util.ArrayList;
import java.util.List;

/**
 * The verdict of a roles check in one line.
 *
 * @param failedIds the ids of the failed checks, each once, in the order of the report
 */
record CheckCounts(long passed, long failed, long unknown, long notApplicable, List<String> failedIds) {

    private static final String LABEL = "roles check: ";

    CheckCounts {
        failedIds = failedIds.stream().distinct().toList();
    }

    static CheckCounts of(RunEvent.RolesChecked event) {
        return new CheckCounts(
                event.passed(), event.failed(), event.unknown(), event.notApplicable(), event.failedChecks());
    }

    static CheckCounts of(CheckReport report) {
        return new CheckCounts(
                count(report, Check.Status.PASSED),
                count(report, Check.Status.FAILED),
                count(report, Check.Status.UNKNOWN),
                count(report, Check.Status.NOT_APPLICABLE),
                report.failed().stream().map(Check::id).toList());
    }

    private static long count(CheckReport report, Check.Status status) {
        return report.checks().stream()
                .filter(check -> check.status() == status)
                .count();
    }

    /** {@code roles check: 34 passed, 1 failed (R04), 2 not applicable}; what there is none of is left out. */
    String verdict(Style style) {
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
    String words() {
        return verdict(new Style(false, true)).substring(LABEL.length());
    }
}
