package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    private static final String USAGE =
            "1 release: usage: .ci/release check|notes TAG, or .ci/release image TAG FOLDER REPOSITORY";

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
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", ".ci/release " + line)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().merge("PATH", folder.resolve("programs") + ":", (path, first) -> first + path);
        Process process = builder.start();
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
                "check         ; USAGE",
                "tag v1.2.3    ; USAGE",
                "image v1.2.3  ; USAGE",
                "check v1.2.3 dist ghcr.io/example/appdb ; USAGE",
                "notes v1.2.3  ; 0 - this",
                "notes v1.2.30 ; 0 - later",
                "notes v1.2    ; 0",
            })
    void saysWhatTheTagNeeds(String line, String expected) throws Exception {
        assertThat(runs(line.strip())).isEqualTo(expected.replace("USAGE", USAGE));
    }

    /** With programs that only say how they were called. */
    @Test
    void theImagesArePushedAsOneAfterOneOfThemStarted() throws Exception {
        Files.createDirectory(folder.resolve("dist"));
        for (String platform : List.of("amd64", "arm64v8")) {
            Files.writeString(folder.resolve("dist/appdb-1.2.3-linux-" + platform + ".oci.tar"), "");
        }
        program("docker", "echo docker \"$@\"");
        program("skopeo", "echo skopeo \"$@\"");
        String line = "image v1.2.3 dist ghcr.io/Example/appdb";

        assertThat(runs(line))
                .isEqualTo("0 docker load --quiet --input dist/appdb-1.2.3-linux-amd64.oci.tar"
                        + " docker run --rm --read-only --network none appdb:1.2.3 --version"
                        + " skopeo copy oci-archive:dist/appdb-1.2.3-linux-amd64.oci.tar"
                        + " docker://ghcr.io/example/appdb:1.2.3-amd64"
                        + " skopeo copy oci-archive:dist/appdb-1.2.3-linux-arm64v8.oci.tar"
                        + " docker://ghcr.io/example/appdb:1.2.3-arm64"
                        + " docker buildx imagetools create --tag ghcr.io/example/appdb:1.2.3"
                        + " ghcr.io/example/appdb:1.2.3-amd64 ghcr.io/example/appdb:1.2.3-arm64");

        program("docker", "[ \"$1\" != run ]");
        assertThat(runs(line)).isEqualTo("1");
    }

    private void program(String name, String script) throws IOException {
        Path program = Files.createDirectories(folder.resolve("programs")).resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
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
