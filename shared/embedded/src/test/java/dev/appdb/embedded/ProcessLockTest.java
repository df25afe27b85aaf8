package dev.appdb.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.file.ProcessLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLockTest {

    @TempDir
    Path folder;

    @Test
    void oneThreadAtATimeHoldsItAlsoWhenHoldersDeleteTheFile() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger turns = new AtomicInteger();

        IntStream.range(0, 200).parallel().forEach(i -> {
            try (ProcessLock lock = ProcessLock.take(folder.resolve("lock"))) {
                assertThat(lock).isNotNull();
                assertThat(inside.incrementAndGet()).isEqualTo(1);
                if (i % 3 == 0) {
                    Files.delete(folder.resolve("lock"));
                }
                turns.incrementAndGet();
                inside.decrementAndGet();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });

        assertThat(turns).hasValue(200);
    }

    @Test
    void anotherProcessIsKeptOut() throws Exception {
        Path file = folder.resolve("lock");
        try (ProcessLock lock = ProcessLock.take(file)) {
            assertThat(lock).isNotNull();
            assertThat(ChildProcess.tryingToLock(file)).isEqualTo("kept out");
        }
        assertThat(ChildProcess.tryingToLock(file)).isEqualTo("let in");
    }
}
