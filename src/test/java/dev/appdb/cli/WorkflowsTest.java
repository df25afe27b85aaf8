package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.WorkflowFile.Ran;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample workflows: their form, and their shell against a real server, with the program gh played by a script. */
@Timeout(900)
class WorkflowsTest {
    private static final Path SAMPLES = Path.of("docs/workflows");

    @TempDir
    Path project;

    @TempDir
    Path programs;

    static Stream<Path> files() throws Exception {
        return Stream.concat(workflows(), Stream.of(Path.of("../action.yml")));
    }

    /** The samples, and the repository's own. */
    static Stream<Path> workflows() throws Exception {
        try (Stream<Path> own = Files.list(Path.of("../.github/workflows"))) {
            return Stream.concat(WorkflowFile.samples().stream(), own.sorted().toList().stream());
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyPermissionIsExplicit(Path file) throws Exception {
        WorkflowFile workflow = new WorkflowFile(file);

        assertThat(WorkflowFile.strings(workflow.map("permissions")).values()).allMatch("read"::equals);
        assertThat(workflow.jobs())
                .allSatisfy(job -> assertThat(job.get("timeout-minutes")).isNotNull())
                .allSatisfy(job -> assertThat(job.containsKey("permissions")
                                || !workflow.map("permissions").isEmpty())
                        .isTrue());
    }

    @Test
    void thereIsOneBeforeTheMergeOneAfterItAndOneForTheNight() throws Exception {
        assertThat(WorkflowFile.samples())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("apply.yml", "check.yml", "plan.yml");
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyActionIsPinnedByItsCommit(Path file) throws Exception {
        assertThat(new WorkflowFile(file).steps())
                .filteredOn(step -> step.containsKey("uses"))
                .isNotEmpty()
                .allSatisfy(step -> assertThat((String) step.get("uses")).matches("[A-Za-z-]+/[a-z-]+@[0-9a-f]{40}"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void noExpressionAndNoSecretStandsInShell(Path file) throws Exception {
        assertThat(Files.readString(file)).doesNotContain("secrets.");
        assertThat(new WorkflowFile(file).steps())
                .filteredOn(step -> step.containsKey("run"))
                .isNotEmpty()
                .allSatisfy(step -> assertThat((String) step.get("run")).doesNotContain("${{"));
    }

    @Test
    void theReleaseGivesEachJobWhatItNeedsAndOnlyTheImagesMayBePushed() throws Exception {
        WorkflowFile release = new WorkflowFile(Path.of("../.github/workflows/release.yml"));
        Map<String, Map<String, String>> permissions = new HashMap<>();
        release.map("jobs")
                .forEach((name, job) -> permissions.put(String.valueOf(name), WorkflowFile.strings((Map<?, ?>)
                        Objects.requireNonNull(((Map<?, ?>) job).get("permissions")))));

        assertThat(release.map("permissions")).isEmpty();
        assertThat(permissions)
                .isEqualTo(Map.of(
                        "build", Map.of("contents", "read"),
                        "image", Map.of("contents", "read", "packages", "write"),
                        "publish", Map.of("contents", "write", "id-token", "write", "attestations", "write")));
        Map<?, ?> image = (Map<?, ?>) Objects.requireNonNull(release.map("jobs").get("image"));
        assertThat(image.toString())
                .contains(".ci/release image", "sha256sum --check", "ghcr.io/$GITHUB_REPOSITORY_OWNER/appdb");
        assertThat(String.valueOf(release.map("jobs").get("build")))
                .contains("ubuntu-24.04-arm", "macos-15", "-Pdist", "verify");
    }

    @Test
    void theSamplesHaveTheLeastPermissions() throws Exception {
        Map<String, Map<String, String>> expected = Map.of(
                "plan", Map.of("contents", "read", "id-token", "write", "pull-requests", "write"),
                "apply", Map.of("contents", "read", "id-token", "write", "pull-requests", "read"),
                "check", Map.of("contents", "read", "id-token", "write"));
        for (Path file : WorkflowFile.samples()) {
            WorkflowFile workflow = new WorkflowFile(file);
            assertThat(workflow.map("permissions")).as(file.toString()).isEmpty();
            workflow.map("jobs")
                    .forEach((name, job) -> assertThat(WorkflowFile.strings(
                                    (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) job).get("permissions"))))
                            .as(file.toString())
                            .isEqualTo(expected.get(name)));
            assertThat(workflow.jobs())
                    .allSatisfy(job -> assertThat(job.get("timeout-minutes")).isNotNull());
        }
    }

    @Test
    void aPlanOfAPullRequestIsAppliedAfterTheMergeByTheIdThatWasReviewed() throws Exception {
        Map<String, String> environment = project();
        WorkflowFile planning = new WorkflowFile(SAMPLES.resolve("plan.yml"));

        Ran planned = planning.run("Plan", project, Map.of(), environment);
        assertThat(planned.exitCode()).as(planned.shown()).isZero();
        assertThat(planned.outputs()).containsEntry("code", "3");
        assertThat(planned.summary()).startsWith("# Plan for shop-prod: ").contains("## Roles and privileges (");
        assertThat(project.resolve(".appdb")).as("no journal").doesNotExist();

        Ran commented = planning.run(
                "Comment",
                project,
                Map.of(
                        "github.token", "t",
                        "github.repository", "o/r",
                        "github.event.pull_request.number", "7"),
                environment);
        assertThat(commented.exitCode()).as(commented.shown()).isZero();
        assertThat(Files.readString(programs.resolve("calls")))
                .contains("--method POST repos/o/r/issues/7/comments --field body=@plan.md");
        assertThat(planning.run(
                                "Fail where there is no plan",
                                project,
                                Map.of("steps.plan.outputs.code", "3"),
                                environment)
                        .exitCode())
                .isZero();
        assertThat(planning.run(
                                "Fail where there is no plan",
                                project,
                                Map.of("steps.plan.outputs.code", "1"),
                                environment)
                        .exitCode())
                .isEqualTo(1);

        applyWhatWasReviewed(environment);
        checkEverything(environment);
    }

    private void applyWhatWasReviewed(Map<String, String> environment) throws Exception {
        WorkflowFile applying = new WorkflowFile(SAMPLES.resolve("apply.yml"));
        Map<String, String> context = Map.of("github.token", "t", "github.repository", "o/r", "github.sha", "abc");
        Files.copy(project.resolve("plan.md"), programs.resolve("comments"));

        Ran reviewed = applying.run("Find the reviewed plan", project, context, environment);

        assertThat(reviewed.exitCode()).as(reviewed.shown()).isZero();
        assertThat(reviewed.outputs()).containsEntry("changes", "yes");
        assertThat(Files.readString(project.resolve("plan.md")))
                .contains("apply --plan " + reviewed.outputs().get("plan"));
        Ran wrong = applying.run(
                "Apply", project, Map.of("steps.reviewed.outputs.plan", "server.000000000000"), environment);
        assertThat(wrong.exitCode()).as(wrong.shown()).isEqualTo(4);
        Ran applied = applying.run(
                "Apply",
                project,
                Map.of("steps.reviewed.outputs.plan", reviewed.outputs().get("plan")),
                environment);
        assertThat(applied.exitCode()).as(applied.shown()).isZero();

        Files.delete(programs.resolve("comments"));
        Ran none = applying.run("Find the reviewed plan", project, context, environment);
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.shown()).contains("pull request 7 has no plan of shop-prod");
    }

    private void checkEverything(Map<String, String> environment) throws Exception {
        Ran checked = new WorkflowFile(SAMPLES.resolve("check.yml")).run("Check", project, Map.of(), environment);

        assertThat(checked.exitCode()).as(checked.shown()).isZero();
        assertThat(checked.summary()).startsWith("# roles check of 1 database");
    }

    @Test
    void aPlanThatCanNotBeMadeIsACommentThatSaysSo() throws Exception {
        Map<String, String> environment = project();
        environment.remove("PGPASSWORD");
        Files.writeString(project.resolve("infra/shop/appdb/prod.json"), "{\"format\": 1");

        Ran planned = new WorkflowFile(SAMPLES.resolve("plan.yml")).run("Plan", project, Map.of(), environment);

        assertThat(planned.exitCode()).as(planned.shown()).isZero();
        assertThat(planned.outputs().get("code")).isEqualTo("2");
        assertThat(planned.summary()).startsWith("# No plan for shop-prod\n");
    }

    /** A checkout with a remembered environment on a real server, and the runner's environment with appdb and gh. */
    private Map<String, String> project() throws Exception {
        TestServer server = TestServers.onDefault();
        Files.createDirectories(project.resolve("infra/shop/appdb"));
        Files.writeString(
                project.resolve("infra/shop/appdb/prod.json"),
                "{\"format\": 1, \"target\": \"server\", \"server_url\": \"postgresql://"
                        + server.running().master() + "@127.0.0.1:"
                        + server.running().port() + "/"
                        + server.newDatabase()
                        + "\", \"names\": {\"app_user\": \"flow_app\", \"migrator_user\": \"flow_migrator\"}}\n");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        program(
                "appdb",
                "exec '" + java + "' -XX:TieredStopAtLevel=1 -cp \"$TEST_CLASSPATH\" " + Appdb.class.getName()
                        + " \"$@\"");
        // After --jq, gh prints what the expression leaves.
        program("gh", """
                echo "$*" >> '%1$s/calls'
                case "$*" in
                    *commits/abc/pulls*) echo 7 ;;
                    *issues/7/comments*--jq*) cat '%1$s/comments' 2> /dev/null || true ;;
                esac""".formatted(programs));
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", programs + ":" + System.getenv("PATH"));
        environment.put("TEST_CLASSPATH", System.getProperty("java.class.path"));
        environment.put("PGPASSWORD", password(server));
        environment.put("CI", "true");
        environment.put("LANG", "C.UTF-8");
        return environment;
    }

    private void program(String name, String script) throws Exception {
        Path program = programs.resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private static String password(TestServer server) throws Exception {
        List<String> lines = Files.readAllLines(server.running().passwordFile());
        return lines.stream()
                .filter(line -> line.contains(":" + server.running().master() + ":"))
                .map(line -> line.substring(line.lastIndexOf(':') + 1))
                .findFirst()
                .orElseThrow();
    }
}
