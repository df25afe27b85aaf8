package dev.appdb.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock that one thread of one process holds at a time. The operating system ends it with the process that holds it,
 * so a killed process leaves none behind.
 *
 * <p>File locks belong to a whole process, so the threads of this one first take a lock in memory.
 */
public final class ProcessLock implements AutoCloseable {

    private static final Map<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();
    private static final StandardOpenOption[] OPEN_OR_CREATE = {StandardOpenOption.CREATE, StandardOpenOption.WRITE};

    /** The remaining bits make a size below 1 GiB, of which only one block is written to the disk. */
    private static final int UNUSED_BITS = 34;

    private final ReentrantLock inMemory;
    private final FileChannel channel;

    private ProcessLock(ReentrantLock inMemory, FileChannel channel) {
        this.inMemory = inMemory;
        this.channel = channel;
    }

    /** Waits until the lock is free. The file is created where it is not there; its folder must be. No link is followed. */
    public static ProcessLock take(Path file) throws IOException {
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

    /**
     * The holder before us may have deleted the file, and a lock on a deleted file keeps nobody out: so what is done
     * through the lock must show under the name. It shows in the size, because to read the file would be to open it, and
     * to close it again would end the lock: POSIX ends a process's locks on a file with any of its descriptors.
     */
    private static FileChannel lockedChannel(Path file) throws IOException {
        while (true) {
            FileChannel channel = PrivateFile.open(file, OPEN_OR_CREATE);
            try {
                channel.lock();
                if (isUnder(file, channel)) {
                    return channel;
                }
                channel.close();
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        }
    }

    private static boolean isUnder(Path file, FileChannel channel) throws IOException {
        long size = 1 + (UUID.randomUUID().getLeastSignificantBits() >>> UNUSED_BITS);
        channel.write(ByteBuffer.allocate(1), size - 1);
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                            .size()
                    == size;
        } catch (NoSuchFileException deletedMeanwhile) {
            return false;
        } finally {
            channel.truncate(0);
        }
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
