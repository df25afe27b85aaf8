package dev.appdb.embedded;

import dev.appdb.call.CallLog;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Sleeper;
import dev.appdb.file.PasswordFile;
import dev.appdb.file.ProcessLock;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;

/**
 * A PostgreSQL server of this machine's user, known by the folder it lives in, shaped like Amazon RDS.
 *
 * <p>It outlives the process that started it. Every method is safe to repeat, safe for several processes at once, and
 * safe after a process was killed at any moment in any of them. Measured on Linux, as root and as an ordinary user; the
 * binaries for macOS exist, but were not tried.
 */
public final class EmbeddedPostgres {

    private final ServerHome home;
    private final PostgresMajor major;
    private final PostgresBinaries binaries;
    private final ServerSettings settings;
    private final Seal seal;
    private final SecureRandom random;
    private final Sleeper sleeper;
    private CallLog log = new CallLog();

    EmbeddedPostgres(
            ServerHome home,
            PostgresMajor major,
            PostgresBinaries binaries,
            ServerSettings settings,
            Seal seal,
            SecureRandom random,
            Sleeper sleeper) {
        this.home = home;
        this.major = major;
        this.binaries = binaries;
        this.settings = settings;
        this.seal = seal;
        this.random = random;
        this.sleeper = sleeper;
    }

    /**
     * The server of a folder, whether it was made yet or not. Touches nothing.
     *
     * @param home a folder for this server alone; it is made with the server and deleted with it
     * @param major of the server to be made, and required of one that is there
     * @throws FailureException where it cannot be found out what this user's home is
     */
    public static EmbeddedPostgres at(Path home, PostgresMajor major, PostgresBinaries binaries)
            throws FailureException {
        return at(home, major, binaries, false);
    }

    /**
     * As {@link #at(Path, PostgresMajor, PostgresBinaries)}.
     *
     * @param isTrusted whether a server that this account did not make on this machine may be started, too
     */
    public static EmbeddedPostgres at(Path home, PostgresMajor major, PostgresBinaries binaries, boolean isTrusted)
            throws FailureException {
        return new EmbeddedPostgres(
                new ServerHome(home.toAbsolutePath().normalize(), ServerHome.OUTSIDE),
                major,
                binaries,
                ServerSettings.STANDARD,
                Seal.ofThisAccount(isTrusted),
                new SecureRandom(),
                Sleeper.THREAD);
    }

    /** The same server; its programs, and the statements to it, are logged. */
    public EmbeddedPostgres logging(CallLog calls) {
        EmbeddedPostgres same = new EmbeddedPostgres(home, major, binaries, settings, seal, random, sleeper);
        same.log = calls;
        return same;
    }

    /** The state of the server. Starts nothing, writes nothing, and does not wait. */
    public Status status() throws FailureException {
        requireHome();
        try {
            Optional<Cluster> cluster = home.cluster();
            if (cluster.isEmpty()) {
                return new Status.Absent();
            }
            PostgresMajor made = majorOf(cluster.get());
            return Postmaster.of(cluster.get().data())
                    .<Status>map(server -> new Status.Up(made, server.port(), server.pid()))
                    .orElseGet(() -> new Status.Stopped(made));
        } catch (IOException e) {
            throw ServerFailure.of("could not look at the server in " + home.folder(), e);
        }
    }

    /** Makes the server where there is none, starts it where it does not run, and returns how to reach it. */
    public Running start() throws FailureException {
        return start(() -> {});
    }

    /**
     * As {@link #start()}, telling when the server does not run yet.
     *
     * @param before is performed before the server is started, and not at all where it runs already. Nobody else can
     *     start or stop it in between
     */
    public Running start(BeforeStart before) throws FailureException {
        Distribution distribution = binaries.distribution(major);
        requireHome();
        try (ProcessLock lock = home.made(ServerAccount::forThisProcess)) {
            Objects.requireNonNull(lock);
            home.tidy();
            Cluster cluster = made(distribution);
            if (!control(cluster, distribution).isUp()) {
                before.perform();
            }
            return up(cluster, distribution);
        } catch (IOException e) {
            throw ServerFailure.of("could not start the server in " + home.folder(), e);
        }
    }

    /** The server if it runs. Starts nothing that does not. */
    public Optional<Running> running() throws FailureException {
        if (!(status() instanceof Status.Up)) {
            return Optional.empty();
        }
        Distribution distribution = binaries.distribution(major);
        try (ProcessLock lock = home.locked()) {
            Objects.requireNonNull(lock);
            Optional<Cluster> cluster = home.cluster();
            if (cluster.isEmpty() || !control(cluster.get(), distribution).isUp()) {
                return Optional.empty();
            }
            requireMajor(cluster.get());
            return Optional.of(up(cluster.get(), distribution));
        } catch (NoSuchFileException deletedMeanwhile) {
            return Optional.empty();
        } catch (IOException e) {
            throw ServerFailure.of("could not reach the server in " + home.folder(), e);
        }
    }

    /** The work before the start of a server. */
    @FunctionalInterface
    public interface BeforeStart {
        void perform() throws IOException;
    }

    private Running up(Cluster cluster, Distribution distribution) throws IOException, FailureException {
        ServerControl control = control(cluster, distribution);
        Admission admission = new Admission(
                new PasswordFile(home.passwords()),
                new RdsShape(major, random),
                new SingleUserMode(programs(cluster, distribution)),
                control,
                random);
        admission.replaceLost(cluster.folder());
        Postmaster server = control.up();
        return reached(admission.repair(cluster.folder(), reached(server), server));
    }

    private Running reached(Postmaster server) {
        return new Running(home, major, server.port(), server.pid(), random, log);
    }

    private void requireHome() throws FailureException {
        try {
            HomePath.require(home.folder());
        } catch (IOException e) {
            throw ServerFailure.of("could not look at the server in " + home.folder(), e);
        }
    }

    private Cluster made(Distribution distribution) throws IOException, FailureException {
        Optional<Cluster> there = home.cluster();
        if (there.isPresent()) {
            requireMajor(there.get());
            home.claim();
            return there.get();
        }
        ServerAccount account = ServerAccount.forThisProcess();
        Cluster place = home.place(account);
        ServerPrograms programs = new ServerPrograms(distribution, () -> account, home.output(), log);
        new ClusterCreation(major, account, programs, settings, seal, random)
                .create(place, new PasswordFile(home.passwords()));
        return place;
    }

    private void requireMajor(Cluster cluster) throws IOException, FailureException {
        if (majorOf(cluster).number() != major.number()) {
            throw ServerFailure.of(
                    "could not start PostgreSQL " + major + " in " + home.folder(),
                    "the data there was made by PostgreSQL " + cluster.majorNumber(),
                    "Ask for " + cluster.majorNumber() + ", or destroy this server first.");
        }
    }

    private PostgresMajor majorOf(Cluster cluster) throws IOException, FailureException {
        try {
            return new PostgresMajor(cluster.majorNumber());
        } catch (IllegalArgumentException e) {
            throw ServerFailure.of(
                    "could not use the server in " + home.folder(),
                    String.valueOf(e.getMessage()),
                    Remedy.text("Use the version of appdb that made it, or delete " + cluster.folder() + "."),
                    e);
        }
    }

    /** Shuts the server down fast: transactions are rolled back, nothing committed is lost. Fine where none runs. */
    public void stop() throws FailureException {
        if (!isMade()) {
            return;
        }
        try (ProcessLock lock = home.locked()) {
            Objects.requireNonNull(lock);
            end("fast");
        } catch (NoSuchFileException deletedMeanwhile) {
            // then nothing runs
        } catch (IOException e) {
            throw ServerFailure.of("could not stop the server in " + home.folder(), e);
        }
    }

    /** Stops the server and deletes its data and its home, wherever they are. Fine where there is none. */
    public void destroy() throws FailureException {
        if (!isMade()) {
            return;
        }
        try (ProcessLock lock = home.locked()) {
            Objects.requireNonNull(lock);
            end("immediate");
            home.delete();
        } catch (NoSuchFileException deletedMeanwhile) {
            // that is what was asked for
        } catch (IOException e) {
            throw ServerFailure.of("could not delete the server in " + home.folder(), e);
        }
    }

    private boolean isMade() throws FailureException {
        try {
            return home.isMade();
        } catch (NoSuchFileException deletedMeanwhile) {
            return false;
        } catch (IOException e) {
            throw ServerFailure.of("could not look at the server in " + home.folder(), e);
        }
    }

    /** The binaries are looked for only where something runs, so that data can always be deleted. */
    private void end(String mode) throws IOException, FailureException {
        Optional<Cluster> cluster = home.cluster();
        if (cluster.isPresent() && Postmaster.of(cluster.get().data()).isPresent()) {
            control(cluster.get(), binaries.distribution(majorOf(cluster.get())))
                    .down(mode);
        }
    }

    private ServerControl control(Cluster cluster, Distribution distribution) {
        return new ServerControl(cluster, programs(cluster, distribution), seal, home.port(), sleeper);
    }

    private ServerPrograms programs(Cluster cluster, Distribution distribution) {
        return new ServerPrograms(distribution, () -> ServerAccount.owning(cluster.folder()), home.output(), log);
    }
}
