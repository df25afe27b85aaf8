package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shortest command loads nothing that has Java look into each of a hundred jars, or picocli build all commands. */
class ClassesOfAStartTest {
    @TempDir
    private Path folder;

    @Test
    void theVersionIsPrintedWithoutALookThroughEveryJar() throws IOException, InterruptedException {
        Path log = folder.resolve("classes.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + log.getFileName(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.appdb.cli.Appdb",
                        "--version")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(folder.resolve("out")).content().startsWith("appdb ");
            assertThat(Files.readString(log))
                    .contains("dev.appdb.cli.CommandLineInterface ")
                    .doesNotContain(
                            "java.time.zone.ZoneRulesProvider ", "java.util.ServiceLoader ", "picocli.CommandLine ");
        } finally {
            process.destroyForcibly();
        }
    }
}
