package dev.appdb.postgres.local;

import dev.appdb.call.CallLog;
import dev.appdb.embedded.EmbeddedPostgres;
import dev.appdb.embedded.LostData;
import dev.appdb.embedded.PostgresBinaries;
import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.Running;
import dev.appdb.embedded.Status;
import dev.appdb.engine.ConnectionParameters;
import dev.appdb.engine.Connector;
import dev.appdb.engine.Deployer;
import dev.appdb.engine.InProcessRoleManager;
import dev.appdb.engine.PasswordKeeper;
import dev.appdb.engine.Preflight;
import dev.appdb.engine.Progress;
import dev.appdb.engine.RoleManagerClient;
import dev.appdb.engine.TargetPorts;
import dev.appdb.engine.TargetStatus;
import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.RetryPolicy;
import dev.appdb.failure.Secret;
import dev.appdb.failure.Sleeper;
import dev.appdb.file.OwnFolder;
import dev.appdb.form.SecretPrompt;
import dev.appdb.plan.DatabasePart;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.roles.AccessReport;
import dev.appdb.roles.AccessRequest;
import dev.appdb.roles.AvailableExtension;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.ManageReport;
import dev.appdb.roles.NewServer;
import dev.appdb.roles.RoleManager;
import dev.appdb.roles.UpdateMode;
import dev.appdb.roles.UpdateOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The embedded target: a real PostgreSQL on this machine for each cluster, under {@code .appdb/local/<app>/<environment>}.
 * Applying leaves it running; whatever else needs it leaves it as it was found, up or down.
 */
public final class LocalTarget implements Deployer, RoleManagerClient, Connector, Preflight, PasswordKeeper {
    /** 30 s. */
    private static final RetryPolicy WAITING_FOR_OTHERS =
            RetryPolicy.every(Duration.ofMillis(100), 300, Sleeper.THREAD);

    private final Path folder;
    private final boolean isTrusted;
    private final RetryPolicy waitingForOthers;
    private final CallLog log;

    /** @param own where the servers live, in {@code local}: a folder for each application, and in it one for each environment */
    public LocalTarget(OwnFolder own) {
        this(own, new CallLog());
    }

    /**
     * As {@link #LocalTarget(OwnFolder)}.
     *
     * @param log gets the programs and statements of the servers
     */
    public LocalTarget(OwnFolder own, CallLog log) {
        this(own.path().resolve("local"), own.isTrusted(), WAITING_FOR_OTHERS, log);
    }

    LocalTarget(Path folder, boolean isTrusted, RetryPolicy waitingForOthers) {
        this(folder, isTrusted, waitingForOthers, new CallLog());
    }

    private LocalTarget(Path folder, boolean isTrusted, RetryPolicy waitingForOthers, CallLog log) {
        this.log = log;
        this.folder = folder;
        this.isTrusted = isTrusted;
        this.waitingForOthers = waitingForOthers;
    }

    public TargetPorts ports() {
        return new TargetPorts(this, this, this, this, this);
    }

    @Override
    public Plan plan(DatabaseRequest request, Progress progress) throws FailureException {
        Status status = server(request, Silence.PROGRESS).status();
        if (!(status instanceof Status.Up up)
                || up.major().number() != request.version().major()) {
            return LocalPlans.toApply(request, status, false);
        }
        Optional<Running> running = existing(request, status).running();
        boolean hasDatabase =
                running.isPresent() && running.get().hasDatabase(request.names().database());
        return LocalPlans.toApply(request, running.isPresent() ? up : new Status.Stopped(up.major()), hasDatabase);
    }

    @Override
    public void apply(DatabaseRequest request, Plan plan, Progress progress) throws FailureException {
        try (ServerLease.Presence present = lease(request).enter(server(request, Silence.PROGRESS))) {
            Objects.requireNonNull(present);
            Plan now = plan(request, progress);
            if (!LocalPlans.isCovered(request, plan, now)) {
                throw LocalPlans.stale(request);
            }
            for (ResourceChange change : now.changes()) {
                progress.resource(change.type(), change.name(), ResourceState.IN_PROGRESS, "");
                perform(change, request, progress);
                progress.resource(change.type(), change.name(), ResourceState.COMPLETE, "");
            }
            // A command that was killed may have left it up in passing, and one that runs may just have started it.
            lease(request).keep();
        }
    }

    private void perform(ResourceChange change, DatabaseRequest request, Progress progress) throws FailureException {
        EmbeddedPostgres server = server(request, progress);
        if (change.action().destroys()) {
            existing(request, server.status()).destroy();
        }
        Running running = server.start();
        if (change.type().equals(LocalPlans.DATABASE)) {
            running.createDatabase(request.names().database());
        }
    }

    @Override
    public Plan planDestroy(DatabaseRequest request, Progress progress) throws FailureException {
        return LocalPlans.toDestroy(request, server(request, Silence.PROGRESS).status());
    }

    @Override
    public void destroy(DatabaseRequest request, Plan plan, Progress progress) throws FailureException {
        for (ResourceChange change : plan.changes()) {
            progress.resource(change.type(), change.name(), ResourceState.IN_PROGRESS, "");
            existing(request, server(request, progress).status()).destroy();
            progress.resource(change.type(), change.name(), ResourceState.COMPLETE, "");
        }
    }

    @Override
    public TargetStatus status(DatabaseRequest request) throws FailureException {
        Status status = server(request, Silence.PROGRESS).status();
        Map<String, String> details = new LinkedHashMap<>();
        if (status instanceof Status.Up up) {
            details.put("server", "PostgreSQL " + up.major());
            details.put("address", Running.HOST + ":" + up.port());
            details.put("process", Long.toString(up.pid()));
            details.put("database", request.names().database());
            details.put("folder", home(request).toString());
            return new TargetStatus(TargetStatus.State.RUNNING, details);
        }
        if (status instanceof Status.Stopped stopped) {
            details.put("server", "PostgreSQL " + stopped.major());
            details.put("folder", home(request).toString());
            return new TargetStatus(TargetStatus.State.STOPPED, details);
        }
        return new TargetStatus(TargetStatus.State.ABSENT, details);
    }

    @Override
    public boolean stop(DatabaseRequest request, Progress progress) throws FailureException {
        Status status = server(request, progress).status();
        if (status instanceof Status.Absent) {
            return false;
        }
        if (!lease(request).stopAlone(existing(request, status), waitingForOthers)) {
            throw LocalPlans.inUse(request, waitingForOthers.longest());
        }
        return status instanceof Status.Up;
    }

    @Override
    public DatabasePart plan(DatabaseRequest request, UpdateMode mode, Progress progress) throws FailureException {
        return whileRunning(
                request,
                progress,
                running -> running.hasDatabase(request.names().database())
                        ? roleManager(request, running, progress).plan(mode)
                        : new InProcessRoleManager(request, LocalLogins.toServer(running), progress).planOfNew());
    }

    @Override
    public DatabasePlan planOfNew(DatabaseRequest request) {
        return RoleManager.planOfNewServer(
                InProcessRoleManager.spec(request),
                new NewServer(request.version().major(), Running.MASTER, true));
    }

    @Override
    public ManageReport manage(DatabaseRequest request, UpdateOptions options, Progress progress)
            throws FailureException {
        return whileRunning(request, progress, running -> {
            ManageReport report = roleManager(request, running, progress).manage(options);
            for (String user : request.names().spec().users()) {
                running.allowLogin(user);
            }
            return report;
        });
    }

    @Override
    public CheckReport check(DatabaseRequest request, boolean probe, Progress progress) throws FailureException {
        return whileRunning(
                request,
                progress,
                running -> roleManager(request, running, progress).check(probe));
    }

    @Override
    public AccessReport access(DatabaseRequest request, AccessRequest asked, Progress progress)
            throws FailureException {
        return whileRunning(request, progress, running -> {
            AccessReport report = roleManager(request, running, progress).access(asked);
            if (asked.operation() == AccessRequest.Operation.GRANT) {
                running.allowLogin(asked.user());
            }
            return report;
        });
    }

    @Override
    public List<AvailableExtension> extensions(DatabaseRequest request, Progress progress) throws FailureException {
        return whileRunning(
                request,
                progress,
                running -> roleManager(request, running, progress).extensions());
    }

    @Override
    public Path rotate(DatabaseRequest request, String user, Progress progress) throws FailureException {
        return whileRunning(request, progress, running -> {
            running.replacePassword(user);
            return running.passwordFile();
        });
    }

    @Override
    public Secret password(DatabaseRequest request, String user) throws FailureException {
        return whileRunning(request, Silence.PROGRESS, running -> running.password(user));
    }

    @Override
    public ConnectionParameters parameters(DatabaseRequest request, String user) throws FailureException {
        Status status = server(request, Silence.PROGRESS).status();
        Running running = existing(request, status).running().orElseThrow(() -> LocalPlans.notRunning(request, status));
        return new ConnectionParameters(
                Running.HOST,
                running.port(),
                request.names().database(),
                user,
                new TreeMap<>(Map.of("PGPASSFILE", running.passwordFile().toString())));
    }

    @Override
    public List<Finding> examine(DatabaseRequest request) {
        List<Finding> findings = new ArrayList<>();
        try {
            TargetStatus status = status(request);
            String details = status.details().isEmpty()
                    ? ""
                    : status.details().entrySet().stream()
                            .map(detail -> detail.getKey() + " " + detail.getValue())
                            .collect(Collectors.joining(", ", " (", ")"));
            findings.add(Finding.good("embedded PostgreSQL", request.cluster() + " is " + status.state() + details));
            LostData.onThisMachine().forEach(lost -> findings.add(LocalPlans.lost(lost)));
        } catch (FailureException e) {
            findings.add(Finding.problem(
                    "embedded PostgreSQL", e.failure().why(), e.failure().remedy()));
        }
        return List.copyOf(findings);
    }

    /** Only this server: what is left of others is no reason against it. */
    @Override
    public List<Finding> precheck(DatabaseRequest request, SecretPrompt prompt) {
        try {
            return List.of(Finding.good(
                    "embedded PostgreSQL", String.valueOf(status(request).state())));
        } catch (FailureException e) {
            return List.of(Finding.problem(
                    "embedded PostgreSQL", e.failure().why(), e.failure().remedy()));
        }
    }

    private static InProcessRoleManager roleManager(DatabaseRequest request, Running running, Progress progress) {
        return new InProcessRoleManager(request, new LocalLogins(running, request.names()), progress);
    }

    /** Does work with the server up, and leaves it as it was found, also when several commands overlap. */
    private <T> T whileRunning(DatabaseRequest request, Progress progress, Work<T> work) throws FailureException {
        Status before = server(request, progress).status();
        if (before instanceof Status.Absent) {
            throw LocalPlans.notRunning(request, before);
        }
        try (ServerLease lease = lease(request).take(existing(request, before))) {
            return work.with(lease.running());
        }
    }

    private ServerLease.Leases lease(DatabaseRequest request) {
        return new ServerLease.Leases(home(request));
    }

    /** The server that is asked for; it may not have been made yet. */
    private EmbeddedPostgres server(DatabaseRequest request, Progress progress) throws FailureException {
        return server(request, new PostgresMajor(request.version().major()), progress);
    }

    /** The server that is there, whatever its major. */
    private EmbeddedPostgres existing(DatabaseRequest request, Status status) throws FailureException {
        if (status instanceof Status.Up up) {
            return server(request, up.major(), Silence.PROGRESS);
        }
        return status instanceof Status.Stopped stopped
                ? server(request, stopped.major(), Silence.PROGRESS)
                : server(request, Silence.PROGRESS);
    }

    private EmbeddedPostgres server(DatabaseRequest request, PostgresMajor major, Progress progress)
            throws FailureException {
        PostgresBinaries binaries = PostgresBinaries.ofThisMachine(text -> progress.note(Level.INFO, text));
        return EmbeddedPostgres.at(home(request), major, binaries, isTrusted).logging(log);
    }

    private Path home(DatabaseRequest request) {
        return folder.resolve(request.app().value())
                .resolve(request.environment().value());
    }

    private interface Work<T> {
        T with(Running running) throws FailureException;
    }

    /** Ignores all progress: for queries. */
    private enum Silence implements Progress {
        PROGRESS;

        @Override
        public void resource(String type, String name, ResourceState state, String detail) {
            // ignored
        }

        @Override
        public void note(Level level, String text) {
            // ignored
        }
    }
}
