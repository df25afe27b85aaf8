package dev.appdb.engine;

import dev.appdb.event.CheckCounts;
import dev.appdb.event.Level;
import dev.appdb.event.RunEvent;
import dev.appdb.event.RunResult;
import dev.appdb.event.Step;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.plan.DatabasePart;
import dev.appdb.plan.Guardrail;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.project.FileChange;
import dev.appdb.project.Project;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.roles.AccessRequest;
import dev.appdb.roles.AvailableExtension;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.ManageReport;
import dev.appdb.roles.UpdateMode;
import dev.appdb.roles.UpdateOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * One run of a {@link Procedure}, from its first event to its last. Its steps are safe to repeat; each emits events and
 * returns an {@link Outcome}. The first failure is what the run ends with.
 */
public final class Run implements AutoCloseable {
    /** The summary of a step whose own event tells all. */
    private static final String NO_SUMMARY = "";

    private final Project project;
    private final TargetPorts target;
    private final DatabaseRequest request;
    private final RunStream stream;
    private final AccessWork access;
    private final List<Failure> failures = new CopyOnWriteArrayList<>();
    private boolean found;
    private boolean finished;

    Run(Project project, TargetPorts target, DatabaseRequest request, RunStream stream) {
        this.project = project;
        this.target = target;
        this.request = request;
        this.stream = stream;
        this.access = new AccessWork(target, request, stream);
    }

    public String id() {
        return stream.runId();
    }

    /** The identity of the database under every name of its server, as far as it says; no step of the run. */
    public Optional<String> databaseIdentity() {
        return target.roleManager().identity(request);
    }

    /** The time since when the database is paused, so that a check would wake it; no step of the run, and wakes nothing. */
    public Optional<Instant> pausedSince() throws FailureException {
        return target.roleManager().pausedSince(request);
    }

    /** Writes the files that were reviewed; those that need no change are left alone. */
    public Outcome<List<FileChange>> configure(List<FileChange> reviewed) {
        return step(Step.CONFIGURE, () -> {
            List<FileChange> needed =
                    reviewed.stream().filter(FileChange::isNeeded).toList();
            project.write(needed);
            for (FileChange change : needed) {
                String path = change.path().toString();
                stream.emit(header -> new RunEvent.FileWritten(header, path, change.purpose()));
            }
            return new Done<>(needed, !needed.isEmpty(), counted(needed.size(), "file") + " written");
        });
    }

    /**
     * Plans what applying changes. Changes nothing.
     *
     * @param database the extent of the changes in the database; empty leaves the database out of the plan
     */
    public Outcome<Plan> plan(Optional<UpdateMode> database) {
        return planning(() -> withDatabase(target.deployer().plan(request, stream), database));
    }

    /** Plans the changes in the database alone. Changes nothing. */
    public Outcome<Plan> planRoles(UpdateMode mode) {
        return planning(
                () -> Plan.ofDatabase(request.cluster(), target.roleManager().plan(request, mode, stream)));
    }

    /**
     * A plan that was made and reviewed earlier, as it stands now. Changes nothing.
     *
     * @param database the extent of the changes in the database; empty leaves the database out of the plan
     */
    public Outcome<Plan> planned(String id, Optional<UpdateMode> database) {
        return planning(() -> {
            Plan resources = Plan.isOfDatabase(id)
                    ? new Plan(id, request.cluster(), List.of(), List.of()).resources()
                    : target.deployer().planned(request, Plan.resourcesId(id));
            Plan now = withDatabase(resources, database);
            if (now.database().filter(part -> !part.isCoveredBy(id)).isPresent()) {
                throw Failure.refused(
                                "plan-outdated",
                                "did not apply plan " + id + " of " + request.cluster(),
                                "what would be changed in the database now is another plan, " + now.id(),
                                Remedy.of("Run {} and review it again.", request.command(Subcommand.PLAN)))
                        .asException();
            }
            return now;
        });
    }

    private Outcome<Plan> planning(Planning planning) {
        return step(Step.PLAN, () -> {
            Plan plan = planning.plan();
            stream.emit(header -> new RunEvent.PlanMade(header, plan));
            return new Done<>(plan, false, NO_SUMMARY);
        });
    }

    private Plan withDatabase(Plan resources, Optional<UpdateMode> mode) throws FailureException {
        return mode.isPresent() ? resources.with(databasePart(resources, mode.get())) : resources;
    }

    private DatabasePart databasePart(Plan resources, UpdateMode mode) throws FailureException {
        if (resources.changes().stream().anyMatch(ResourceChange::makesNewData)) {
            return DatabasePart.ofNew(target.roleManager().planOfNew(request));
        }
        try {
            return target.roleManager().plan(request, mode, stream);
        } catch (FailureException e) {
            if (resources.changes().isEmpty()) {
                throw e;
            }
            // Applying may be the very thing that makes the database answer again.
            return DatabasePart.unknown(e.failure().why(), e.failure().remedy());
        }
    }

    /**
     * Has the guardrails judge a plan, as {@link #apply} will: for whoever does something else before it.
     *
     * @param allowed the names of resources that may lose their data, and the flags of the risks that may be taken
     */
    public Outcome<Plan> permit(Plan plan, Set<String> allowed) {
        try {
            guard(plan, allowed);
            return new Outcome.Done<>(plan);
        } catch (FailureException e) {
            fail(e.failure());
            return new Outcome.Failed<>(e.failure());
        }
    }

    /**
     * Does what the plan says.
     *
     * @param allowed the names of resources that may lose their data, and the flags of the risks that may be taken;
     *     anything else that would is refused
     */
    public Outcome<Plan> apply(Plan plan, Set<String> allowed) {
        return step(Step.APPLY, () -> {
            guard(plan, allowed);
            target.deployer().apply(request, plan.resources(), stream);
            return new Done<>(
                    plan,
                    !plan.changes().isEmpty(),
                    plan.changes().isEmpty()
                            ? "nothing to deploy"
                            : counted(plan.changes().size(), "resource") + " done");
        });
    }

    /** Makes roles, schema, privileges and extensions as configured. What can't be done alone is the run's failure. */
    public Outcome<ManageReport> updateRoles(UpdateOptions options) {
        return step(Step.UPDATE_ROLES, () -> {
            ManageReport report = target.roleManager().manage(request, options, stream);
            stream.emit(header -> new RunEvent.RolesUpdated(header, report.changes()));
            report.notices().forEach(notice -> stream.note(Level.WARNING, notice));
            UpdateFailures.of(report, request).forEach(this::note);
            return new Done<>(
                    report,
                    !report.changedNothing(),
                    report.changedNothing()
                            ? "nothing changed"
                            : counted(report.changes().size(), "change"));
        });
    }

    /**
     * Checks that all is as declared.
     *
     * @param probe also try it out, in a transaction that is rolled back
     */
    public Outcome<CheckReport> checkRoles(boolean probe) {
        return step(Step.CHECK_ROLES, () -> {
            CheckReport report = target.roleManager().check(request, probe, stream);
            CheckCounts counts = CheckCounts.of(report);
            stream.emit(counts::event);
            found |= report.hasCriticalFailure();
            return new Done<>(report, false, NO_SUMMARY);
        });
    }

    /** Plans giving or taking a person's temporary access. Changes nothing, and looks at nothing. */
    public Outcome<Plan> planAccess(AccessRequest asked) {
        return planning(() -> access.plan(asked));
    }

    /** Gives or takes a person's temporary access. */
    public Outcome<StepResult.Access> changeAccess(AccessRequest asked) {
        return step(Step.ACCESS, () -> {
            StepResult.Access result = access.change(asked);
            List<String> changes = result.report().changes();
            return new Done<>(
                    result, !changes.isEmpty(), changes.isEmpty() ? "nothing changed" : String.join("; ", changes));
        });
    }

    /** Reads who has temporary access. Changes nothing. */
    public StepResult.Access listAccess() throws FailureException {
        return access.list();
    }

    /** The current state. Changes and starts nothing. */
    public TargetStatus status() throws FailureException {
        return target.deployer().status(request);
    }

    /** The differences between the deployed template and the current resources. Changes nothing. */
    public DriftReport drift() throws FailureException {
        return target.deployer().drift(request, stream);
    }

    /** The extensions that the server offers, by name; none where there is no server yet. */
    public List<AvailableExtension> offeredExtensions() throws FailureException {
        return status().state() == TargetStatus.State.ABSENT
                ? List.of()
                : target.roleManager().extensions(request, stream);
    }

    /** The extensions that the project declares, by name, and whether they are on. */
    public SortedMap<String, Boolean> declaredExtensions() throws FailureException {
        SortedMap<String, Boolean> declared = new TreeMap<>();
        project.extensions(request.app(), request.environment())
                .values()
                .forEach((name, on) -> declared.put(name.value(), on));
        return declared;
    }

    /** Plans a removal; changes nothing. */
    public Outcome<Plan> planDestroy() {
        return planning(() -> target.deployer().planDestroy(request, stream));
    }

    /**
     * Removes the database.
     *
     * @param confirmed the cluster's name as the person typed it
     */
    public Outcome<Plan> destroy(Plan plan, String confirmed) {
        return step(Step.DESTROY, () -> {
            if (!confirmed.equals(request.cluster())) {
                throw Failure.refused(
                                "not-confirmed",
                                "did not destroy " + request.cluster(),
                                "\"" + confirmed + "\" is not its name",
                                Remedy.of("Confirm with {}.", Remedy.option("--confirm", request.cluster())))
                        .asException();
            }
            target.deployer().destroy(request, plan, stream);
            return new Done<>(plan, !plan.isUpToDate(), counted(plan.changes().size(), "resource") + " removed");
        });
    }

    /** The answer of people. The time in which they think is none of the run's. */
    <T> T awaiting(RunStream.Answering<T> answering) throws FailureException {
        return stream.awaiting(answering);
    }

    /** Takes note that a front end found pending changes, drift or the like, so that the run ends so. */
    public void found() {
        found = true;
    }

    /** Takes note of a failure outside the steps, such as a confirmation that was not given. */
    public synchronized void fail(Failure reason) {
        if (!failures.contains(reason)) {
            failures.add(reason);
        }
    }

    public void note(Level level, String text) {
        stream.note(level, text);
    }

    public void note(Level level, String text, Remedy remedy) {
        stream.note(level, text, remedy);
    }

    /** The first failure so far. */
    public Optional<Failure> failure() {
        return failures.stream().findFirst();
    }

    /** All of them, in order: a step that leaves something undone goes on. */
    public List<Failure> failures() {
        return List.copyOf(failures);
    }

    /** The result of the run, as things stand. */
    public RunResult result() {
        return failure()
                .map(reason -> switch (reason.kind()) {
                    case FAILED, INPUT -> RunResult.FAILED;
                    case REFUSED -> RunResult.REFUSED;
                    case INTERRUPTED -> RunResult.INTERRUPTED;
                })
                .orElse(found ? RunResult.FOUND : RunResult.DONE);
    }

    /** Writes the last event. Closing twice is harmless. */
    @Override
    public synchronized void close() {
        if (!finished) {
            finished = true;
            stream.ended(header -> new RunEvent.RunFinished(header, result(), failure(), stream.sinceBegun()));
        }
    }

    private void note(Failure refusal) {
        fail(refusal);
        stream.note(Level.WARNING, refusal.problem(), refusal.remedy());
    }

    private void guard(Plan plan, Set<String> allowed) throws FailureException {
        List<Guardrail.Refusal> refusals = Guardrail.ALL.judge(plan, allowed);
        if (plan.databasePlan().isPresent() && refusals.equals(Guardrail.KEEP_RIGHTS.judge(plan, allowed))) {
            plan.databasePlan().get().requireAllowed(Guardrail.revocations(allowed));
        }
        if (!refusals.isEmpty()) {
            throw Failure.refused(
                            "guardrail",
                            "did not apply the plan of " + plan.cluster(),
                            refusals.stream().map(Guardrail.Refusal::reason).collect(Collectors.joining("; ")),
                            "If that is meant, allow it with "
                                    + refusals.stream()
                                            .map(refusal -> "{" + refusal.permission() + "}")
                                            .collect(Collectors.joining(" "))
                                    + ".")
                    .asException();
        }
    }

    private <T> Outcome<T> step(Step step, Work<T> work) {
        stream.emit(header -> new RunEvent.StepStarted(header, step));
        Instant begun = stream.now();
        try {
            Done<T> done = work.perform();
            Duration took = Duration.between(begun, stream.now());
            stream.emit(header -> new RunEvent.StepFinished(header, step, done.changed(), done.summary(), took));
            return new Outcome.Done<>(done.value());
        } catch (FailureException e) {
            fail(e.failure());
            return new Outcome.Failed<>(e.failure());
        }
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private interface Planning {
        Plan plan() throws FailureException;
    }

    private interface Work<T> {
        Done<T> perform() throws FailureException;
    }

    private record Done<T>(T value, boolean changed, String summary) {}
}
