package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial, gone through in a shell as a reader does: each block with the exit code that it says, the last one tidies up. */
@Timeout(900)
class TutorialTest {
    private static final Path TUTORIAL = Path.of("docs", "tutorial.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh(?: fails with (\\d+))?)?\\n(.*?)^```$");

    @TempDir
    Path folder;

    @Test
    void everyLineDoesWhatItSays() throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":")).anyMatch(bin -> Files.isExecutable(Path.of(bin, "psql"))),
                "psql is not installed");
        Path launcher = folder.resolve("appdb");
        Files.writeString(
                launcher,
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' -XX:TieredStopAtLevel=1 -Dappdb.command=appdb -Duser.home='" + folder
                        + "' -Dappdb.postgres.binaries='"
                        + System.getProperty("appdb.postgres.binaries") + "' -cp '"
                        + System.getProperty("java.class.path") + "' "
                        + Appdb.class.getName() + " \"$@\"\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        String page = Files.readString(TUTORIAL);
        StringBuilder script = new StringBuilder("PATH=\"$PWD:$PATH\"\n");
        List<String> shown = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(page); block.find(); ) {
            if (block.group(1) == null) {
                shown.add(block.group(3));
                continue;
            }
            String expected = block.group(2) == null ? "0" : block.group(2);
            for (String line : block.group(3).lines().toList()) {
                script.append(line)
                        .append("\nended=$?; [ $ended = ")
                        .append(expected)
                        .append(" ] || { echo \"ended with $ended, not with ")
                        .append(expected)
                        .append("\"; appdb destroy --confirm shop-dev >/dev/null 2>&1; exit 1; }\n");
            }
        }

        Process process = new ProcessBuilder("bash", "-c", script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(out).isZero();
        assertThat(shown).isNotEmpty().allSatisfy(lines -> assertThat(out).contains(lines));
    }
}
