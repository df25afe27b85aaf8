package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A check in a project whose folder takes no files, by a person without a home: it looks all the same. */
@Timeout(900)
class ReadOnlyProjectTest {
    @TempDir
    Path project;

    @Test
    void aCheckThatCannotKeepItsRunHasItsResultAndSaysWhyItIsNotKept() throws Exception {
        String[] names = setUp();
        Developer developer = developer();
        Path kept = project.resolve(".appdb");
        delete(kept);
        Files.writeString(kept, "in the way");

        Invocation check = developer.runs("roles check", names);

        assertThat(check.exitCode()).as(check.toString()).isEqualTo(ExitCode.DONE);
        assertThat(check.err())
                .contains("Warning: This run is not kept: the file", "Make the project's folder writable");
        assertThat(check.err().lines().filter(line -> line.contains("not kept")))
                .hasSize(1);
        assertThat(List.of(Files.readString(kept))).containsExactly("in the way");
    }

    @Test
    void aCheckOnAFullDiskWithoutAHomeHasItsResultAndNamesTheCause() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                // no byte can be written to any file, as on a full disk
                "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Duser.home=" + project.resolve("no-such-home"),
                "-cp",
                System.getProperty("java.class.path"),
                Appdb.class.getName(),
                "roles",
                "check"));
        command.addAll(List.of(setUp()));
        delete(project.resolve(".appdb"));
        ProcessBuilder process =
                new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
        process.environment().clear();
        process.environment().put("PGPASSWORD", password(TestServers.onDefault()));

        Process check = process.start();
        String shown = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(check.waitFor()).as(shown).isEqualTo(ExitCode.DONE);
        assertThat(shown).contains("roles check passed: ", "This run is not kept: ", "File too large");
    }

    /** Expected: the exit code, and words of stdout or stderr. */
    private static final Map<String, List<String>> IN_A_READ_ONLY_CHECKOUT = new TreeMap<>(Map.ofEntries(
            Map.entry("plan", List.of("0", "no changes: shop-dev is up to date", "This run is not kept")),
            Map.entry("plan --no-journal --output markdown", List.of("0", "# Plan for shop-dev: no changes")),
            Map.entry("plan --no-journal --output json", List.of("0", "\"verdict\":\"up_to_date\"")),
            Map.entry("roles plan --no-journal", List.of("0", "no changes")),
            Map.entry("roles check", List.of("0", "roles check passed", "This run is not kept")),
            Map.entry("roles check --no-journal", List.of("0", "roles check passed")),
            Map.entry("roles check --all --no-journal", List.of("0", "shop-dev  passed")),
            Map.entry("status", List.of("0", "shop-dev")),
            Map.entry("doctor", List.of("0", "can't be written", "Plans, checks and status work there")),
            Map.entry("environments", List.of("0", "shop dev")),
            Map.entry("extensions list", List.of("0")),
            Map.entry("runs list", List.of("0", "setup")),
            Map.entry("roles update --yes --no-journal", List.of("0", "\"roles\":[")),
            Map.entry("apply --yes --no-journal", List.of("0", "roles check passed")),
            Map.entry("apply --yes", List.of("1", "could not keep the run's journal", "--no-journal")),
            Map.entry("roles update --yes", List.of("1", "could not keep the run's journal", "--no-journal")),
            Map.entry("extensions set pg_trgm=on --yes", List.of("1", "could not "))));

    @Test
    void everyCommandThatLooksWorksInAReadOnlyCheckoutWithoutAHomeAndTheOthersSayWhyNot() throws Exception {
        setUp();
        Path config = Files.createDirectories(project.resolve("infra/shop/app-config/env-config"));
        Files.writeString(config.resolve("main.tf"), "output \"x\" {\n  value = 1\n}\n");
        List<String> wrong = new ArrayList<>();
        try {
            chmod("a-w");
            for (Map.Entry<String, List<String>> each : IN_A_READ_ONLY_CHECKOUT.entrySet()) {
                String shown = unprivileged(each.getKey());
                String[] parts = shown.split("\n", 2);
                boolean isExpected = parts[0].equals(each.getValue().get(0))
                        && each.getValue().stream().skip(1).allMatch(parts[1]::contains)
                        && !(each.getKey().contains("--no-journal") && parts[1].contains("not kept"));
                if (!isExpected) {
                    wrong.add(each.getKey() + " => " + shown);
                }
            }
        } finally {
            chmod("u+w");
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void withoutAJournalNothingIsWrittenIntoAProjectThatCouldBe() throws Exception {
        String[] names = setUp();
        delete(project.resolve(".appdb"));

        for (String line : List.of(
                "plan", "roles plan", "roles check", "roles check --all", "roles update --yes", "apply --yes")) {
            Invocation invocation = line.endsWith("--all")
                    ? developer().runs(line + " --no-journal")
                    : developer().runs(line + " --no-journal", names);
            assertThat(invocation.exitCode()).as(line + "\n" + invocation.err()).isZero();
            assertThat(project.resolve(".appdb")).as(line).doesNotExist();
        }
        assertThat(developer().runs("setup --yes --no-journal", names).exitCode())
                .isEqualTo(ExitCode.INPUT);
    }

    private void chmod(String mode) throws Exception {
        assertThat(new ProcessBuilder("chmod", "-R", mode, project.toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    /** The exit code and the output of a process that may not write: root's capabilities are taken away. */
    private String unprivileged(String line) throws Exception {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            assumeTrue(
                    Files.isExecutable(Path.of("/usr/bin/setpriv")), "root needs setpriv to be bound by permissions");
            command.addAll(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Duser.home=" + project.resolve("no-such-home"),
                "-cp",
                System.getProperty("java.class.path"),
                Appdb.class.getName()));
        command.addAll(List.of(line.split(" ")));
        ProcessBuilder process =
                new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
        process.environment().clear();
        process.environment().put("PGPASSWORD", password(TestServers.onDefault()));
        Process running = process.start();
        running.getOutputStream().close();
        String shown = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return running.waitFor() + "\n" + shown;
    }

    private Developer developer() throws Exception {
        return new Developer(
                project,
                ScriptedGuide.none(),
                Map.of("LANG", "C.UTF-8", "PGPASSWORD", password(TestServers.onDefault())));
    }

    /** Sets a database up, and returns the words that name it. */
    private String[] setUp() throws Exception {
        TestServer server = TestServers.onDefault();
        Files.createDirectories(project.resolve("infra/shop"));
        String[] names = {
            "--app-name",
            "shop",
            "--environment",
            "dev",
            "--server-url",
            "postgresql://" + server.running().master() + "@127.0.0.1:"
                    + server.running().port() + "/" + server.newDatabase(),
            "--target",
            "server",
            "--app-user",
            "kept_app",
            "--migrator-user",
            "kept_migrator"
        };
        assertThat(developer().runs("setup --yes", names).exitCode()).isZero();
        return names;
    }

    private static String password(TestServer server) throws Exception {
        return Files.readString(server.running().passwordFile())
                .lines()
                .filter(line -> line.contains(":" + server.running().master() + ":"))
                .map(line -> line.substring(line.lastIndexOf(':') + 1))
                .findFirst()
                .orElseThrow();
    }

    private static void delete(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
