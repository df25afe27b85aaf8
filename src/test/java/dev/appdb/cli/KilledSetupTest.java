package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.cli.Invocation.Developer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} after each event of a set-up; the same command then ends in the same state. */
class KilledSetupTest {
    private static final List<String> SETUP = List.of(
            "setup",
            "--target",
            "local",
            "--app-name",
            "app",
            "--environment",
            "dev",
            "--extension",
            "pg_trgm=on",
            "--yes",
            "--output",
            "json");

    @TempDir
    Path folder;

    @Test
    void endsInTheSameStateWhereverItIsKilled() throws Exception {
        Path undisturbed = Files.createDirectory(folder.resolve("undisturbed"));
        Invocation whole = Developer.script(undisturbed).run(SETUP.toArray(String[]::new));
        assertThat(whole.exitCode()).as(whole.err()).isZero();
        int events = whole.events().size();
        Map<String, String> files = files(undisturbed);
        destroy(undisturbed);

        for (int survived = 1; survived < events; survived++) {
            Path project = Files.createDirectory(folder.resolve("killed-after-" + survived));
            killAfter(survived, project);

            Invocation again = Developer.script(project).run(SETUP.toArray(String[]::new));

            assertThat(again.exitCode())
                    .as("killed after event %s: %s", survived, again.err())
                    .isZero();
            assertThat(again.json().get("roles")).isEqualTo(whole.json().get("roles"));
            assertThat(statuses(again)).isEqualTo(statuses(whole));
            assertThat(files(project)).isEqualTo(files);
            destroy(project);
        }
    }

    @Test
    void resumesWithTheAnswersOfTheKilledRun() throws Exception {
        killAfter(4, folder);
        Developer developer = Developer.script(folder);
        assertThat(developer.runs("runs list").out()).contains("not finished");

        Invocation resumed = developer.runs("setup --resume --yes --output json");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.json().get("command").asText()).contains("--extension pg_trgm=on");
        assertThat(developer.runs("setup --resume --yes").err()).contains("there is no setup to resume");
        destroy(folder);
    }

    /** Runs the set-up in a process of its own and kills it once it has told this many events. */
    private static void killAfter(int events, Path project) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Dappdb.postgres.binaries=" + System.getProperty("appdb.postgres.binaries"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.appdb.cli.Appdb"),
                        SETUP.stream())
                .toList();
        Process process = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader err =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (int seen = 0; seen < events && err.readLine() != null; seen++) {
                // Each line is an event.
            }
            process.destroyForcibly();
        }
        process.waitFor();
    }

    private static Map<String, String> statuses(Invocation setup) {
        Map<String, String> statuses = new TreeMap<>();
        for (JsonNode check : setup.json().get("checks")) {
            statuses.put(
                    check.get("id").asText() + " " + check.get("subject").asText(),
                    check.get("status").asText());
        }
        return statuses;
    }

    private static Map<String, String> files(Path project) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(project.resolve("infra"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(project.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    private static void destroy(Path project) {
        assertThat(Developer.script(project)
                        .runs("destroy -a app -e dev -t local --confirm app-dev")
                        .exitCode())
                .isZero();
    }
}
