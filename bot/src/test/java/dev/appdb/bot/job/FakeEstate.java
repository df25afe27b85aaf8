package dev.appdb.bot.job;

import dev.appdb.engine.ConnectionParameters;
import dev.appdb.engine.Connector;
import dev.appdb.engine.Deployer;
import dev.appdb.engine.DriftReport;
import dev.appdb.engine.Progress;
import dev.appdb.engine.RoleManagerClient;
import dev.appdb.engine.TargetPorts;
import dev.appdb.engine.TargetStatus;
import dev.appdb.event.ResourceState;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.Action;
import dev.appdb.plan.DatabasePart;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.roles.AccessReport;
import dev.appdb.roles.AccessRequest;
import dev.appdb.roles.AvailableExtension;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.DatabasePlan.Change;
import dev.appdb.roles.ManageReport;
import dev.appdb.roles.RolesReport;
import dev.appdb.roles.TemporaryAccess;
import dev.appdb.roles.UpdateMode;
import dev.appdb.roles.UpdateOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The databases that all replicas of a test share: applying is safe to repeat, as it is for the real targets. */
final class FakeEstate {
    private final Map<String, String> deployed = new HashMap<>();
    private final Map<String, Integer> works = new HashMap<>();
    private final List<String> overlaps = new ArrayList<>();
    private final Map<String, Integer> changing = new HashMap<>();
    /** An action in the middle of applying, such as a delay. */
    final Setting<Runnable> whileApplying = new Setting<>(() -> {});

    final Setting<Runnable> whileManaging = new Setting<>(() -> {});

    final Setting<String> shape = new Setting<>("first");
    /** The changes that an update of any database would make; it makes them. */
    final Setting<List<Change>> databaseChanges = new Setting<>(List.of());

    final Setting<List<Failure>> databaseRefusals = new Setting<>(List.of());
    final List<UpdateOptions> updates = Collections.synchronizedList(new ArrayList<>());
    final Setting<List<Check>> checks = new Setting<>(List.of());
    /** The identity of a database, by what the request for it says. */
    final Setting<Function<DatabaseRequest, Optional<String>>> identities = new Setting<>(request -> Optional.empty());

    /** The failure of every run before it begins. */
    final Setting<Optional<Failure>> beginFailure = new Setting<>(Optional.empty());

    final Setting<Optional<Failure>> checkFailure = new Setting<>(Optional.empty());

    /** When the server of every database paused; empty while it is awake, which a check makes it. */
    final Setting<Optional<Instant>> pausedSince = new Setting<>(Optional.empty());

    final Map<String, AccessRequest> access = Collections.synchronizedMap(new TreeMap<>());

    private final List<String> calls = new ArrayList<>();

    /** The calls of all replicas and of the terminal, in their order. */
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** Takes note of something that happens beside the target, such as an approval. */
    synchronized void called(String what) {
        calls.add(what);
    }

    /** The number of times that something was created, after finding that it did not exist. */
    synchronized int works(String what) {
        return works.getOrDefault(what, 0);
    }

    /** The cases in which two runs changed the same database at the same time. */
    synchronized List<String> overlaps() {
        return List.copyOf(overlaps);
    }

    synchronized Plan planOf(DatabaseRequest request) {
        boolean done = shape.get().equals(deployed.get(request.cluster()));
        List<ResourceChange> changes = done
                ? List.of()
                : List.of(ResourceChange.of(
                        Action.ADD, "server", request.cluster(), "of shape " + shape.get(), true, List.of()));
        return new Plan(
                "plan-" + Integer.toHexString(changes.toString().hashCode()), request.cluster(), changes, List.of());
    }

    /** Like the real one's, its id does not change with what is seen beside it. */
    private DatabasePlan databasePlan(UpdateMode mode) {
        List<Change> changes = databaseChanges.get().stream()
                .filter(change -> mode == UpdateMode.FULL || !change.takesAway())
                .toList();
        StringBuilder content = new StringBuilder(mode.label());
        changes.forEach(change -> {
            content.append(change.sentence());
            change.losses().forEach(loss -> content.append(loss.role()).append(loss.what()));
        });
        return new DatabasePlan(
                String.format("%064x", content.toString().hashCode()).replaceFirst("^0+", "") + "0123456789abcdef",
                "app",
                mode,
                changes,
                databaseRefusals.get(),
                List.of(),
                changes.isEmpty() ? "" : "BEGIN;\n-- " + content + "\nCOMMIT;\n");
    }

    private void refuseAnother(UpdateOptions options) throws FailureException {
        DatabasePlan now = databasePlan(options.mode());
        if (!now.isEmpty() && !options.expectedPlan().orElse(now.id()).equals(now.id())) {
            throw Failure.refused("roles-plan-changed", "did not update", "it has changed", "Plan again.")
                    .asException();
        }
    }

    TargetPorts as(Lifetime lifetime) {
        Target target = new Target(lifetime);
        Connector connector = (request, user) ->
                new ConnectionParameters("db.test", 5432, request.names().database(), user, new TreeMap<>());
        return new TargetPorts(target, target, connector, request -> List.of());
    }

    private synchronized void begin(String cluster) {
        if (changing.merge(cluster, 1, Integer::sum) > 1) {
            overlaps.add(cluster);
        }
    }

    private synchronized void end(String cluster) {
        changing.merge(cluster, -1, Integer::sum);
    }

    private synchronized void work(String what) {
        works.merge(what, 1, Integer::sum);
    }

    private final class Target implements Deployer, RoleManagerClient {
        private final Lifetime lifetime;

        Target(Lifetime lifetime) {
            this.lifetime = lifetime;
        }

        @Override
        public Plan plan(DatabaseRequest request, Progress progress) {
            lifetime.check();
            called("plan");
            return planOf(request);
        }

        @Override
        public Plan planned(DatabaseRequest request, String id) throws FailureException {
            lifetime.check();
            called("verify");
            Plan plan = planOf(request);
            if (!plan.id().equals(id)) {
                throw Failure.refused("plan-outdated", "did not apply", "it is another plan", "Plan again.")
                        .asException();
            }
            return plan;
        }

        @Override
        public DriftReport drift(DatabaseRequest request, Progress progress) {
            called("drift");
            return DriftReport.notApplicable("nothing is deployed here");
        }

        @Override
        public void apply(DatabaseRequest request, Plan plan, Progress progress) throws FailureException {
            lifetime.check();
            called("apply");
            if (!planOf(request).equals(plan) && !planOf(request).isUpToDate()) {
                throw Failure.refused("plan-stale", "did not apply", "it has changed", "Plan again.")
                        .asException();
            }
            begin(request.cluster());
            try {
                progress.resource("server", request.cluster(), ResourceState.IN_PROGRESS, "");
                whileApplying.get().run();
                lifetime.check();
                if (!planOf(request).isUpToDate()) {
                    deployed.put(request.cluster(), shape.get());
                    work("apply " + request.cluster());
                    lifetime.lasted();
                }
                progress.resource("server", request.cluster(), ResourceState.COMPLETE, "");
            } finally {
                end(request.cluster());
            }
        }

        @Override
        public Plan planDestroy(DatabaseRequest request, Progress progress) {
            throw new IllegalStateException("the bot destroys nothing");
        }

        @Override
        public void destroy(DatabaseRequest request, Plan plan, Progress progress) {
            throw new IllegalStateException("the bot destroys nothing");
        }

        @Override
        public TargetStatus status(DatabaseRequest request) {
            called("status");
            return new TargetStatus(TargetStatus.State.RUNNING, Map.of());
        }

        @Override
        public boolean stop(DatabaseRequest request, Progress progress) {
            throw new IllegalStateException("the bot stops nothing");
        }

        @Override
        public DatabasePart plan(DatabaseRequest request, UpdateMode mode, Progress progress) {
            lifetime.check();
            called("plan roles");
            return DatabasePart.of(databasePlan(mode));
        }

        @Override
        public DatabasePlan planOfNew(DatabaseRequest request) {
            return databasePlan(UpdateMode.FULL);
        }

        @Override
        public ManageReport manage(DatabaseRequest request, UpdateOptions options, Progress progress)
                throws FailureException {
            lifetime.check();
            called("update roles");
            begin(request.cluster());
            try {
                whileManaging.get().run();
                refuseAnother(options);
                updates.add(options);
                databaseChanges.set(List.of());
                work("manage " + request.cluster());
            } finally {
                end(request.cluster());
            }
            return new ManageReport(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    new RolesReport(List.of(), new TreeMap<>(), new TreeMap<>()));
        }

        @Override
        public CheckReport check(DatabaseRequest request, boolean probe, Progress progress) throws FailureException {
            lifetime.check();
            called("check roles");
            work("check " + request.cluster());
            pausedSince.set(Optional.empty());
            if (checkFailure.get().isPresent()) {
                throw checkFailure.get().get().asException();
            }
            return new CheckReport(checks.get());
        }

        @Override
        public Optional<Instant> pausedSince(DatabaseRequest request) {
            called("look whether it is paused");
            return pausedSince.get();
        }

        @Override
        public AccessReport access(DatabaseRequest request, AccessRequest asked, Progress progress) {
            lifetime.check();
            called("access " + asked.operation().name().toLowerCase(Locale.ROOT));
            switch (asked.operation()) {
                case GRANT -> access.put(asked.user(), asked);
                case REVOKE -> access.remove(asked.user());
                case LIST -> {}
            }
            List<TemporaryAccess> all = access.values().stream()
                    .map(each -> new TemporaryAccess(
                            each.user(),
                            each.as(),
                            String.valueOf(each.until().orElseThrow()),
                            each.reason(),
                            each.by(),
                            "now",
                            TemporaryAccess.State.VALID))
                    .toList();
            List<String> changes =
                    asked.operation() == AccessRequest.Operation.LIST ? List.of() : List.of("changed " + asked.user());
            whileManaging.get().run();
            lifetime.lasted();
            return new AccessReport(changes, all, AccessReport.Login.PASSWORD_TO_BE_SET);
        }

        @Override
        public Optional<String> identity(DatabaseRequest request) {
            return identities.get().apply(request);
        }

        @Override
        public List<AvailableExtension> extensions(DatabaseRequest request, Progress progress) {
            called("extensions");
            return List.of();
        }
    }
}
