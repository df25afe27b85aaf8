package dev.appdb.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.console.ExitCode;
import dev.appdb.engine.FleetEntry;
import dev.appdb.engine.FleetEntry.Verdict;
import dev.appdb.engine.FleetReport;
import dev.appdb.failure.Problem;
import dev.appdb.failure.Problems;
import dev.appdb.project.KnownEnvironment;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.roles.Check;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Check.Status;
import dev.appdb.roles.CheckReport;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailOnTest {

    @ParameterizedTest
    @CsvSource({
        // what failed or is unknown,  critical, warning, never
        "'',                           0, 0, 0",
        "'info',                       0, 0, 0",
        "'warning',                    0, 3, 0",
        "'warning info',               0, 3, 0",
        "'critical',                   3, 3, 0",
        "'critical warning info',      3, 3, 0",
        "'unknown',                    0, 0, 0",
        "'unknown warning',            0, 3, 0",
        "'unknown critical',           3, 3, 0",
    })
    void eachStateHasItsExitCode(String states, int critical, int warning, int never) {
        CheckReport report = report(states);

        assertThat(FailOn.CRITICAL.exitCode(report)).isEqualTo(critical);
        assertThat(FailOn.WARNING.exitCode(report)).isEqualTo(warning);
        assertThat(FailOn.NEVER.exitCode(report)).isEqualTo(never);
    }

    @ParameterizedTest
    @CsvSource({
        // verdicts of databases,      critical, warning, never
        "'PASSED',                     0, 0, 0",
        "'PASSED LEFT_OUT',            0, 0, 0",
        "'WARNING PASSED',             0, 3, 0",
        "'FAILED PASSED',              3, 3, 0",
        "'UNKNOWN PASSED',             1, 1, 1",
        "'UNKNOWN WARNING',            1, 3, 1",
        "'UNKNOWN FAILED',             3, 3, 1",
        "'',                           1, 1, 1",
    })
    void manyDatabasesHaveOneExitCode(String verdicts, int critical, int warning, int never) {
        FleetReport report = fleet(verdicts);

        assertThat(FailOn.CRITICAL.exitCode(report)).isEqualTo(critical);
        assertThat(FailOn.WARNING.exitCode(report)).isEqualTo(warning);
        assertThat(FailOn.NEVER.exitCode(report)).isEqualTo(never);
    }

    @Test
    void anUnknownValueIsAProblemThatNamesTheOthers() {
        Problems problems = new Problems();

        assertThat(FailOn.of("warning", problems)).isEqualTo(FailOn.WARNING);
        assertThat(problems.isEmpty()).isTrue();
        FailOn.of("info", problems);
        assertThat(problems.found())
                .extracting(Problem::text)
                .containsExactly("\"info\" is not known: use critical, warning or never");
        assertThat(ExitCode.FOUND).isEqualTo(3);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private static CheckReport report(String states) {
        return new CheckReport(words(states).stream()
                .map(state -> state.equals("unknown")
                        ? new Check("A1", Severity.CRITICAL, state, Status.UNKNOWN, "is so", "")
                        : Arrays.stream(Severity.values())
                                .filter(severity -> severity.label().equals(state))
                                .map(severity -> new Check("A1", severity, state, Status.FAILED, "is so", "Look."))
                                .findFirst()
                                .orElseThrow())
                .toList());
    }

    private static FleetReport fleet(String verdicts) {
        KnownEnvironment database = new KnownEnvironment(new AppName("shop"), new EnvironmentName("dev"));
        List<FleetEntry> entries = words(verdicts).stream()
                .map(verdict -> new FleetEntry(
                        database,
                        Verdict.valueOf(verdict),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()))
                .toList();
        return new FleetReport(entries.size(), entries);
    }
}
