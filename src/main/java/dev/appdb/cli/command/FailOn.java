package dev.appdb.cli.command;

import dev.appdb.cli.console.ExitCode;
import dev.appdb.engine.FleetEntry.Verdict;
import dev.appdb.engine.FleetReport;
import dev.appdb.failure.Problems;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.CheckFinding;
import dev.appdb.roles.CheckReport;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The findings that make {@code roles check} exit with {@value ExitCode#FOUND}. */
enum FailOn {
    CRITICAL,
    WARNING,
    NEVER;

    /** The value of {@code --fail-on}; an unknown one is a problem. */
    static FailOn of(String value, Problems problems) {
        Optional<FailOn> known = Arrays.stream(values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst();
        if (known.isEmpty()) {
            problems.add("--fail-on", "\"" + value + "\" is not known: use critical, warning or never");
        }
        return known.orElse(CRITICAL);
    }

    /** Returns whether a finding counts. */
    boolean counts(CheckFinding finding) {
        return finding.isFailed()
                && switch (this) {
                    case CRITICAL -> finding.severity() == Severity.CRITICAL;
                    case WARNING -> finding.severity() != Severity.INFO;
                    case NEVER -> false;
                };
    }

    /** The exit code of a check that was made. */
    int exitCode(CheckReport report) {
        return report.findings().stream().anyMatch(this::counts) ? ExitCode.FOUND : ExitCode.DONE;
    }

    /** The exit code of the checks of many databases; one that could not be checked counts where nothing was found. */
    int exitCode(FleetReport report) {
        int found = this == NEVER ? 0 : report.count(Verdict.FAILED);
        if (this == WARNING) {
            found += report.count(Verdict.WARNING);
        }
        if (found > 0) {
            return ExitCode.FOUND;
        }
        return report.count(Verdict.UNKNOWN) > 0 || report.entries().isEmpty() ? ExitCode.FAILED : ExitCode.DONE;
    }
}
