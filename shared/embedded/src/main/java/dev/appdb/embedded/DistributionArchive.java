package dev.appdb.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The jar that carries a PostgreSQL as one {@code .txz}; nothing in it can be written outside the folder asked for. */
final class DistributionArchive {

    private final Path jar;

    DistributionArchive(Path jar) {
        this.jar = jar;
    }

    /** Unpacks into a folder that exists and is empty. */
    void unpackInto(Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry txz = zip.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(jar + " holds no .txz"));
            try (InputStream bytes = zip.getInputStream(txz)) {
                unpack(bytes, folder);
            }
        }
    }

    /** Unpacks a tar compressed with xz. */
    static void unpack(InputStream txz, Path folder) throws IOException {
        Path root = folder.toRealPath();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(txz)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, root);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path target = inside(root, root.resolve(entry.getName()), entry);
        if (target.equals(root)) {
            return;
        }
        if (entry.isDirectory()) {
            folder(target, root, entry);
            return;
        }
        folder(parent(target), root, entry);
        if (entry.isSymbolicLink()) {
            inside(root, parent(target).resolve(entry.getLinkName()), entry);
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(tar, target);
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
        } else {
            throw new IOException("neither a file, a folder nor a symbolic link: " + entry.getName());
        }
    }

    /** Folders are made one by one, so that none is reached through a symbolic link. */
    private static void folder(Path folder, Path root, TarArchiveEntry entry) throws IOException {
        if (folder.equals(root) || Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        folder(parent(folder), root, entry);
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("goes through something that is not a folder: " + entry.getName());
        }
        Files.createDirectory(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path parent(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IOException("has no folder: " + path);
        }
        return parent;
    }

    private static Path inside(Path root, Path path, TarArchiveEntry entry) throws IOException {
        Path normal = path.normalize();
        if (!normal.startsWith(root)) {
            throw new IOException("points outside the archive: " + entry.getName());
        }
        return normal;
    }
}
