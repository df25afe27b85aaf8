package dev.appdb.embedded;

import dev.appdb.failure.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Homes of servers for one test, destroyed after it, in a folder that every user of this machine can enter. */
final class Homes implements AfterEachCallback {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final List<Path> made = new ArrayList<>();

    /** A home that does not exist yet. */
    Path fresh() {
        return fresh("home");
    }

    /** A home that does not exist yet, with this in its name. */
    Path fresh(String name) {
        Path home = TestServers.folderOfThisRun().resolve(name + "-" + COUNT.incrementAndGet());
        made.add(home);
        return home;
    }

    /** The server of a home. */
    EmbeddedPostgres server(Path home) throws FailureException {
        return TestServers.server(home, PostgresMajor.DEFAULT);
    }

    static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> String.valueOf(path.getFileName())).sorted().toList();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (Path home : made) {
            server(home).destroy();
        }
    }
}
