package dev.appdb.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The entry that a path names by itself, without following it where it is a link.
 *
 * @param mode type and permissions (POSIX, {@code sys/stat.h})
 * @param names the number of names that it has: more than one means a hard link
 * @param owner the number of the user
 */
record Inode(int mode, int names, int owner) {
    private static final int TYPE = 0170000;
    private static final int LINK = 0120000;
    private static final int FILE = 0100000;
    private static final int FOLDER = 0040000;
    private static final int PERMISSIONS = 0777;

    /** @throws java.nio.file.NoSuchFileException if there is nothing */
    static Inode of(Path path) throws IOException {
        Map<String, Object> all = Files.readAttributes(path, "unix:mode,nlink,uid", LinkOption.NOFOLLOW_LINKS);
        return new Inode(number(all, "mode"), number(all, "nlink"), number(all, "uid"));
    }

    private static int number(Map<String, Object> all, String name) {
        return all.get(name) instanceof Number number ? number.intValue() : 0;
    }

    boolean isFolder() {
        return (mode & TYPE) == FOLDER;
    }

    boolean isFile() {
        return (mode & TYPE) == FILE;
    }

    boolean isLink() {
        return (mode & TYPE) == LINK;
    }

    /** The permissions that it has among these, which are written as chmod takes them. */
    Set<PosixFilePermission> permissions(int among) {
        Set<PosixFilePermission> found = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values(); // from the owner's reading to others' executing
        for (int i = 0; i < all.length; i++) {
            if ((mode & among & 1 << all.length - 1 - i) != 0) {
                found.add(all[i]);
            }
        }
        return found;
    }

    /** Returns whether it gives somebody other rights than these. */
    boolean allowsMoreThan(int permissions) {
        return (mode & PERMISSIONS & ~permissions) != 0;
    }

    /** The reason not to open it, or not to look into it, if there is one. */
    Optional<String> oddity() {
        if (isFolder()) {
            return Optional.empty();
        }
        if (isLink()) {
            return Optional.of("is a symbolic link");
        }
        if (!isFile()) {
            return Optional.of("is neither a file nor a folder");
        }
        return names > 1 ? Optional.of("is a hard link: the file has another name elsewhere") : Optional.empty();
    }

    /** Refuses what is no regular file with a single name. */
    static void requirePlainFile(Path path) throws IOException {
        Inode inode = of(path);
        Optional<String> odd = inode.isFolder() ? Optional.of("is a folder") : inode.oddity();
        if (odd.isPresent()) {
            throw new FileSystemException(path.toString(), null, "it " + odd.get());
        }
    }
}
