package dev.appdb.engine;

import dev.appdb.event.Level;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problem;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.form.Answers;
import dev.appdb.project.KnownEnvironment;
import dev.appdb.project.Project;
import dev.appdb.request.Target;
import dev.appdb.roles.CheckReport;
import dev.appdb.setting.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Checks the roles of many databases in this process, several at once. A database that can't be checked is unknown and
 * stops none of the others. Used once.
 */
public final class FleetCheck {
    /** The number of databases that are checked at once unless another is given. */
    public static final int DEFAULT_PARALLELISM = 8;

    private static final int MOST_AT_ONCE = 64;

    private final Project project;
    private final Map<String, String> environment;
    private final Runs runs;
    private final Manner manner;
    private final SortedMap<KnownEnvironment, FleetEntry> entries = new TreeMap<>();
    private final Map<Run, Resolution> open = new HashMap<>();
    private boolean stopped;
    private int asked;

    /** The runs of the single checks, as a front end begins them. */
    public interface Runs {

        /** Begins the run of one database's check; several threads call this at once. */
        Run begin(Resolution resolution) throws FailureException;

        /** The words for a defect of appdb, which makes one database unknown. */
        Failure bug(RuntimeException defect);

        /** Keeps what a check found; several threads call this at once, for different databases. */
        void checked(Resolution resolution, CheckReport report);

        /** The time of the last check that was kept. */
        Optional<Instant> lastChecked(Resolution resolution);
    }

    /**
     * The manner in which each database is checked.
     *
     * @param probe also try it out, in a transaction that is rolled back
     * @param wakesPaused also check databases that are paused, which wakes them
     */
    public record Manner(boolean probe, boolean wakesPaused) {
        /** Looks only, and wakes nothing. */
        public static final Manner STANDARD = new Manner(false, false);
    }

    /** @param environment the process's environment */
    public FleetCheck(Project project, Map<String, String> environment, Runs runs, Manner manner) {
        this.project = project;
        this.environment = environment;
        this.runs = runs;
        this.manner = manner;
    }

    /**
     * A number of databases to check at once.
     *
     * @throws IllegalArgumentException if it is no whole number from 1 to {@value #MOST_AT_ONCE}
     */
    public static int parallelism(String text) {
        if (text.matches("[0-9]{1,2}")) {
            int parallelism = Integer.parseInt(text);
            if (parallelism >= 1 && parallelism <= MOST_AT_ONCE) {
                return parallelism;
            }
        }
        throw new IllegalArgumentException("the number of databases to check at once is not valid: use a whole number"
                + " from 1 to " + MOST_AT_ONCE);
    }

    /**
     * Checks databases, and returns when all are done or {@link #stop} was called.
     *
     * @param parallelism how many at once, 1 to {@value #MOST_AT_ONCE}
     * @param shown takes each outcome as it comes, never two at a time
     */
    public FleetReport check(List<KnownEnvironment> databases, int parallelism, Consumer<FleetEntry> shown) {
        begin(databases.size());
        ExecutorService workers =
                Executors.newFixedThreadPool(Math.max(1, Math.min(parallelism, databases.size())), work -> {
                    Thread worker = new Thread(work, "roles check");
                    worker.setDaemon(true);
                    return worker;
                });
        List<Callable<Boolean>> checks = new ArrayList<>();
        databases.forEach(database -> checks.add(() -> !isStopped() && add(entry(database), shown)));
        try {
            for (Future<Boolean> check : workers.invokeAll(checks)) {
                check.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return stop();
        } catch (ExecutionException e) {
            throw new IllegalStateException("could not take what a check found", e.getCause());
        } finally {
            workers.shutdownNow();
        }
        return report();
    }

    private synchronized void begin(int databases) {
        asked = databases;
    }

    /** Ends the runs that are open as interrupted. Nothing is shown from here on. Returns the outcomes so far. */
    public synchronized FleetReport stop() {
        stopped = true;
        open.forEach((run, resolution) -> {
            run.fail(Failure.interrupted(
                    "roles check of " + resolution.request().cluster() + " was interrupted",
                    "the process was asked to end",
                    Remedy.of("Run {} again.", resolution.request().command(Subcommand.ROLES_CHECK))));
            run.close();
        });
        open.clear();
        return report();
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized FleetReport report() {
        return new FleetReport(asked, List.copyOf(entries.values()));
    }

    private synchronized boolean add(FleetEntry entry, Consumer<FleetEntry> shown) {
        if (!stopped) {
            entries.put(entry.database(), entry);
            shown.accept(entry);
        }
        return !stopped;
    }

    private FleetEntry entry(KnownEnvironment database) {
        Optional<Target> target = Optional.empty();
        try {
            Resolution resolution = resolve(database);
            target = Optional.of(resolution.request().target());
            return checked(database, resolution);
        } catch (FailureException e) {
            return e.failure().code().equals(RequestResolver.NO_DATABASE)
                    ? FleetEntry.leftOut(database)
                    : FleetEntry.unknown(database, target, e.failure());
        } catch (RuntimeException e) {
            return FleetEntry.unknown(database, target, runs.bug(e));
        }
    }

    private FleetEntry checked(KnownEnvironment database, Resolution resolution) throws FailureException {
        Run run = runs.begin(resolution);
        begun(run, resolution);
        try {
            Optional<Instant> paused = manner.wakesPaused() ? Optional.empty() : run.pausedSince();
            if (paused.isPresent()) {
                return paused(database, run, resolution, paused.get());
            }
            CheckReport report = run.checkRoles(manner.probe()).orThrow();
            runs.checked(resolution, report);
            return FleetEntry.checked(database, resolution.request().target(), report);
        } catch (RuntimeException e) {
            run.fail(runs.bug(e));
            throw e;
        } finally {
            ended(run);
        }
    }

    private FleetEntry paused(KnownEnvironment database, Run run, Resolution resolution, Instant since) {
        PausedDatabase paused = new PausedDatabase(since, runs.lastChecked(resolution));
        run.note(Level.INFO, paused.words());
        return FleetEntry.paused(database, resolution.request(), paused);
    }

    private synchronized void begun(Run run, Resolution resolution) {
        open.put(run, resolution);
        if (stopped) {
            stop();
        }
    }

    private void ended(Run run) {
        run.close();
        synchronized (this) {
            open.remove(run);
        }
    }

    private Resolution resolve(KnownEnvironment database) throws FailureException {
        String app = database.app().value();
        String name = database.environment().value();
        try {
            return new RequestResolver(project, environment, new Problems())
                    .named(
                            Subcommand.ROLES_CHECK,
                            Answers.NONE
                                    .with(Settings.APP_NAME.id(), app, Settings.APP_NAME.flag())
                                    .with(Settings.ENVIRONMENT.id(), name, Settings.ENVIRONMENT.flag()));
        } catch (ProblemsException e) {
            throw Failure.input(
                            "incomplete",
                            "could not check roles of " + database,
                            e.problems().stream().map(Problem::toString).collect(Collectors.joining("; ")),
                            Remedy.of("Set it up with all that is missing: {}.", Subcommand.SETUP.about(app, name)))
                    .asException();
        }
    }
}
