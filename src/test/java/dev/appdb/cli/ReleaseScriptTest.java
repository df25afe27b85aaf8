package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The steps of the release workflow that are shell, on a checkout of version 1.2.3. */
@Timeout(120)
class ReleaseScriptTest {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath().resolveSibling("");

    @TempDir
    Path folder;

    @BeforeEach
    void checkout() throws IOException {
        Files.createDirectory(folder.resolve(".ci"));
        Files.copy(CHECKOUT.resolve(".ci/release"), folder.resolve(".ci/release"));
        Files.writeString(
                folder.resolve("pom.xml"),
                Files.readString(CHECKOUT.resolve("pom.xml"))
                        .replaceFirst("(?m)^  <version>.*</version>$", "  <version>1.2.3</version>"));
        Files.writeString(
                folder.resolve("CHANGELOG.md"),
                "# Changes\n\n## 1.2.30 - 2026-12-24\n\n- later\n\n## 1.2.3 - 2026-11-30\n\n- this\n\n## 1.2.2\n\n");
    }

    private String runs(String line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", ".ci/release " + line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return (process.waitFor() + " " + out).replaceAll("\\s+", " ").strip();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "check v1.2.3  ; 0",
                "check v1.2.4  ; 1 release: the tag says 1.2.4, and pom.xml says 1.2.3: set the version first",
                "check 1.2.3   ; 1 release: 1.2.3 is not a tag of a version: it has to be v and a number such as 1.2.3",
                "check         ; 1 release: usage: .ci/release check|notes TAG",
                "tag v1.2.3    ; 1 release: usage: .ci/release check|notes TAG",
                "notes v1.2.3  ; 0 - this",
                "notes v1.2.30 ; 0 - later",
                "notes v1.2    ; 0",
            })
    void saysWhatTheTagNeeds(String line, String expected) throws Exception {
        assertThat(runs(line.strip())).isEqualTo(expected);
    }

    @Test
    void aVersionWithoutNotesIsNotReleased() throws Exception {
        Path pom = folder.resolve("pom.xml");
        Files.writeString(
                pom, Files.readString(pom).replace("  <version>1.2.3</version>", "  <version>1.2.2</version>"));

        assertThat(runs("check v1.2.2"))
                .isEqualTo("1 release: CHANGELOG.md has no notes under \"## 1.2.2\": write them first");
    }
}
