package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
