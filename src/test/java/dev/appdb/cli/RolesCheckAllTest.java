package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.Interruptions;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many databases checked by one command: three of one real server, one of them damaged, one whose server is not there,
 * and one that its app does not have.
 */
@Timeout(900)
class RolesCheckAllTest {
    private static final String ALL = "roles check --all --no-color";

    @TempDir
    static Path project;

    private static TestServer server;
    private static Developer developer;

    @BeforeAll
    static void severalEnvironments() throws Exception {
        server = TestServers.onDefault();
        developer = new Developer(project, ScriptedGuide.none(), Map.of("LANG", "C.UTF-8", "PGPASSWORD", password()));
        for (String app : List.of("shop", "blog", "gone", "old")) {
            Files.createDirectories(project.resolve("infra").resolve(app));
        }
        setUp("shop", "dev");
        setUp("blog", "dev");
        String damaged = setUp("shop", "prod");
        try (Connection connection = server.asBootstrap(damaged);
                Statement statement = connection.createStatement()) {
            statement.execute("REVOKE USAGE ON SCHEMA app FROM fleet_app");
        }
        remember(project, "gone", "dev", url(closedPort(), "app"));
        remember(project, "old", "dev", url(closedPort(), "app"));
        write(project.resolve("infra/old/app-config/main.tf"), "locals {\n  has_database = false\n}\n");
    }

    private static String password() throws IOException {
        return Files.readString(server.running().passwordFile())
                .lines()
                .filter(line -> line.contains(":" + server.running().master() + ":"))
                .map(line -> line.substring(line.lastIndexOf(':') + 1))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the name of the database. */
    private static String setUp(String app, String environment) {
        String database = server.newDatabase();
        Invocation setup = developer.runs(
                "setup --target server --yes --app-user fleet_app --migrator-user fleet_migrator",
                "--app-name",
                app,
                "--environment",
                environment,
                "--server-url",
                url(server.running().port(), database));
        assertThat(setup.exitCode()).as(setup.err()).isZero();
        return database;
    }

    private static void remember(Path folder, String app, String environment, String url) throws IOException {
        write(
                folder.resolve("infra").resolve(app).resolve("appdb").resolve(environment + ".json"),
                "{\"format\": 1, \"target\": \"server\", \"server_url\": \"" + url + "\"}\n");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }

    private static String url(int port, String database) {
        return "postgresql://" + server.running().master() + "@127.0.0.1:" + port + "/" + database;
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void eachDatabaseHasALineThenComeVerdictCountsAndWhatFailedWithItsRemedy() {
        Invocation check = developer.runs(ALL);

        assertThat(check.exitCode()).as(check.out() + check.err()).isEqualTo(ExitCode.FOUND);
        List<String> lines = check.out().lines().toList();
        assertThat(lines.subList(0, 5))
                .anySatisfy(line -> assertThat(line).matches("shop-dev   passed    \\d+ checks.*"))
                .anySatisfy(line -> assertThat(line).matches("blog-dev   passed    \\d+ checks.*"))
                .anySatisfy(line -> assertThat(line).matches("shop-prod  failed    S03.*"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("gone-dev   unknown   could not ")
                        .contains("refused"))
                .anySatisfy(line -> assertThat(line).startsWith("old-dev    left out  its app has no database"));
        assertThat(lines.get(5)).isEmpty();
        assertThat(lines.get(6)).isEqualTo("roles check of 5 databases: 1 failed, 1 unknown, 2 passed, 1 left out");
        assertThat(String.join("\n", lines.subList(7, lines.size())))
                .contains("shop-prod: ", "Remedy: appdb roles update --app-name shop --environment prod")
                .contains("gone-dev: could not ")
                .doesNotContain("shop-dev", "blog-dev", "old-dev");
        assertThat(check.err()).as("no events, no warnings").isEmpty();
    }

    @Test
    void verboseListsWhatPassedInEachDatabaseInEveryFormat() {
        List<String> lines = developer.runs(ALL + " --verbose").out().lines().toList();
        int heading = index(lines, "shop-dev: ");
        assertThat(lines.subList(heading, lines.size()))
                .as("the last but one database, without findings")
                .anySatisfy(line -> assertThat(line).startsWith("R01  passed: user fleet_app: "));
        int damaged = index(lines, "shop-prod: ");
        assertThat(lines.subList(damaged, lines.size()))
                .anySatisfy(line -> assertThat(line).startsWith("S03  CRITICAL: "))
                .anySatisfy(line -> assertThat(line).startsWith("R01  passed: user fleet_app: "));

        JsonNode shop = developer
                .runs(ALL + " --verbose --output json")
                .json()
                .path("databases")
                .path(3);
        assertThat(shop.path("failed_checks")).isEmpty();
        assertThat(shop.path("checks"))
                .hasSizeGreaterThan(shop.at("/counts/passed").asInt() - 1)
                .isNotEmpty();
        assertThat(developer.runs(ALL + " --verbose --output junit").out())
                .contains("classname=\"appdb.roles.shop-dev\" name=\"R01 user fleet_app\"");
        assertThat(developer.runs(ALL + " --verbose --output markdown").out())
                .contains("<summary>shop-dev: passed and not applicable</summary>", "- R01 user fleet");
    }

    private static int index(List<String> lines, String start) {
        return lines.stream().map(line -> line.startsWith(start)).toList().indexOf(true);
    }

    @Test
    void inJsonThereIsOneDocumentWithAnEntryForEachAndTheEventsOfEachRun() {
        Invocation check = developer.runs(ALL + " --output json --parallel 2");

        assertThat(check.exitCode()).isEqualTo(ExitCode.FOUND);
        JsonNode json = check.json();
        assertThat(json.path("format").asInt()).isEqualTo(1);
        assertThat(json.path("verdict").asText()).isEqualTo("failed");
        assertThat(json.path("counts").toString())
                .isEqualTo("{\"databases\":5,\"failed\":1,\"unknown\":1,\"warning\":0,\"passed\":2,\"left_out\":1,"
                        + "\"not_checked\":0}");
        assertThat(json.path("databases").findValuesAsText("app"))
                .containsExactly("blog", "gone", "old", "shop", "shop");
        JsonNode gone = json.path("databases").path(1);
        assertThat(gone.path("verdict").asText()).isEqualTo("unknown");
        assertThat(gone.path("target").asText()).isEqualTo("server");
        assertThat(gone.path("failure").path("why").asText()).contains("refused");
        assertThat(gone.path("failure").path("remedy").asText()).isNotEmpty();
        assertThat(gone.has("counts")).isFalse();
        assertThat(json.path("databases").path(2).toString())
                .isEqualTo("{\"app\":\"old\",\"environment\":\"dev\",\"verdict\":\"left_out\"}");
        JsonNode prod = json.path("databases").path(4);
        assertThat(prod.path("environment").asText()).isEqualTo("prod");
        assertThat(prod.path("failed_checks").path(0).path("id").asText()).isEqualTo("S03");
        assertThat(prod.path("failed_checks").path(0).path("remedy").asText())
                .contains("roles update --app-name shop --environment prod");
        assertThat(prod.path("counts").path("passed").asInt()).isPositive();
        assertThat(check.events().stream()
                        .filter(event -> event.path("event").asText().equals("run_finished")))
                .as("the run of each that was resolved")
                .hasSize(4);
    }

    @Test
    void inJunitThereIsASuiteForEachAndInMarkdownATable() {
        Invocation junit = developer.runs(ALL + " --output junit");
        assertThat(junit.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(junit.out())
                .startsWith("<?xml")
                .contains(
                        "<testsuites name=\"appdb roles check\" tests=\"5\" failures=\"1\" errors=\"1\" skipped=\"1\">")
                .contains("<testsuite name=\"shop-dev\" tests=\"1\" failures=\"0\"")
                .contains("<testsuite name=\"shop-prod\" tests=\"1\" failures=\"1\"", "name=\"S03 ");
        assertThat(junit.err()).contains("shop-prod  failed    S03");

        Invocation markdown = developer.runs(ALL + " --output markdown --fail-on never");
        assertThat(markdown.out())
                .startsWith("# roles check of 5 databases: 1 failed, 1 unknown, 2 passed, 1 left out")
                .contains("| shop-prod | failed | S03", "| old-dev | left out | its app has no database")
                .contains("## shop-prod: CRITICAL: S03 ", "## gone-dev: UNKNOWN");
    }

    @Test
    void patternsChooseAmongTheKnownEnvironments() {
        assertThat(names("roles check --app s*p --environment d?v")).containsExactly("shop-dev");
        assertThat(names("roles check -e pr*")).containsExactly("shop-prod");
        assertThat(names("roles check --all --environment dev"))
                .containsExactly("blog-dev", "gone-dev", "old-dev", "shop-dev");
        assertThat(names("roles check --all --app shop")).containsExactly("shop-dev", "shop-prod");
    }

    private static List<String> names(String words) {
        JsonNode databases = developer.runs(words + " --output json").json().path("databases");
        List<String> apps = databases.findValuesAsText("app");
        List<String> environments = databases.findValuesAsText("environment");
        return java.util.stream.IntStream.range(0, apps.size())
                .mapToObj(i -> apps.get(i) + "-" + environments.get(i))
                .toList();
    }

    @Test
    void theExitCodeIs0WhereAllIsWellAnd1WhereOneIsUnknown() {
        Invocation fine = developer.runs("roles check --app blog --probe");
        assertThat(fine.exitCode()).as(fine.out()).isZero();
        assertThat(fine.out()).contains("roles check of 1 database: 1 passed");

        Invocation unknown = developer.runs("roles check --app ?o*");
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(unknown.out()).contains("1 unknown");
    }

    @Test
    void remediesNameTheProjectsFolderForWhoeverIsNotInIt() {
        Developer elsewhere = new Developer(project.resolve("infra"), developer.guide(), developer.environment());

        Invocation check = elsewhere.runs("roles check --app shop --project", "..");

        assertThat(check.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(check.out()).contains("Remedy: appdb roles update --app-name shop --environment prod --project ..");
    }

    @Test
    void flagsAboutOneDatabaseAndValuesThatAreNotValidAreRefusedTogether() {
        Invocation check = developer.runs(
                "roles check --all --app Sh! --environment x_ --app-name shop -t local --schema s --parallel 65"
                        + " --output json");

        assertThat(check.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(check.json().path("problems").findValuesAsText("flag"))
                .containsExactly("--app-name", "--target", "--schema", "--app", "--environment", "--parallel");
        assertThat(check.json().path("problems").toString())
                .contains("is about one database and does not go with --all: use --app PATTERN")
                .contains("whole number from 1 to 64");
    }

    @Test
    void aParallelismForOneDatabaseIsRefusedWithAllElseThatIsWrong() {
        Invocation check = developer.runs("roles check --app-name UP -e dev --parallel 2 --output json");

        assertThat(check.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(check.json().path("problems").findValuesAsText("flag"))
                .containsExactly("--parallel", "--app-name", "--target");
    }

    @Test
    void whereNoneIsKnownOrNoneMatchesTheWordsSayWhatToDo(@TempDir Path empty) {
        Invocation none = Developer.script(empty).runs(ALL);
        assertThat(none.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(none.err()).contains("no environment has been set up", "appdb setup", "--project DIR");

        Invocation mistyped = developer.runs("roles check --app shp*");
        assertThat(mistyped.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(mistyped.err())
                .contains("no environment matches --app 'shp*'", "Known here: blog-dev, gone-dev, old-dev, shop-dev");
    }

    @Test
    void interruptedItTellsWhatWasCheckedSoFar(@TempDir Path other) throws Exception {
        Files.createDirectories(other.resolve("infra/shop/appdb"));
        Files.copy(project.resolve("infra/shop/appdb/dev.json"), other.resolve("infra/shop/appdb/dev.json"));
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            remember(other, "mute", "dev", url(silent.getLocalPort(), "app"));
            Interrupted command = new Interrupted(other);
            CompletableFuture<Integer> exitCode = CompletableFuture.supplyAsync(command::run);
            command.interruptOnceItHasShown("shop-dev");

            assertThat(command.out.toString(StandardCharsets.UTF_8))
                    .contains("roles check of 2 databases: 1 passed, 1 not checked");
            assertThat(command.err.toString(StandardCharsets.UTF_8))
                    .contains("roles check --all was interrupted: the process was asked to end.");
            silent.close();
            assertThat(exitCode.get(100, TimeUnit.SECONDS)).isEqualTo(ExitCode.INTERRUPTED);
        }
    }

    /** The command in a process that the test ends from outside. */
    private static final class Interrupted implements Interruptions {
        private final Path folder;
        private final CountDownLatch shown = new CountDownLatch(1);
        private final CompletableFuture<Runnable> action = new CompletableFuture<>();
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();

        Interrupted(Path folder) {
            this.folder = folder;
        }

        int run() {
            PrintStream lines = new PrintStream(out, true, StandardCharsets.UTF_8) {
                @Override
                public void println(String line) {
                    super.println(line);
                    shown.countDown();
                }
            };
            ProcessContext context = new Developer(folder, developer.guide(), developer.environment())
                    .context(lines, new PrintStream(err, true, StandardCharsets.UTF_8));
            return CommandLineInterface.run(
                    new ProcessContext(
                            context.directory(),
                            context.environment(),
                            context.out(),
                            context.err(),
                            context.streams(),
                            context.guides(),
                            this,
                            context.clock(),
                            context.timeouts(),
                            context.random()),
                    "roles",
                    "check",
                    "--all");
        }

        void interruptOnceItHasShown(String line) throws Exception {
            assertThat(shown.await(100, TimeUnit.SECONDS)).isTrue();
            assertThat(out.toString(StandardCharsets.UTF_8)).contains(line);
            action.get(100, TimeUnit.SECONDS).run();
        }

        @Override
        public Watch watch(Runnable atEnd) {
            action.complete(atEnd);
            return () -> {};
        }

        @Override
        public void interrupt() {
            throw new AssertionError("nothing here interrupts itself");
        }
    }
}
