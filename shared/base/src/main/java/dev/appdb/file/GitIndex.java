package dev.appdb.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files that git tracks, read from the index without starting git. The entries are sorted, and {@code .appdb} is among
 * the first, so little of the file is read.
 *
 * @see <a href="https://git-scm.com/docs/index-format">git: index format</a>
 */
final class GitIndex {
    private static final int MAGIC = 0x44495243; // DIRC
    private static final int PREFIX_COMPRESSED = 4;
    private static final int STAT_BYTES = 40;
    private static final int[] HASH_BYTES = {20, 32}; // SHA-1, SHA-256
    private static final int EXTENDED = 0x4000;
    private static final int ALIGNMENT = 8;
    private static final int MORE = 0x80;
    private static final int LOW_BITS = 0x7f;
    private static final int LONGEST_LINK = 4096;
    private static final int LONGEST_PATH = 65_536;

    private GitIndex() {}

    /** Returns whether git tracks a folder, something in it, or something else in its place. */
    static boolean tracks(Path folder) throws IOException {
        Path real = folder.toRealPath();
        for (@Nullable Path top = real.getParent(); top != null; top = top.getParent()) {
            Path git = top.resolve(".git");
            if (Files.exists(git)) {
                Optional<Path> index = index(top, git);
                return index.isPresent() && tracks(index.get(), slashed(top.relativize(real)));
            }
        }
        return false;
    }

    /** In a worktree or a submodule {@code .git} is a file that names the folder. */
    private static Optional<Path> index(Path top, Path git) throws IOException {
        Path folder = git;
        if (Files.isRegularFile(git) && Files.size(git) < LONGEST_LINK) {
            String text = new String(Files.readAllBytes(git), StandardCharsets.UTF_8).strip();
            try {
                folder = top.resolve(text.replaceFirst("^gitdir: *", ""));
            } catch (InvalidPathException damaged) {
                return Optional.empty();
            }
        }
        return Optional.of(folder.resolve("index")).filter(Files::isRegularFile);
    }

    private static String slashed(Path relative) {
        return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    }

    private static boolean tracks(Path index, String name) throws IOException {
        try (FileChannel channel = FileChannel.open(index, StandardOpenOption.READ)) {
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            for (int hash : HASH_BYTES) {
                bytes.rewind();
                if (new Entries(bytes, hash).have(name)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The entries of an index, one after the other. */
    private static final class Entries {
        private final ByteBuffer bytes;
        private final int hash;
        private int version;
        private byte[] path = {};

        Entries(ByteBuffer bytes, int hash) {
            this.bytes = bytes;
            this.hash = hash;
        }

        /** With a hash of another length the entries make no sense, and are in no order. */
        boolean have(String name) {
            byte[] beyond = (name + (char) ('/' + 1)).getBytes(StandardCharsets.UTF_8);
            try {
                if (bytes.getInt() != MAGIC) {
                    return false;
                }
                version = bytes.getInt();
                for (int left = bytes.getInt(); left > 0; left--) {
                    next();
                    if (isIn(name)) {
                        return true;
                    }
                    if (Arrays.compareUnsigned(path, beyond) > 0) {
                        return false;
                    }
                }
                return false;
            } catch (BufferUnderflowException | IllegalArgumentException notAnIndex) {
                return false;
            }
        }

        /** Also in capitals: on some file systems that is the same folder. */
        private boolean isIn(String name) {
            String entry = new String(path, StandardCharsets.UTF_8);
            return entry.regionMatches(true, 0, name, 0, name.length())
                    && (entry.length() == name.length() || entry.charAt(name.length()) == '/');
        }

        private void next() {
            int start = bytes.position();
            bytes.position(start + STAT_BYTES + hash);
            if ((bytes.getShort() & EXTENDED) != 0) {
                bytes.getShort();
            }
            int kept = version >= PREFIX_COMPRESSED ? path.length - dropped() : 0;
            if (kept < 0 || kept > path.length || path.length > LONGEST_PATH) {
                throw new IllegalArgumentException("not an index");
            }
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.writeBytes(Arrays.copyOf(path, kept));
            for (byte next = bytes.get(); next != 0; next = bytes.get()) {
                whole.write(next);
            }
            path = whole.toByteArray();
            if (version < PREFIX_COMPRESSED) {
                int used = bytes.position() - start;
                bytes.position(start + (used + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
            }
        }

        /** The number of bytes to drop from the end of the path before, as offsets are written in pack files. */
        private int dropped() {
            int read = bytes.get();
            int value = read & LOW_BITS;
            while ((read & MORE) != 0) {
                read = bytes.get();
                value = ((value + 1) << 7) | (read & LOW_BITS);
            }
            return value;
        }
    }
}
