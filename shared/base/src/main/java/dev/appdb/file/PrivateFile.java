package dev.appdb.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A file that appdb keeps for itself: a regular one with a single name, which its owner alone can read. No link is followed,
 * and nothing else is opened: a pipe would never answer, and a file with a second name is somebody's elsewhere.
 */
public final class PrivateFile {
    private static final FileAttribute<?> OWNERS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Many times what the longest run writes. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private PrivateFile() {}

    /** @throws IOException if there is something else in its place */
    public static FileChannel open(Path file, StandardOpenOption... options) throws IOException {
        try {
            Inode.requirePlainFile(file);
        } catch (NoSuchFileException none) {
            // the options say whether that is a failure
        }
        Set<OpenOption> all = new HashSet<>(List.of(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file, all, OWNERS_ALONE);
    }

    /** Makes it, empty, unless it is there. */
    public static void make(Path file) throws IOException {
        open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
    }

    /** Adds text at the end; makes the file if it is not there. */
    public static void append(Path file, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /**
     * The whole content.
     *
     * @throws NoSuchFileException if it is not there
     * @throws IOException if there is something else in its place, or it is longer than anything that appdb writes
     */
    public static byte[] read(Path file) throws IOException {
        try (FileChannel channel = open(file, StandardOpenOption.READ)) {
            if (channel.size() > MOST_BYTES) {
                throw new FileSystemException(file.toString(), null, "it has more than " + MOST_BYTES + " bytes");
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until the end, or as much as there was at first
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        }
    }

    /** Changes the permissions of a file or folder, and not of what it would lead to if it were a link. */
    static void setPermissions(Path path, Set<PosixFilePermission> permissions) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        view.setPermissions(permissions);
    }

    /** The whole content as text; what is no UTF-8 in it is replaced. */
    public static String text(Path file) throws IOException {
        return new String(read(file), StandardCharsets.UTF_8);
    }
}
