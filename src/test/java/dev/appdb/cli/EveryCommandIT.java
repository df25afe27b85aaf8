package dev.appdb.cli;

import static dev.appdb.cli.Distribution.made;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.Distribution.Ended;
import dev.appdb.cli.console.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command, from the unpacked archive and from the image: as a user without a name and a home, on a read-only root file
 * system, with no network but 127.0.0.1, without Maven and without a checkout. What needs AWS, Slack or a shell says so.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class EveryCommandIT {
    private static final String DEV = " --app-name app --environment dev";
    private static final String CLOUD = " --app-name app --environment prod --target aws --region us-east-1";
    private static final String BUCKET = " --bucket state";
    private static final String NO_AWS = "no AWS credentials were found";

    @TempDir
    Path folder;

    /**
     * A command line, how it ends, and something that it says.
     *
     * @param line SERVER in it is the URL of a database
     */
    private record Row(String line, int exitCode, String says) {}

    private static Row row(String line, int exitCode, String says) {
        return new Row(line, exitCode, says);
    }

    /** In this order: the first sets up what the others are about. */
    private static final List<Row> ROWS = List.of(
            row("setup --target server --server-url SERVER --yes" + DEV, ExitCode.DONE, "app-dev is set up"),
            row("setup", ExitCode.INPUT, "there is no terminal"),
            row("setup --target local --yes --app-name app --environment local", ExitCode.FAILED, "Set HOME"),
            row("setup --yes" + CLOUD + BUCKET, ExitCode.FAILED, NO_AWS),
            row("configure --yes" + DEV, ExitCode.DONE, "unchanged"),
            row("adopt --role-manager --yes" + CLOUD + BUCKET, ExitCode.FAILED, NO_AWS),
            row("extensions list" + DEV, ExitCode.DONE, "hstore"),
            row("extensions set hstore=on --yes" + DEV, ExitCode.DONE, "hstore"),
            row("extensions unset hstore --yes" + DEV, ExitCode.DONE, "hstore"),
            row("plan" + DEV, ExitCode.DONE, "Plan for app-dev"),
            row("plan" + CLOUD, ExitCode.FAILED, NO_AWS),
            row("apply --yes" + DEV, ExitCode.DONE, "app-dev"),
            row("apply --yes" + CLOUD, ExitCode.FAILED, NO_AWS),
            row("template" + CLOUD, ExitCode.DONE, "AWS::RDS::DBCluster"),
            row("roles plan" + DEV, ExitCode.DONE, "no changes"),
            row("roles update" + DEV, ExitCode.DONE, "app-dev"),
            row("roles check" + DEV, ExitCode.DONE, "roles check"),
            row("roles check --probe" + DEV, ExitCode.DONE, "roles check"),
            row("roles check --all", ExitCode.DONE, "app-dev"),
            row("roles expect report --may connect --why numbers --yes" + DEV, ExitCode.DONE, "report"),
            row("roles checks", ExitCode.DONE, "R01"),
            row("password rotate --user migrator --yes" + DEV, ExitCode.REFUSED, "log in with IAM"),
            row("password show --user migrator" + DEV, ExitCode.FAILED, "none is kept here"),
            row("access grant alice --as app --for 2h --reason looking --yes" + DEV, ExitCode.DONE, "alice"),
            row("access list" + DEV, ExitCode.DONE, "alice"),
            row("access revoke alice --yes" + DEV, ExitCode.DONE, "alice"),
            row("connect --as migrator --print" + DEV, ExitCode.DONE, "psql"),
            row("connect --as migrator" + DEV, ExitCode.FAILED, "psql"),
            row("environments", ExitCode.DONE, "app dev"),
            row("status" + DEV, ExitCode.DONE, "running"),
            row("destroy --confirm app-prod" + CLOUD, ExitCode.FAILED, NO_AWS),
            row("status" + CLOUD, ExitCode.FAILED, NO_AWS),
            row("drift" + DEV, ExitCode.DONE, "not applicable"),
            row("runs list", ExitCode.DONE, "app-dev"),
            row("runs show", ExitCode.DONE, "run"),
            row("doctor" + DEV, ExitCode.DONE, "answers, PostgreSQL"),
            row("iam-policy" + CLOUD + BUCKET, ExitCode.DONE, "\"Statement\""),
            row("bot", ExitCode.INPUT, "SLACK_BOT_TOKEN"),
            row("bot manifest", ExitCode.DONE, "slash_commands"),
            row("bot health", ExitCode.FAILED, "the bot does not answer"),
            row(
                    "bot policy explain --policy none.yaml --user U012AB3CD --command setup",
                    ExitCode.INPUT,
                    "does not exist"),
            row("bot audit export", ExitCode.FAILED, "no bot has run"),
            row("bot audit verify", ExitCode.FAILED, "no bot has run"),
            row("completion bash", ExitCode.DONE, "complete -o default -F _appdb appdb"),
            row("complete roles", ExitCode.DONE, "roles"),
            row("stop" + DEV, ExitCode.REFUSED, "appdb did not make the server"),
            row("destroy --confirm app-dev" + DEV, ExitCode.REFUSED, "appdb did not make the server"));

    @Test
    void everyCommandHasARow() {
        TreeSet<String> missing = CommandNames.leaves();
        missing.add("bot");
        missing.removeIf(name -> ROWS.stream().anyMatch(row -> (row.line() + " ").startsWith(name + " ")));

        assertThat(missing).isEmpty();
    }

    @Test
    void theArchiveRunsThemAll() throws Exception {
        Path archive = made(".tar.gz");
        try (Confined confined = Confined.archive(archive, folder)) {
            server(confined);
            try {
                runsThemAll(confined);
            } finally {
                remove(confined);
            }
        }
    }

    @Test
    void theImageRunsThemAllAndTheBot() throws Exception {
        OciImage image = OciImage.read(Distribution.image(), folder.resolve("layout"));
        try (Confined confined = Confined.image(image, folder)) {
            server(confined);
            try {
                runsThemAll(confined);
                runsTheBot(confined);
            } finally {
                remove(confined);
            }
        }
    }

    private Map<String, String> own = Map.of();
    private String url = "";

    private void runsThemAll(Confined confined) throws Exception {
        Map<String, String> wrong = new HashMap<>();
        for (Row row : ROWS) {
            Ended ended = confined.appdb(own, row.line().replace("SERVER", url));
            if (ended.exitCode() != row.exitCode()
                    || !ended.shown().contains(row.says())
                    || ended.shown().contains("\tat ")
                    || ended.shown().contains("Exception")) {
                wrong.put(row.line(), ended.toString());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(confined.work().resolve("?")).doesNotExist();
    }

    /** Sets a database up beside it with the full archive, and takes it as a server that exists. */
    private void server(Confined confined) throws Exception {
        Path full = Distribution.unpack(made("-full.tar.gz"), folder.resolve("full"));
        Path project = Files.createDirectory(folder.resolve("server"));
        Distribution.Ended made = confined.beside(
                project,
                Map.of("HOME", project.toString()),
                full.toString(),
                "setup",
                "--target",
                "local",
                "--yes",
                "--app-name",
                "own",
                "--environment",
                "dev");
        made.succeeded();
        Path data = project.resolve(".appdb/local/own/dev");
        String port = Files.readString(data.resolve("port")).strip();
        String password = Files.readAllLines(data.resolve("pgpass")).stream()
                .filter(line -> line.contains(":postgres:"))
                .map(line -> line.substring(line.lastIndexOf(':') + 1))
                .findFirst()
                .orElseThrow();
        own = Map.of("PGPASSWORD", password);
        url = "postgresql://postgres@127.0.0.1:" + port + "/app";
    }

    /** Removes that database: root's is not in the test's folder. */
    private void remove(Confined confined) throws Exception {
        Path project = folder.resolve("server");
        Path full;
        try (Stream<Path> unpacked = Files.list(folder.resolve("full"))) {
            full = unpacked.findFirst().orElseThrow().resolve("appdb");
        }
        confined.beside(
                        project,
                        Map.of("HOME", project.toString()),
                        full.toString(),
                        "destroy",
                        "--confirm",
                        "own-dev",
                        "--app-name",
                        "own",
                        "--environment",
                        "dev")
                .succeeded();
    }

    /** With a database and without Slack it runs, is not ready, and ends when it is asked to. */
    private void runsTheBot(Confined confined) throws Exception {
        Files.writeString(confined.work().resolve("policy.yaml"), BotScene.POLICY);
        Map<String, String> settings = Map.of(
                "SLACK_BOT_TOKEN", "xoxb-1",
                "SLACK_APP_TOKEN", "xapp-1",
                "SLACK_API_URL", "http://127.0.0.1:1/api/",
                "APPDB_BOT_POLICY", "policy.yaml",
                "APPDB_DATABASE_URL", url.replace("postgres@", "postgres:" + own.get("PGPASSWORD") + "@"));
        Path log = folder.resolve("bot.log");
        Process bot = confined.start(settings, "bot", log);
        try {
            Matcher started = Pattern.compile("The bot has started").matcher("");
            for (long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
                    System.nanoTime() < end;
                    Thread.sleep(200)) {
                if (started.reset(Files.readString(log)).find() || !bot.isAlive()) {
                    break;
                }
            }
            Ended healthy = confined.appdb(Map.of(), "bot health");
            Ended ready = confined.appdb(Map.of(), "bot health --ready");

            assertThat(healthy.exitCode()).as(healthy + Files.readString(log)).isZero();
            assertThat(healthy.out()).isEqualTo("ok\n");
            assertThat(ready.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(ready.err()).contains("slack: ", "database: ok");
        } finally {
            bot.destroy();
        }
        assertThat(bot.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(log)).contains("The bot stops").doesNotContain("\tat ");
    }

    /** With a home a local database fails later, and says why: PostgreSQL's programs look the user up. */
    @Test
    void aLocalDatabaseOfAUserWithoutANameSaysWhatItNeeds() throws Exception {
        try (Confined confined = Confined.archive(made("-full.tar.gz"), folder)) {
            Ended ended = confined.appdb(Map.of("HOME", "/work"), "setup --target local --yes" + DEV);

            assertThat(ended.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(ended.err())
                    .contains("user " + Confined.USER + " has no entry in the passwd database")
                    .doesNotContain("\tat ");
        }
    }
}
