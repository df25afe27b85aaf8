package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The documentation's list for the first run on a real account, gone through step by step, with the real role manager and PostgreSQL. The
 * account is the fake; its transcript is a page of the documentation, which {@code -Dgolden.update=true} rewrites.
 */
@Timeout(900)
class RehearsalTest {
    private static final Path DOCUMENT = Path.of("docs/rehearsal.md");
    private static final String NAMED = " --app-name app --environment dev";
    private static final int LONGEST_OUTPUT = 100;
    private static final int BEGINNING = 8;
    private static final int END = 60;

    @TempDir
    Path folder;

    private final List<String> transcript = new ArrayList<>();
    private AwsScene scene;

    @BeforeEach
    void start() throws Exception {
        scene = AwsScene.in(folder).withRoleManagerOn(TestServers.another(PostgresMajor.DEFAULT));
        AwsScene.jar(folder);
    }

    @AfterEach
    void stop() {
        AwsScene.withoutJar();
        scene.close();
    }

    @Test
    void theChecklistOfTheFirstRunIsGoneThrough() throws Exception {
        lookAround();
        deploy();
        liveWithIt();
        step("Destroy it");
        runs("destroy --confirm app-dev", ExitCode.DONE);
        runs("status", ExitCode.DONE);

        String page = page();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(DOCUMENT, page);
        }
        assertThat(DOCUMENT).as("write it with -Dgolden.update=true").hasContent(page);
    }

    private void lookAround() {
        step("Look at the account");
        runs("configure --temporary --min-capacity 0 --max-capacity 2 --target aws --yes", ExitCode.DONE);
        runs("doctor", ExitCode.DONE);
        says("The session of the credentials has expired.");
        scene.aws.faults().at("GetCallerIdentity").expiredToken();
        runs("doctor", ExitCode.FOUND);
        step("Policies");
        runs("iam-policy --output-dir policies", ExitCode.DONE);
        runs("iam-policy --for service-role --output-dir policies", ExitCode.DONE);
        step("Plan");
        runs("plan", ExitCode.DONE);
    }

    private void deploy() {
        step("Apply");
        says("The account has no instances left.");
        scene.aws.stacks().resource("PrimaryInstance").failsToCreate("InstanceQuotaExceeded: the quota is 0");
        runs("apply --yes", ExitCode.FAILED);
        says("The quota was raised.");
        scene.aws.stacks().resource("PrimaryInstance").heals();
        runs("apply --yes", ExitCode.DONE);
        step("Roles");
        runs("roles update --yes", ExitCode.DONE);
        runs("roles check --probe", ExitCode.DONE);
    }

    private void liveWithIt() throws IOException {
        Path declared = folder.resolve("infra/app/app-config/env-config/main.tf");
        step("A paused cluster");
        says("It has paused.");
        scene.aws.account().events().pause("app-dev");
        runs("roles check --all --no-color", ExitCode.FAILED);
        step("Changes");
        runs("plan --max-capacity 4", ExitCode.DONE);
        runs("apply --max-capacity 4 --yes", ExitCode.DONE);
        says("The project declares pg_cron, whose library is loaded when a server starts: this needs a reboot.");
        Files.createDirectories(declared.getParent());
        Files.writeString(declared, "locals {\n  superuser_extensions = { \"pg_cron\" : true }\n}\n");
        scene.aws
                .account()
                .all("AWS::RDS::DBInstance")
                .forEach(instance -> instance.set("WaitsForReboot", BooleanNode.TRUE));
        runs("apply --max-capacity 4 --no-roles --yes", ExitCode.DONE);
        Files.delete(declared);
        step("Drift");
        says("Somebody has changed the days that backups are kept.");
        scene.aws
                .account()
                .find("AWS::RDS::DBCluster", "app-dev")
                .orElseThrow()
                .set("BackupRetentionPeriod", IntNode.valueOf(3));
        runs("drift", ExitCode.FOUND);
    }

    private void step(String title) {
        transcript.add("\n## " + title + "\n");
    }

    private void says(String what) {
        transcript.add("\n" + what + "\n");
    }

    /** Runs a command, and takes down what a person would see. */
    private void runs(String line, int exitCode) {
        String named = line.contains("--all") ? line : line + NAMED;
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(screen, true, StandardCharsets.UTF_8);
        int ended = CommandLineInterface.run(scene.developer().context(stream, stream), named.split(" "));
        String shown = screen.toString(StandardCharsets.UTF_8);

        assertThat(ended).as(named + "\n" + shown).isEqualTo(exitCode);
        transcript.add("\n```console written by RehearsalTest\n$ appdb " + named + "\n" + cut(stable(shown))
                + (ended == 0 ? "" : "exit code " + ended + "\n") + "```\n");
    }

    /** The whole text, or its beginning and its end. */
    private static String cut(String text) {
        List<String> lines = text.lines().map(String::stripTrailing).toList();
        if (lines.size() <= LONGEST_OUTPUT) {
            return String.join("\n", lines) + "\n";
        }
        List<String> shown = new ArrayList<>(lines.subList(0, BEGINNING));
        shown.add("(" + (lines.size() - BEGINNING - END) + " lines more)");
        shown.addAll(lines.subList(lines.size() - END, lines.size()));
        return String.join("\n", shown) + "\n";
    }

    /** The text without what differs from run to run. */
    private String stable(String text) {
        return text.replace(folder.toString(), "/project")
                .replace(scene.aws.endpoint().toString(), "https://aws.example")
                .replaceAll("\\d{8}-\\d{6}-[0-9a-f]{6}", "RUN")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d(:\\d\\d)?Z?", "TIME")
                .replaceAll("(in|after|took) (\\d+ min )?\\d+(\\.\\d+)? (ms|s|min)\\b", "$1 … s")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
                .replaceAll("(?m)^(ok +Java +).*", "$1(this Java)")
                .replaceAll("RequestId: [0-9a-f-]+", "RequestId: ID");
    }

    private String page() {
        return "# Rehearsal of the first run on a real account\n\n"
                + "The list for [the first run](aws.md#the-first-run-on-a-real-account), gone through by a test: the commands, CloudFormation's order, the function's code"
                + " and\nPostgreSQL are real, the account is a fake on loopback. Times, ids and ports are replaced. A real account"
                + " has not been\nseen by any of this.\n"
                + String.join("", transcript);
    }
}
