package dev.appdb.embedded;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Secret;
import dev.appdb.file.AtomicFile;
import dev.appdb.file.Folders;
import dev.appdb.file.PasswordFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a server: initialized, shaped and configured in a folder of a passing name, which a last rename turns into the
 * server's. It is shaped in PostgreSQL's single-user mode, so before that rename nothing ever listens, and a kill at any
 * moment leaves only a folder that the next attempt throws away.
 */
final class ClusterCreation {

    /** The prefix of the folder of a cluster whose creation has not finished. */
    static final String UNFINISHED = "new-";

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final PostgresMajor major;
    private final ServerAccount account;
    private final ServerPrograms programs;
    private final ServerSettings settings;
    private final Seal seal;
    private final SecureRandom random;

    ClusterCreation(
            PostgresMajor major,
            ServerAccount account,
            ServerPrograms programs,
            ServerSettings settings,
            Seal seal,
            SecureRandom random) {
        this.major = major;
        this.account = account;
        this.programs = programs;
        this.settings = settings;
        this.seal = seal;
        this.random = random;
    }

    /**
     * Makes it.
     *
     * @param cluster must not exist, its parent must
     * @param passwords gets those of the bootstrap superuser and the master
     */
    void create(Cluster cluster, PasswordFile passwords) throws FailureException {
        try {
            Cluster unfinished =
                    new Cluster(Files.createTempDirectory(cluster.folder().getParent(), UNFINISHED));
            try {
                makeFolders(unfinished);
                initialize(unfinished);
                configure(unfinished);
                Secret bootstrap = PasswordFile.newPassword(random);
                Secret master = PasswordFile.newPassword(random);
                new SingleUserMode(programs)
                        .run(unfinished.folder(), new RdsShape(major, random).statements(bootstrap, master));
                seal.put(unfinished);
                passwords.put(Running.HOST, RdsShape.BOOTSTRAP, bootstrap);
                passwords.put(Running.HOST, RdsShape.MASTER, master);
                Files.move(unfinished.folder(), cluster.folder(), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Folders.delete(unfinished.folder());
            }
        } catch (IOException e) {
            throw ServerFailure.of("could not create the server in " + cluster.folder(), e);
        }
    }

    private void makeFolders(Cluster unfinished) throws IOException {
        Folders.make(unfinished.folder(), "rwx------");
        account.give(unfinished.folder());
        Path logs = unfinished.folder().resolve("log");
        Folders.make(logs, "rwx------");
        account.give(logs);
    }

    private void initialize(Cluster unfinished) throws FailureException {
        List<String> arguments = new ArrayList<>(List.of(
                "-D",
                "data",
                "-U",
                RdsShape.BOOTSTRAP,
                "--auth=reject",
                "--encoding=UTF8",
                "--data-checksums",
                "--no-instructions"));
        arguments.addAll(locale());
        if (!settings.isDurable()) {
            arguments.add("--no-sync");
        }
        programs.run(unfinished.folder(), "initdb", arguments, "", LIMIT)
                .requireSuccess("could not initialize the server");
    }

    /** From 17 on PostgreSQL brings C.UTF-8 itself; before, Linux has it and macOS does not. */
    private List<String> locale() {
        if (major.isAtLeast(17)) {
            return List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C");
        }
        return List.of(PinnedVersions.platform().startsWith("linux") ? "--locale=C.UTF-8" : "--locale=C");
    }

    private void configure(Cluster unfinished) throws IOException {
        Path data = unfinished.data();
        Path main = data.resolve("postgresql.conf");
        AtomicFile.writePrivate(main, Files.readString(main, StandardCharsets.UTF_8) + "\ninclude 'appdb.conf'\n");
        AtomicFile.writePrivate(data.resolve("appdb.conf"), settings.text());
        AtomicFile.writePrivate(data.resolve("pg_hba.conf"), ServerSettings.HOST_BASED_AUTHENTICATION);
    }
}
