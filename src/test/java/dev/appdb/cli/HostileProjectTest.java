package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.file.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands in projects whose folder {@code .appdb} came with them: each ends in words, and nothing outside is touched. */
@Timeout(900)
class HostileProjectTest {
    private static final List<String> OPERATIONS = List.of(
            "setup --yes --target local --app-name app --environment dev",
            "stop --target local --app-name app --environment dev",
            "roles check --target local --app-name app --environment dev",
            "status --target local --app-name app --environment dev",
            "doctor --target local --app-name app --environment dev",
            "connect --as app --print --target local --app-name app --environment dev",
            "destroy --confirm app-dev --target local --app-name app --environment dev",
            "roles check --all",
            "runs list",
            "runs show r-1");

    /** Operations that read what a project declares, and start nothing. */
    private static final List<String> READING = List.of(
            "environments",
            "configure --yes --target aws --app-name app --environment dev",
            "template --target aws --app-name app --environment dev",
            "extensions list --target aws --app-name app --environment dev",
            "status --target local --app-name app --environment dev");

    private static final int PARTS = 20_000;

    @TempDir
    Path folder;

    private Path project;
    private Path home;
    private Path outside;

    @BeforeEach
    void makeAProject() throws IOException {
        project = folder.resolve("project");
        Files.createDirectories(project.resolve("infra/app/app-config"));
        Files.createDirectories(project.resolve("infra/accounts"));
        home = Files.createDirectory(folder.resolve("home"));
        outside = home.resolve("authorized_keys");
        Files.writeString(outside, "ssh-ed25519 AAAA");
        Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void whatLeadsElsewhereIsRefusedByEveryCommand() throws Exception {
        for (String operation : OPERATIONS) {
            Path own = planted();
            Files.createSymbolicLink(own.resolve("local/app/dev/server.lock"), outside);
            Files.createLink(own.resolve("draft.json"), outside);

            Invocation ended = run(operation);

            assertThat(ended.exitCode()).as(operation + ended).isEqualTo(ExitCode.REFUSED);
            assertThat(ended.err())
                    .contains(
                            ".appdb/local/app/dev/server.lock is a symbolic link",
                            ".appdb/draft.json is a hard link",
                            "Find out where it comes from, then delete it.");
            assertNothingOutsideIsTouched();
        }
    }

    @Test
    void aRunThatIsALinkIsNoRun() throws Exception {
        Files.createSymbolicLink(
                Files.createDirectories(planted().resolve("runs")).resolve("r-1.jsonl"), outside);

        assertThat(run("runs list").out()).isBlank();
        assertThat(run("runs show r-1").err()).contains("there is no run r-1");
        assertNothingOutsideIsTouched();
    }

    @Test
    void aFolderInPlaceOfAFileEndsInWordsWithoutAnExceptionOfJava() throws Exception {
        for (String name : List.of("local/app/dev/server.lock", "local/app/dev/pgpass", "local/app/dev.users")) {
            for (String operation : OPERATIONS.subList(0, 3)) {
                Path own = planted();
                Files.createDirectories(own.resolve("local/app/dev/cluster/data/global"));
                Files.writeString(own.resolve("local/app/dev/cluster/data/PG_VERSION"), "16\n");
                Files.createDirectories(own.resolve(name));

                Invocation ended = run(operation);

                if (ended.exitCode() != ExitCode.DONE) {
                    assertThat(ended.exitCode()).as(name + " " + ended).isIn(ExitCode.FAILED, ExitCode.REFUSED);
                    assertThat(ended.err()).as(name + " " + ended).contains(name.substring(name.lastIndexOf('/') + 1));
                } else {
                    assertThat(operation).as("opens no password file").startsWith("stop");
                    assertThat(name).endsWith("pgpass");
                }
                assertThat(ended.err()).as(name + " " + ended).doesNotContain("Exception", "defect");
                assertNothingOutsideIsTouched();
            }
        }
    }

    /** Texts on which a careless parser or pattern recurses once for each of their parts. */
    static Stream<String> longTexts() {
        return Stream.of(
                "a" + "-a".repeat(PARTS),
                "us-" + "a".repeat(PARTS) + "-1",
                "${".repeat(PARTS) + "}".repeat(PARTS),
                "(".repeat(PARTS),
                "a.".repeat(PARTS) + "b");
    }

    @ParameterizedTest
    @MethodSource("longTexts")
    void aLongTextWhereverTheProjectSaysSomethingEndsInWords(String text) throws Exception {
        write("infra/project-config/main.tf", """
                locals {
                  project_name   = "%1$s"
                  owner          = "%1$s"
                  default_region = "%1$s"
                }
                """.formatted(text));
        write("infra/app/app-config/dev.tf", """
                module "dev_config" {
                  source                  = "./env-config"
                  network_name            = "%1$s"
                  database_engine_version = "%1$s"
                  account                 = %1$s
                }
                """.formatted(text));
        write("infra/app/app-config/env-config/main.tf", "superuser_extensions = { \"%s\" : true }\n".formatted(text));
        write("infra/accounts/dev.123456789012.s3.tfbackend", "bucket = \"%1$s\"\nregion = \"%1$s\"\n".formatted(text));
        endInWords(READING);
    }

    @ParameterizedTest
    @MethodSource("longTexts")
    void soDoesOneInAFlag(String text) {
        for (String flag : List.of("--app-name", "--environment", "--region", "--bucket", "--network", "--extension")) {
            Invocation ended = run("plan --target aws --app-name app --environment dev " + flag + " " + text);

            assertThat(ended.exitCode()).as(flag + ended).isNotEqualTo(ExitCode.DONE);
            assertThat(ended.err()).as(flag + ended).isNotBlank().doesNotContain("Exception", "Error:", "defect");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "infra/project-config/main.tf",
                "infra/app/app-config/dev.tf",
                "infra/app/app-config/env-config/main.tf",
                "infra/accounts/dev.123456789012.s3.tfbackend",
                "infra/app/service/dev.s3.tfbackend",
                "infra/app/appdb/dev.json"
            })
    void aPipeInPlaceOfAFileIsNotWaitedFor(String file) throws Exception {
        Path pipe = project.resolve(file);
        Files.createDirectories(pipe.resolveSibling("."));
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        endInWords(READING);
    }

    private void endInWords(List<String> operations) {
        for (String operation : operations) {
            Invocation ended = run(operation);

            assertThat(ended.err()).as(operation + ended).doesNotContain("Exception", "StackOverflow", "defect");
            if (ended.exitCode() != ExitCode.DONE) {
                assertThat(ended.err()).as(operation + ended).isNotBlank();
            }
        }
    }

    private void write(String file, String text) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text);
    }

    /** The folder as a project brings it, and nothing of an earlier one. */
    private Path planted() throws IOException {
        Path own = project.resolve(".appdb");
        Folders.delete(own);
        Files.createDirectories(own.resolve("local/app/dev"));
        return own;
    }

    private Invocation run(String operation) {
        return new Developer(project, ScriptedGuide.none(), Map.of("LANG", "C.UTF-8")).runs(operation);
    }

    private void assertNothingOutsideIsTouched() throws IOException {
        assertThat(outside).hasContent("ssh-ed25519 AAAA");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(outside)))
                .isEqualTo("rw-r--r--");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwxr-xr-x");
        try (Stream<Path> inside = Files.list(home)) {
            assertThat(inside).containsExactly(outside);
        }
    }
}
