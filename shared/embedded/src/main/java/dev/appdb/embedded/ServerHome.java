package dev.appdb.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
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
 * pointer that was copied with its home finds nothing.
 *
 * @param folder absolute; need not exist
 * @param outside where data goes that cannot be in the home
 */
record ServerHome(Path folder, Path outside) {

    static final Path OUTSIDE = Path.of("/var/lib/appdb");

    private static final String CLUSTER = "cluster";
    private static final String DELETED = "gone-";
    private static final String OWNER = "home";
    private static final int NAME_BYTES = 12;

    Path lock() {
        return folder.resolve("lock");
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
        return folder.resolve("data-is-at");
    }

    /** The server that was made here, if one was. */
    Optional<Cluster> cluster() throws IOException {
        Optional<Path> pointed = pointed();
        Path place = pointed.isPresent() ? pointed.get() : folder;
        Cluster cluster = new Cluster(place.resolve(CLUSTER));
        return Files.isDirectory(cluster.folder()) ? Optional.of(cluster) : Optional.empty();
    }

    /** Makes the home, open for the server's account to go through where that is another one. */
    void make(ServerAccount account) throws IOException, PostgresException {
        Folders.make(folder, account.isOther() ? "rwx--x--x" : "rwx------");
        if (account.isOther() && !account.canEnter(folder)) {
            Folders.make(folder, "rwx------");
        }
    }

    /** Where to make a server; what an unfinished creation or deletion left there is deleted. */
    Cluster place(ServerAccount account) throws IOException, PostgresException {
        Path place = folder;
        if (account.isOther() && !account.canEnter(folder)) {
            place = outside.resolve(name());
            Folders.make(outside, "rwx--x--x");
            Folders.make(place, "rwx--x--x");
            Folders.write(place.resolve(OWNER), folder.toRealPath().toString());
            Folders.write(pointer(), place.toString());
        } else {
            Files.deleteIfExists(pointer());
        }
        sweep(place);
        return new Cluster(place.resolve(CLUSTER));
    }

    /** Deletes the data and everything else that was made here; fine where nothing was. */
    void delete() throws IOException {
        Optional<Path> pointed = pointed();
        deleteData(folder);
        if (pointed.isPresent()) {
            deleteData(pointed.get());
            Folders.delete(pointed.get());
        }
        for (Path file : List.of(pointer(), passwords(), port(), output(), lock())) {
            Files.deleteIfExists(file);
        }
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException othersFiles) {
            // what we did not put there stays
        }
    }

    private void deleteData(Path place) throws IOException {
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
        boolean isMovedAway = !text(home.resolve("data-is-at")).equals(target);
        return isOurs || isMovedAway ? Optional.of(place) : Optional.empty();
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
