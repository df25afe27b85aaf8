package dev.appdb.embedded;

import dev.appdb.failure.FailureException;
import dev.appdb.file.AtomicFile;
import dev.appdb.file.Folders;
import dev.appdb.file.ProcessLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder that a server is known by, and where its data is: in it, or, where the server's account cannot enter it, in
 * a folder of {@code /var/lib/appdb} that a pointer file in the home names. That folder names the home in turn, so a
 * pointer that was copied along with its home finds nothing.
 *
 * @param folder absolute; need not exist
 * @param outside where data goes that cannot be in the home
 */
record ServerHome(Path folder, Path outside) {

    static final Path OUTSIDE = Path.of("/var/lib/appdb");

    private static final String CLUSTER = "cluster";
    private static final String DELETED = "gone-";
    private static final String LOCK = "server.lock";
    static final String OWNER = "home";
    private static final String POINTER = "data-is-at";
    private static final int NAME_BYTES = 12;

    Path lock() {
        return folder.resolve(LOCK);
    }

    Path passwords() {
        return folder.resolve("pgpass");
    }

    Path port() {
        return folder.resolve("port");
    }

    Path output() {
        return folder.resolve("program.out");
    }

    private Path pointer() {
        return folder.resolve(POINTER);
    }

    /** The server that was made here, if one was. */
    Optional<Cluster> cluster() throws IOException {
        Optional<Path> pointed = pointed();
        Path place = pointed.isPresent() ? pointed.get() : folder;
        Cluster cluster = new Cluster(place.resolve(CLUSTER));
        return Files.isDirectory(cluster.folder()) ? Optional.of(cluster) : Optional.empty();
    }

    /** Makes the home if need be and takes its lock, also while another process deletes it. */
    ProcessLock made(ServerAccount.Source account) throws IOException, FailureException {
        while (true) {
            make(account);
            try {
                return locked();
            } catch (NoSuchFileException deletedMeanwhile) {
                // Another process deletes the home just now: make it anew.
            }
        }
    }

    /** Takes the lock of a home that is there. */
    ProcessLock locked() throws IOException {
        ProcessLock lock = ProcessLock.take(lock());
        Folders.ownLikeFolder(lock());
        return lock;
    }

    /** True if a server was made here, wholly or in part: any of its files is enough, since any may be lost. */
    boolean isMade() throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        if (Files.exists(lock())
                || Files.exists(pointer())
                || Files.isDirectory(new Cluster(folder.resolve(CLUSTER)).data())) {
            return true;
        }
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> found = all.toList();
            return !found.isEmpty() && found.stream().allMatch(this::isServersOwn);
        }
    }

    private boolean isServersOwn(Path path) {
        String name = String.valueOf(path.getFileName());
        return List.of(CLUSTER, LOCK, POINTER).contains(name)
                || List.of(passwords(), port(), output()).contains(path)
                || name.startsWith(ClusterCreation.UNFINISHED)
                || name.startsWith(DELETED)
                || AtomicFile.isTemporary(path);
    }

    /** Deletes what a killed process left beside the data. Its user holds the lock. */
    void tidy() throws IOException {
        Files.deleteIfExists(output());
        try (Stream<Path> all = Files.list(folder)) {
            for (Path path : all.filter(AtomicFile::isTemporary).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Closed to others; where the server runs as another account, that one can go through, but not look. */
    private void make(ServerAccount.Source source) throws IOException, FailureException {
        if (Files.isDirectory(folder)) {
            requireServersOwn();
            return;
        }
        Path parent = folder.getParent();
        if (parent == null) {
            throw new IOException("the root folder cannot be a server's");
        }
        Folders.make(parent);
        ServerAccount account = source.account();
        boolean letThrough = account.isOther() && account.canEnter(parent);
        try {
            Folders.make(folder, letThrough ? "rwx--x--x" : "rwx------");
        } catch (FileAlreadyExistsException anotherProcessWasFaster) {
            requireServersOwn();
        }
    }

    private void requireServersOwn() throws IOException, FailureException {
        try (Stream<Path> all = Files.list(folder)) {
            if (all.findAny().isPresent() && !isMade()) {
                throw ServerFailure.of(
                        "could not make a server in " + folder,
                        "the folder holds other files",
                        "Choose a folder that does not exist yet, or an empty one.");
            }
        }
    }

    /** The place for a new server; the remains of an unfinished creation or deletion are deleted. */
    Cluster place(ServerAccount account) throws IOException, FailureException {
        Path place = folder;
        if (account.isOther() && !account.canEnter(folder)) {
            Folders.make(outside, "rwx--x--x");
            endServersOfLostHomes();
            place = placeOutside();
            Folders.make(place, "rwx--x--x");
            AtomicFile.writePrivate(place.resolve(OWNER), folder.toRealPath().toString());
            AtomicFile.writePrivate(pointer(), place.toString());
        } else {
            Files.deleteIfExists(pointer());
        }
        sweep(place);
        return new Cluster(place.resolve(CLUSTER));
    }

    /**
     * A folder outside that no other home uses. One that already holds the data of a home that was here before is left
     * alone, because that home may have been moved; only its server is ended.
     */
    private Path placeOutside() throws IOException {
        String name = name();
        for (int i = 1; ; i++) {
            Path place = outside.resolve(i == 1 ? name : name + "-" + i);
            Optional<String> owner = text(place.resolve(OWNER));
            boolean isOurs =
                    owner.isEmpty() || owner.get().equals(folder.toRealPath().toString());
            Path cluster = place.resolve(CLUSTER);
            if (isOurs && !Files.exists(cluster)) {
                return place;
            }
            if (isOurs) {
                ProcessesIn.end(cluster);
            }
        }
    }

    /**
     * Asks servers outside whose home is gone to shut down once nobody is connected. Their data stays: whether a home
     * was deleted or moved cannot be told.
     */
    private void endServersOfLostHomes() throws IOException {
        for (LostData lost : LostData.in(outside)) {
            Postmaster.of(new Cluster(lost.folder().resolve(CLUSTER)).data())
                    .flatMap(server -> ProcessHandle.of(server.pid()))
                    .ifPresent(ProcessHandle::destroy);
        }
    }

    /** Notes in the data outside, if that is where it is, that its home is here now: the home may have been moved. */
    void claim() throws IOException {
        Optional<Path> pointed = pointed();
        if (pointed.isPresent()) {
            Path owner = pointed.get().resolve(OWNER);
            String here = folder.toRealPath().toString();
            if (!text(owner).equals(Optional.of(here))) {
                AtomicFile.writePrivate(owner, here);
            }
        }
    }

    /** Deletes the data and everything else that was made here; fine where nothing was. */
    void delete() throws IOException {
        Optional<Path> pointed = pointed();
        deleteData(folder);
        if (pointed.isPresent()) {
            deleteData(pointed.get());
            Folders.delete(pointed.get());
        }
        tidy();
        for (Path file : List.of(pointer(), passwords(), port(), lock())) {
            Files.deleteIfExists(file);
        }
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException othersFiles) {
            // what we did not put there stays
        }
    }

    private static void deleteData(Path place) throws IOException {
        Path cluster = place.resolve(CLUSTER);
        if (Files.isDirectory(cluster)) {
            Files.move(cluster, place.resolve(DELETED + Long.toHexString(System.nanoTime())));
        }
        sweep(place);
    }

    private static void sweep(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return;
        }
        try (Stream<Path> all = Files.list(place)) {
            for (Path path : all.toList()) {
                String name = String.valueOf(path.getFileName());
                if (name.startsWith(ClusterCreation.UNFINISHED) || name.startsWith(DELETED)) {
                    ProcessesIn.end(path);
                    Folders.delete(path);
                }
            }
        }
    }

    /** The folder that the pointer names, if it is there and is this home's. */
    private Optional<Path> pointed() throws IOException {
        Optional<String> target = text(pointer());
        if (target.isEmpty()) {
            return Optional.empty();
        }
        Path place = Path.of(target.get());
        Optional<String> owner = text(place.resolve(OWNER));
        if (!outside.equals(place.getParent()) || owner.isEmpty()) {
            return Optional.empty();
        }
        Path home = Path.of(owner.get());
        boolean isOurs = home.equals(folder.toRealPath());
        boolean wasMovedHere = !text(home.resolve(POINTER)).equals(target);
        return isOurs || wasMovedHere ? Optional.of(place) : Optional.empty();
    }

    private static Optional<String> text(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private String name() throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(folder.toRealPath().toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
