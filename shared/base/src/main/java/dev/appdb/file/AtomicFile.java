package dev.appdb.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a file's text so that whoever looks, also after a crash, finds the old text or the new one.
 *
 * <p>The new text goes to {@code .<name>.appdb-tmp-<process>-<thread>} beside the file, is forced to the disk, and then renamed.
 * The remains of a killed process are removed by the next write of that file.
 */
public final class AtomicFile {
    private static final String MARK = ".appdb-tmp-";

    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");

    private AtomicFile() {}

    /**
     * Writes a file that keeps its owner and permissions, or begins with the usual ones; makes folders that are missing.
     *
     * @throws IOException if the file is read-only, or it or its folder cannot be written; the file is then as it was
     */
    public static void write(Path file, String text) throws IOException {
        refuseReadOnly(file);
        Files.createDirectories(parent(file));
        replace(file, text, temporary -> copyAccess(file, temporary));
    }

    /**
     * Writes a file that its owner alone can read, in a folder that is there. Whoever owns the folder owns the file.
     *
     * @throws IOException if the folder cannot be written; the file is then as it was
     */
    public static void writePrivate(Path file, String text) throws IOException {
        replace(file, text, Folders::ownLikeFolder, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
    }

    /** True if a path is the temporary file of a write that is under way, or was killed. */
    public static boolean isTemporary(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(".") && name.contains(MARK);
    }

    /** Gives the temporary file the owner and the permissions of the one to be. */
    private interface Access {
        void give(Path temporary) throws IOException;
    }

    private static void replace(Path file, String text, Access access, FileAttribute<?>... attributes)
            throws IOException {
        Path folder = parent(file);
        Path temporary = temporary(folder, file);
        removeLeftovers(folder, file, temporary);
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                access.give(temporary);
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        forceFolder(folder);
    }

    private static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    private static Path temporary(Path folder, Path file) {
        return folder.resolve(prefix(file) + identity(ProcessHandle.current()) + "-"
                + Long.toHexString(Thread.currentThread().getId()));
    }

    /** The process id alone would be ambiguous: in a container every run may get the same one. */
    private static String identity(ProcessHandle process) {
        return process.pid()
                + "-"
                + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** In ASCII, because a name that came from the disk need not be expressible as text in this locale. */
    private static String prefix(Path file) {
        return "." + String.valueOf(file.getFileName()).replaceAll("[^\\x20-\\x7e]", "_") + MARK;
    }

    /** A rename would replace a read-only file all the same: the folder's permissions decide about that. */
    private static void refuseReadOnly(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "there is a folder in its place");
        }
        PosixFileAttributes attributes = attributes(file);
        boolean lacksWrite = attributes != null && !attributes.permissions().contains(PosixFilePermission.OWNER_WRITE);
        if (Files.exists(file) && (lacksWrite || !Files.isWritable(file))) {
            throw new FileSystemException(file.toString(), null, "it is read-only");
        }
    }

    private static @Nullable PosixFileAttributes attributes(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view == null || !Files.exists(file) ? null : view.readAttributes();
    }

    private static void copyAccess(Path from, Path to) throws IOException {
        PosixFileAttributes access = attributes(from);
        if (access == null) {
            return;
        }
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        PosixFileAttributes mine = view.readAttributes();
        if (!mine.owner().equals(access.owner()) || !mine.group().equals(access.group())) {
            keepOwner(view, access);
        }
        view.setPermissions(access.permissions());
    }

    /** Only root may give files away; for anybody else the file becomes the writer's, as with any editor. */
    private static void keepOwner(PosixFileAttributeView view, PosixFileAttributes access) throws IOException {
        try {
            view.setGroup(access.group());
            view.setOwner(access.owner());
        } catch (FileSystemException e) {
            return;
        }
    }

    private static void removeLeftovers(Path folder, Path file, Path mine) throws IOException {
        String prefix = prefix(file);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                folder, entry -> entry.getFileName().toString().startsWith(prefix))) {
            for (Path entry : entries) {
                String owner = entry.getFileName().toString().substring(prefix.length());
                if (entry.equals(mine) || !isAlive(owner)) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }

    /** True if the process that made the temporary file still lives and may be about to rename it. */
    private static boolean isAlive(String owner) {
        String pid = owner.contains("-") ? owner.substring(0, owner.indexOf('-')) : owner;
        return pid.matches("[0-9]{1,18}")
                && ProcessHandle.of(Long.parseLong(pid))
                        .filter(process -> owner.startsWith(identity(process) + "-"))
                        .isPresent();
    }

    /** Makes the rename itself durable, where the system lets a folder be forced. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows cannot open a folder; there the rename is journaled by the file system.
            return;
        }
    }
}
