package dev.appdb.cli.bot;

import dev.appdb.cli.console.ProcessContext;
import dev.appdb.cli.wiring.BotWiring;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.file.Folders;
import dev.appdb.file.OwnFolder;
import dev.appdb.file.PrivateFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder of a demo's data. The next demo removes what a killed one left behind. */
public final class DemoFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel lockFile;

    private DemoFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    static DemoFolder make(ProcessContext context) throws FailureException {
        OwnFolder own = OwnFolder.of(context.directory(), context.environment());
        own.check();
        Path folder = own.path().resolve("demo");
        try {
            own.make("demo");
            FileChannel channel = PrivateFile.open(
                    folder.resolveSibling("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw Failure.refused(
                                "demo-runs",
                                "could not start the demo",
                                "another one runs in this folder",
                                "End that one with Ctrl-C, or start this one in another folder.")
                        .asException();
            }
            DemoFolder made = new DemoFolder(folder, channel);
            BotWiring.destroyServers(folder);
            return made;
        } catch (IOException e) {
            throw Failure.failed(
                            "demo",
                            "could not use the folder " + folder,
                            String.valueOf(e),
                            "Start the demo in a folder where you may write.")
                    .asException(e);
        }
    }

    Path path() {
        return folder;
    }

    /** The file with a policy. */
    Path policy(String text) {
        try {
            return Files.writeString(folder.resolve("policy.yaml"), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (FileChannel released = lockFile) {
            BotWiring.destroyServers(folder);
            Folders.delete(folder);
            released.force(false);
        } catch (IOException | FailureException leftForTheNext) {
            // The next demo in this folder removes it.
            return;
        }
    }
}
