package dev.appdb.engine;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.DatabasePart;
import dev.appdb.plan.Plan;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.roles.AccessReport;
import dev.appdb.roles.AccessRequest;
import dev.appdb.roles.AvailableExtension;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.ManageReport;
import dev.appdb.roles.RolesReport;
import dev.appdb.roles.UpdateMode;
import dev.appdb.roles.UpdateOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A target that does what the test says, and remembers what was asked of it. */
class FakeTarget implements Deployer, RoleManagerClient {
    Optional<Failure> failure = Optional.empty();
    final List<Plan> applied = new ArrayList<>();
    final List<Plan> destroyed = new ArrayList<>();
    ManageReport managed = new ManageReport(
            List.of(), List.of(), List.of(), List.of(), new RolesReport(List.of(), new TreeMap<>(), new TreeMap<>()));
    CheckReport checked = new CheckReport(List.of());
    DatabasePart inside = DatabasePart.of(
            new DatabasePlan("0123456789abcdef", "app", UpdateMode.FULL, List.of(), List.of(), List.of(), ""));

    @Override
    public Plan plan(DatabaseRequest request, Progress progress) throws FailureException {
        if (failure.isPresent()) {
            throw failure.get().asException();
        }
        return RunTest.ADDS;
    }

    @Override
    public void apply(DatabaseRequest request, Plan plan, Progress progress) {
        applied.add(plan);
    }

    @Override
    public Plan planDestroy(DatabaseRequest request, Progress progress) {
        return RunTest.REPLACES;
    }

    @Override
    public void destroy(DatabaseRequest request, Plan plan, Progress progress) {
        destroyed.add(plan);
    }

    @Override
    public TargetStatus status(DatabaseRequest request) {
        return new TargetStatus(TargetStatus.State.RUNNING, Map.of());
    }

    @Override
    public boolean stop(DatabaseRequest request, Progress progress) {
        return false;
    }

    @Override
    public DatabasePart plan(DatabaseRequest request, UpdateMode mode, Progress progress) {
        return inside;
    }

    @Override
    public DatabasePlan planOfNew(DatabaseRequest request) {
        return inside.plan().orElseThrow();
    }

    @Override
    public ManageReport manage(DatabaseRequest request, UpdateOptions options, Progress progress) {
        return managed;
    }

    @Override
    public CheckReport check(DatabaseRequest request, boolean probe, Progress progress) throws FailureException {
        return checked;
    }

    @Override
    public AccessReport access(DatabaseRequest request, AccessRequest asked, Progress progress) {
        return new AccessReport(List.of(), List.of());
    }

    @Override
    public List<AvailableExtension> extensions(DatabaseRequest request, Progress progress) {
        return List.of();
    }
}
