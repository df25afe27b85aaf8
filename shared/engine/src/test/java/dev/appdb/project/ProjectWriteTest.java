package dev.appdb.project;

import static dev.appdb.project.InfraTree.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.appdb.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectWriteTest {
    private static final String FILE = "infra/app/appdb/dev.json";
    private static final String DEAD_PROCESS = "999999999";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    private Path file() {
        return directory.resolve(FILE);
    }

    private static FileChange change(Optional<String> before, String after) {
        return new FileChange(Path.of(FILE), before, after, "a test", false, List.of());
    }

    private void write(FileChange... changes) throws Exception {
        Project.at(directory).write(List.of(changes));
    }

    private Failure failureToWrite(FileChange... changes) {
        return failureOf(() -> write(changes));
    }

    private List<String> namesInFolder() throws IOException {
        try (Stream<Path> files = Files.list(file().getParent())) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void foldersAreCreatedAndNothingElseIsLeft() throws Exception {
        write(change(Optional.empty(), "ä\r\n"));

        assertThat(file()).hasContent("ä\r\n");
        assertThat(namesInFolder()).containsExactly("dev.json");
    }

    @Test
    void whatNeedsNoChangeIsNotTouched() throws Exception {
        write(change(Optional.of("same"), "same"));

        assertThat(file()).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void permissionsStayAsTheyWere() throws Exception {
        new InfraTree(directory).with(FILE, "a");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rwxrw-r--"));

        write(change(Optional.of("a"), "b"));

        assertThat(file()).hasContent("b");
        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rwxrw-r--"));
    }

    @Test
    void aFileThatChangedMeanwhileIsRefusedBeforeAnythingIsWritten() throws Exception {
        new InfraTree(directory).with(FILE, "changed");
        FileChange other = new FileChange(Path.of("infra/x"), Optional.empty(), "x", "a test", false, List.of());

        Failure failure = failureToWrite(other, change(Optional.of("a"), "b"));

        assertThat(failure.sentence())
                .isEqualTo("could not write " + FILE + ": it has changed since the change to it was worked out. "
                        + "Run the same command again: it starts from what is there now.");
        assertThat(file()).hasContent("changed");
        assertThat(directory.resolve("infra/x")).doesNotExist();
        assertThat(failureToWrite(change(Optional.empty(), "b")).code()).isEqualTo("file-changed-meanwhile");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkInTheProjectIsFollowed() throws Exception {
        new InfraTree(directory).with("shared/real.json", "a");
        Files.createDirectories(file().getParent());
        Files.createSymbolicLink(file(), Path.of("../../../shared/real.json"));

        write(change(Optional.of("a"), "b"));

        assertThat(Files.isSymbolicLink(file())).isTrue();
        assertThat(directory.resolve("shared/real.json")).hasContent("b");
        assertThat(namesInFolder()).containsExactly("dev.json");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkOutOfTheProjectIsRefused(@TempDir Path elsewhere) throws Exception {
        Files.createDirectories(directory.resolve("infra/app"));
        Files.createSymbolicLink(directory.resolve("infra/app/appdb"), elsewhere);

        assertThat(failureToWrite(change(Optional.empty(), "b")).why()).startsWith("a link leads out of the project");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkToNothingIsRefused() throws Exception {
        Files.createDirectories(file().getParent());
        Files.createSymbolicLink(file(), Path.of("nowhere"));

        assertThat(failureToWrite(change(Optional.empty(), "b")).why()).isEqualTo(FILE + " is a link to nothing");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aProjectMayBeReachedThroughALink() throws Exception {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);

        Project.at(link).write(List.of(change(Optional.empty(), "b")));

        assertThat(real.resolve(FILE)).hasContent("b");
    }

    @Test
    void aFolderInPlaceOfTheFileIsReported() throws Exception {
        Files.createDirectories(file());

        assertThat(failureToWrite(change(Optional.empty(), "b")).sentence())
                .isEqualTo("could not read " + FILE + ": it is a folder. Move the folder away: a file belongs there.");
    }

    @Test
    void aFileInPlaceOfAFolderIsReported() throws Exception {
        new InfraTree(directory).with("infra/app", "");

        Failure failure = failureToWrite(change(Optional.empty(), "b"));

        assertThat(failure.what()).endsWith(FILE);
        assertThat(failure.why()).isEqualTo("Not a directory");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aReadOnlyFileIsRefused() throws Exception {
        new InfraTree(directory).with(FILE, "a");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--r--r--"));

        assertThat(failureToWrite(change(Optional.of("a"), "b")).sentence())
                .isEqualTo("could not write " + FILE + ": it is read-only. Make the file and its folder writable for"
                        + " you, then run the same command again.");
        assertThat(file()).hasContent("a");
        assertThat(namesInFolder()).containsExactly("dev.json");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aReadOnlyFolderIsRefused() throws Exception {
        new InfraTree(directory).with(FILE, "a");
        Path folder = file().getParent();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeFalse(Files.isWritable(folder), "root may write anywhere");

        Failure failure = failureToWrite(change(Optional.of("a"), "b"));

        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(failure.why()).isEqualTo("permission denied");
        assertThat(file()).hasContent("a");
    }

    @Test
    void whereNoFolderCanBeMadeTheReasonIsNamed() {
        Path kernel = Path.of("/proc");
        assumeTrue(Files.isDirectory(kernel.resolve("self")), "only Linux has a folder that nobody can write to");

        Failure failure = failureOf(() -> Project.at(kernel).write(List.of(change(Optional.empty(), "b"))));

        assertThat(failure.what()).isEqualTo("could not write " + FILE);
    }

    @Test
    void whatAKilledProcessLeftIsRemovedByTheNextWrite() throws Exception {
        String alive = ProcessHandle.current().pid() + "-"
                + ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
        new InfraTree(directory)
                .with(FILE, "a")
                .with("infra/app/appdb/.dev.json.appdb-tmp-" + DEAD_PROCESS + "-1-1", "half")
                .with(
                        "infra/app/appdb/.dev.json.appdb-tmp-"
                                + ProcessHandle.current().pid() + "-1-1",
                        "same pid")
                .with("infra/app/appdb/.dev.json.appdb-tmp-" + alive + "-ffff", "another thread's")
                .with("infra/app/appdb/.prod.json.appdb-tmp-" + DEAD_PROCESS + "-1-1", "another file's");

        write(change(Optional.of("a"), "b"));

        assertThat(namesInFolder())
                .containsExactly(
                        ".dev.json.appdb-tmp-" + alive + "-ffff",
                        ".prod.json.appdb-tmp-" + DEAD_PROCESS + "-1-1",
                        "dev.json");
        assertThat(file()).hasContent("b");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 60})
    void aProcessThatWritesAndIsKilledShowsTheOldOrTheNewText(int writesSeen) throws Exception {
        Process writer = java(EndlessWriter.class).start();
        try (InputStream output = writer.getInputStream()) {
            assertThat(output.read()).as("the first write is done").isEqualTo('.');
            for (int seen = 1; seen < writesSeen; seen += output.readNBytes(output.available()).length) {
                assertThat(writer.isAlive()).isTrue();
                assertOneOfBothTexts();
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }

        assertOneOfBothTexts();
        write(change(Optional.of(Files.readString(file())), "after"));
        assertThat(namesInFolder()).containsExactly("dev.json");
    }

    private void assertOneOfBothTexts() throws IOException {
        String text = Files.readString(file());
        assertThat(text.equals(EndlessWriter.ONE) || text.equals(EndlessWriter.OTHER))
                .as("%d characters", text.length())
                .isTrue();
    }

    private ProcessBuilder java(Class<?> main) {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                directory.toString());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aNameThatTheLocaleCannotExpressIsNoObstacle() throws Exception {
        InfraTree tree = new InfraTree(directory)
                .with(InfraTree.DATABASE_TF.replace("database", "dätabäse"), "superuser_extensions = {}");

        ProcessBuilder ascii = java(ExtensionSetter.class).redirectErrorStream(true);
        ascii.environment().put("LC_ALL", "C");
        Process process = ascii.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(tree.project().extensions(InfraTree.APP, InfraTree.DEV).values())
                .isEqualTo(InfraTree.extensions("vector", true));
    }

    /** Enables an extension in the app's configuration. */
    static final class ExtensionSetter {
        private ExtensionSetter() {}

        public static void main(String[] arguments) throws Exception {
            Project project = Project.at(Path.of(arguments[0]));
            project.write(List.of(
                    project.setExtensions(InfraTree.APP, InfraTree.switches(InfraTree.extensions("vector", true)))));
        }
    }

    /** Rewrites the file until it is killed, with a byte on its standard output for every time. */
    static final class EndlessWriter {
        static final String ONE = "1".repeat(1_000_000);
        static final String OTHER = "2".repeat(1_500_000);

        private EndlessWriter() {}

        public static void main(String[] arguments) throws Exception {
            Project project = Project.at(Path.of(arguments[0]));
            Optional<String> before = Optional.empty();
            for (String after = ONE; ; after = after.equals(ONE) ? OTHER : ONE) {
                project.write(List.of(change(before, after)));
                before = Optional.of(after);
                System.out.write('.');
                System.out.flush();
            }
        }
    }
}
