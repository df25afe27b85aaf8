package dev.appdb.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** Folders with the permissions that secrets need. */
public final class Folders {
    private static final Set<PosixFilePermission> OWNERS_ALONE = PosixFilePermissions.fromString("rwx------");

    private Folders() {}

    /** A folder with exactly these permissions, made where it is not there; its parents too, closed to others. */
    public static void make(Path folder, String permissions) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Path parent = folder.getParent();
            if (parent != null) {
                make(parent);
            }
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
        }
        PrivateFile.setPermissions(folder, PosixFilePermissions.fromString(permissions));
    }

    /** A folder, and the parents that it lacks, closed to others where they are made. */
    public static void make(Path folder) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNERS_ALONE));
    }

    /** Hands a file to the owner of its folder: root may work in the folder of somebody else, or of the server. */
    public static void ownLikeFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            UserPrincipal owner = Files.getOwner(folder);
            if (!Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
                try {
                    Files.getFileAttributeView(file, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                            .setOwner(owner);
                } catch (FileSystemException notRoot) {
                    // an ordinary user cannot give files away; on a shared file system owners may differ anyway
                }
            }
        }
    }

    /** Deletes a folder and all that is in it, following no link; fine where it, or a part of it, is gone. */
    public static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
                if (inside instanceof SecureDirectoryStream<Path> secure) {
                    deleteAll(secure);
                } else {
                    deleteAll(inside);
                }
            }
        }
        Files.deleteIfExists(folder);
    }

    /** By handles: who owns a part of it can't have another folder emptied by replacing that part with a link meanwhile. */
    private static void deleteAll(SecureDirectoryStream<Path> folder) throws IOException {
        for (Path entry : folder) {
            Path name = entry.getFileName();
            try {
                if (isFolder(folder, name)) {
                    try (SecureDirectoryStream<Path> inside =
                            folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                        deleteAll(inside);
                    }
                    folder.deleteDirectory(name);
                } else {
                    folder.deleteFile(name);
                }
            } catch (NoSuchFileException goneMeanwhile) {
                // that is what was asked for
            }
        }
    }

    private static boolean isFolder(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        return folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes()
                .isDirectory();
    }

    private static void deleteAll(DirectoryStream<Path> folder) throws IOException {
        for (Path entry : folder) {
            delete(entry);
        }
    }
}
