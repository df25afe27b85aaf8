package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.WorkflowFile.Ran;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell of the repository's GitHub action, against releases in a folder. */
@Timeout(300)
class ActionTest {
    private static final String NAME = "appdb-1.2.3-linux-amd64";

    @TempDir
    Path folder;

    private WorkflowFile action;
    private String sha256 = "";

    @BeforeEach
    void release() throws Exception {
        action = new WorkflowFile(Path.of("../action.yml"));
        Path program = Files.createDirectories(folder.resolve("made/" + NAME)).resolve("appdb");
        Files.writeString(program, "#!/bin/sh\nfor word in \"$@\"; do echo \"word <$word>\"; done\nexit ${EXIT:-0}\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Path release = Files.createDirectories(folder.resolve("releases/v1.2.3"));
        assertThat(new ProcessBuilder(
                                "tar", "czf", release.resolve(NAME + ".tar.gz").toString(), NAME)
                        .directory(folder.resolve("made").toFile())
                        .start()
                        .waitFor())
                .isZero();
        sha256 = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(Files.readAllBytes(release.resolve(NAME + ".tar.gz"))));
        Files.writeString(release.resolve(NAME + ".tar.gz.sha256"), sha256 + "  " + NAME + ".tar.gz\n");
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", System.getenv("PATH"));
        environment.put("RUNNER_OS", "Linux");
        environment.put("RUNNER_ARCH", "X64");
        environment.put("RUNNER_TOOL_CACHE", folder.resolve("tools").toString());
        return environment;
    }

    private Ran install(String checksum) throws Exception {
        return action.run(
                "Install",
                folder,
                Map.of(
                        "inputs.version",
                        "1.2.3",
                        "inputs.sha256",
                        checksum,
                        "inputs.releases",
                        folder.resolve("releases").toUri().toString().replaceAll("/$", ""),
                        "steps.archive.outputs.name",
                        NAME,
                        "steps.archive.outputs.folder",
                        folder.resolve("tools/appdb").toString()),
                environment());
    }

    @Test
    void aVersionIsInstalledByItsChecksumAndThenTakenFromTheCache() throws Exception {
        Ran first = install(sha256);

        assertThat(first.exitCode()).as(first.shown()).isZero();
        assertThat(first.path())
                .containsExactly(folder.resolve("tools/appdb/" + NAME).toString());
        assertThat(first.shown()).contains("word <--version>");
        Files.move(folder.resolve("releases"), folder.resolve("gone"));
        assertThat(install(sha256).exitCode()).isZero();
    }

    @Test
    void withoutAChecksumThatOfTheReleaseIsUsed() throws Exception {
        assertThat(install("").exitCode()).isZero();
    }

    @Test
    void anArchiveWithAnotherChecksumIsNotInstalled() throws Exception {
        Ran refused = install("0".repeat(64));

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.shown()).contains("::error::the SHA-256 of " + NAME + ".tar.gz is " + sha256);
        assertThat(folder.resolve("tools/appdb/" + NAME)).doesNotExist();
        assertThat(refused.path()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, X64, linux-amd64",
        "Linux, ARM64, linux-arm64v8",
        "macOS, X64, darwin-amd64",
        "macOS, ARM64, darwin-arm64v8"
    })
    void theArchiveIsThatOfTheRunner(String system, String machine, String platform) throws Exception {
        Map<String, String> environment = environment();
        environment.put("RUNNER_OS", system);
        environment.put("RUNNER_ARCH", machine);

        Ran named = action.run("Name the archive", folder, Map.of("inputs.version", "1.2.3"), environment);

        assertThat(named.exitCode()).as(named.shown()).isZero();
        assertThat(named.outputs()).containsEntry("name", "appdb-1.2.3-" + platform);
    }

    @Test
    void aRunnerWithoutAnArchiveIsRefused() throws Exception {
        Map<String, String> environment = environment();
        environment.put("RUNNER_OS", "Windows");

        Ran refused = action.run("Name the archive", folder, Map.of("inputs.version", "1.2.3"), environment);

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.shown()).contains("use a Linux or macOS runner");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "latest", "1.2.3; touch owned", "../../1", "$(touch owned)", "1.2.3\nname=x"})
    void whatIsNoVersionIsRefused(String version) throws Exception {
        Ran refused = action.run("Name the archive", folder, Map.of("inputs.version", version), environment());

        assertThat(refused.exitCode()).as(refused.shown()).isEqualTo(2);
        assertThat(refused.outputs()).isEmpty();
        assertThat(folder.resolve("owned")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "3, 0", "1, 1", "4, 4"})
    void aCommandRunsWithItsWordsAndNoShellEvaluatesThem(int exit, int step) throws Exception {
        assertThat(install(sha256).exitCode()).isZero();
        Map<String, String> environment = environment();
        environment.put("PATH", folder.resolve("tools/appdb/" + NAME) + ":" + System.getenv("PATH"));
        environment.put("EXIT", Integer.toString(exit));

        Ran ran =
                action.run("Run", folder, Map.of("inputs.command", "roles check; $(touch owned) * --all"), environment);

        assertThat(ran.exitCode()).as(ran.shown()).isEqualTo(step);
        assertThat(ran.outputs()).containsEntry("exit-code", Integer.toString(exit));
        assertThat(ran.shown()).contains("word <check;>", "word <$(touch>", "word <*>", "word <--all>");
        assertThat(folder.resolve("owned")).doesNotExist();
        assertThat(new String(Files.readAllBytes(Path.of("../action.yml")), StandardCharsets.UTF_8))
                .doesNotContain("secrets.");
    }
}
