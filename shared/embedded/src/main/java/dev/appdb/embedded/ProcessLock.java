package dev.appdb.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock that one thread of one process holds at a time. The operating system ends it with the process that holds it,
 * so a killed process leaves none behind.
 *
 * <p>File locks belong to a whole process, so the threads of this one first take a lock in memory.
 */
final class ProcessLock implements AutoCloseable {

    private static final Map<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();
    private static final Set<OpenOption> OPEN_OR_CREATE = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final ReentrantLock inMemory;
    private final FileChannel channel;

    private ProcessLock(ReentrantLock inMemory, FileChannel channel) {
        this.inMemory = inMemory;
        this.channel = channel;
    }

    /** Waits until the lock is free. The file is created where it is not there; its folder must be. */
    static ProcessLock take(Path file) throws IOException {
        ReentrantLock inMemory =
                IN_THIS_PROCESS.computeIfAbsent(file.toAbsolutePath().normalize(), path -> new ReentrantLock());
        inMemory.lock();
        try {
            return new ProcessLock(inMemory, lockedChannel(file));
        } catch (IOException | RuntimeException e) {
            inMemory.unlock();
            throw e;
        }
    }

    /** The holder before us may have deleted the file: a lock on a deleted file keeps nobody out. */
    private static FileChannel lockedChannel(Path file) throws IOException {
        while (true) {
            FileChannel channel = FileChannel.open(file, OPEN_OR_CREATE, PRIVATE);
            try {
                Object before = identity(file);
                channel.lock();
                if (before.equals(identity(file))) {
                    return channel;
                }
                channel.close();
            } catch (NoSuchFileException deletedMeanwhile) {
                channel.close();
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        }
    }

    private static Object identity(Path file) throws IOException {
        return Objects.requireNonNullElse(
                Files.readAttributes(file, BasicFileAttributes.class).fileKey(), file);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            inMemory.unlock();
        }
    }
}
