package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code --quiet} and {@code --log-file}, on a real set-up. */
@Timeout(600)
class QuietAndLogTest {
    private static final String OF_APP = " --app-name app --environment dev";

    @TempDir
    Path project;

    private Developer developer() {
        return Developer.script(project);
    }

    @AfterEach
    void remove() {
        developer().runs("destroy --confirm app-dev" + OF_APP);
    }

    @Test
    void quietLeavesTheResultAndTheLogHasTheRest() throws IOException {
        Path log = project.resolve("setup.log");

        Invocation setup = developer().runs("setup --target local --yes --quiet --log-file setup.log" + OF_APP);

        assertThat(setup.exitCode()).as(setup.err()).isZero();
        assertThat(setup.out()).contains("\"roles\"").doesNotContain("Apply");
        assertThat(setup.err()).doesNotContain("Apply (", "done in", "Connect:");
        List<String> events = Files.readAllLines(log);
        assertThat(Console.parsed(events.get(0)).get("event").asText()).isEqualTo("run_started");
        assertThat(events)
                .allSatisfy(line -> assertThat(Console.parsed(line).isObject()).isTrue());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                .isEqualTo("rw-------");

        Invocation status = developer().runs("roles check -q --log-file setup.log" + OF_APP);

        assertThat(status.exitCode()).isZero();
        assertThat(status.err()).isEmpty();
        assertThat(status.out()).contains("passed");
        assertThat(Files.readAllLines(log)).hasSizeGreaterThan(events.size()).startsWith(events.toArray(String[]::new));
    }

    @Test
    void quietJsonHasNoEventsEither() {
        Invocation plan = developer().runs("plan --target local -q --output json" + OF_APP);

        assertThat(plan.exitCode()).isZero();
        assertThat(plan.json().get("document").asText()).isEqualTo("plan");
        assertThat(plan.err()).isEmpty();
    }

    @Test
    void aLogThatCantBeWrittenIsAProblemBeforeAnythingIsDone() {
        Invocation plan = developer().runs("plan --target local --log-file nowhere/log" + OF_APP);

        assertThat(plan.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(plan.err()).contains("--log-file", "it does not exist", "Name a file in a folder");
        assertThat(project.resolve("nowhere")).doesNotExist();
    }
}
