package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.embedded.LostData;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The training in a process of its own, with real parts. */
@Timeout(900)
class StartUpTrainingTest {
    @TempDir
    Path folder;

    @Test
    void leavesNothingBehind() throws Exception {
        Set<Path> before = lost();
        ProcessBuilder training = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-Dappdb.postgres.binaries=" + System.getProperty("appdb.postgres.binaries"),
                StartUpTraining.class.getName());
        training.environment().putAll(Map.of("CLASSPATH", System.getProperty("java.class.path")));
        Process process = training.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(process.waitFor()).isZero();
        assertThat(folder).isEmptyDirectory();
        assertThat(lost()).isEqualTo(before);
    }

    /** The data of trainings that is left on this machine: root's is outside of their folders. */
    private static Set<Path> lost() throws Exception {
        return LostData.onThisMachine().stream()
                .filter(data -> data.home().toString().contains("appdb-training"))
                .map(LostData::folder)
                .collect(Collectors.toSet());
    }
}
