package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.appdb.aws.account.AwsSettings;
import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.FakeAwsExtension;
import dev.appdb.aws.fake.FunctionCode;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.tui.line.Tmux;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C while CloudFormation works: the command detaches, and the same one attaches again. */
@Timeout(900)
class InterruptedApplyTest {
    private static final String STACK = "appdb-app-dev";
    private static final List<String> APPLY = List.of(("apply --yes --no-roles" + DemoProject.NAMED).split(" "));

    /** A time of the fake that no test lives to see, unless it is let pass. */
    private static final int AGES = 10_000;

    /** The bit of signal 2 in Linux's masks. */
    private static final long SIGINT = 1L << 1;

    @TempDir
    Path folder;

    @RegisterExtension
    final FakeAwsExtension fake = new FakeAwsExtension();

    private final FakeAws aws = fake.aws();
    private DemoProject project;

    @BeforeEach
    void start() throws IOException {
        aws.stacks().resource("DatabaseCluster").takes(AGES);
        project = DemoProject.in(folder);
        System.setProperty(AwsSettings.JAR_PROPERTY, project.jar().toString());
    }

    @AfterEach
    void stop() {
        System.clearProperty(AwsSettings.JAR_PROPERTY);
    }

    @Test
    void ctrlCDetachesAndTheSameCommandAttachesAgain() throws Exception {
        assumeTrue(!ignoresInterrupts(), "this process was started to ignore SIGINT, and so would its children");
        Process apply = started();
        String output = output(apply, "DatabaseCluster in progress", () -> interrupt(apply));

        assertThat(apply.waitFor()).as(output).isEqualTo(ExitCode.INTERRUPTED);
        assertDetached(output);
        assertAttachesAgain();
    }

    @Test
    void theKeyDoesTheSameOnATerminal() throws Exception {
        assumeTrue(Tmux.isInstalled(), "tmux is not installed");
        // The shell has to survive the key to tell what became of the command.
        String script = "cd '" + folder + "'; trap : INT; "
                + command().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "))
                + "; echo exit code $?; exec cat";
        String screen;
        try (Tmux tmux = Tmux.running(folder.resolve("tmux"), script)) {
            tmux.await("DatabaseCluster in progress");
            tmux.press("C-c");
            tmux.await("exit code 130");
            screen = tmux.text().replaceAll("( \\\\)?\n {2,}", " ");
        }

        assertDetached(screen);
        assertAttachesAgain();
    }

    private void assertDetached(String output) {
        assertThat(output)
                .contains("apply was interrupted", "Run `appdb apply --app-name app --environment dev` to follow it")
                .contains("cancel-update-stack --stack-name appdb-app-dev --region us-east-1")
                .contains("delete-stack --stack-name appdb-app-dev --region us-east-1");
        assertThat(aws.stacks().status(STACK)).contains("CREATE_IN_PROGRESS");
        assertThat(aws.calls().of("DeleteStack")).isEmpty();
        assertThat(aws.calls().of("CancelUpdateStack")).isEmpty();
        Invocation runs = developer().runs("runs list --output json");
        assertThat(runs.json().path("runs").path(0).path("result").asText()).isEqualTo("interrupted");
        Invocation events = developer().runs("runs show --output json");
        assertThat(events.json().findValuesAsText("event")).last().isEqualTo("run_finished");
    }

    private void assertAttachesAgain() throws IOException, InterruptedException {
        Process again = started();
        String output = output(
                again,
                "an earlier plan is being applied in AWS",
                () -> aws.stacks().ticksPerLook(2 * AGES));

        assertThat(again.waitFor()).as(output).isZero();
        assertThat(output).contains("DatabaseCluster complete");
        assertThat(aws.stacks().status(STACK)).contains("UPDATE_COMPLETE");
        // The deployment and the switch of deletion protection, each once.
        assertThat(aws.calls().of("ExecuteChangeSet")).hasSize(2);
        aws.lambda()
                .runs(invocation -> FunctionCode.Result.of(
                        RoleManagerStandIn.nothingToChange().toJson()));
        assertThat(developer().runs("plan" + DemoProject.NAMED).out()).contains("up to date");
    }

    private Developer developer() {
        return new Developer(folder, ScriptedGuide.none(), aws.environment());
    }

    /** The command in a process of its own, with nothing of this one's environment that could lead to an account. */
    private List<String> command() {
        List<String> command = new ArrayList<>(List.of("env", "-u", "AWS_PROFILE", "-u", "CI"));
        aws.environment().forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dappdb.role-manager.jar=" + project.jar(),
                "-cp",
                System.getProperty("java.class.path"),
                Appdb.class.getName()));
        command.addAll(APPLY);
        return command;
    }

    private Process started() throws IOException {
        return new ProcessBuilder(command())
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** All that a process says on stderr; something is done once it has said certain words. */
    private static String output(Process process, String words, Deed deed) throws IOException, InterruptedException {
        StringBuilder output = new StringBuilder();
        boolean done = false;
        try (BufferedReader err =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = err.readLine(); line != null; line = err.readLine()) {
                output.append(line).append('\n');
                if (!done && line.contains(words)) {
                    done = true;
                    deed.perform();
                }
            }
        }
        return output.toString();
    }

    private interface Deed {
        void perform() throws IOException, InterruptedException;
    }

    /** Returns true if SIGINT is ignored here, as for a command that a script started in the background. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line -> (Long.parseUnsignedLong(line.replaceAll(".*\\s", ""), 16) & SIGINT) != 0);
    }
}
