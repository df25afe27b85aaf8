package dev.appdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.event.EventHeader;
import dev.appdb.event.Level;
import dev.appdb.event.RunEvent;
import dev.appdb.event.RunResult;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.file.OwnFolder;
import dev.appdb.journal.FileRunJournal;
import dev.appdb.plan.Action;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.project.Project;
import dev.appdb.request.AppName;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.BackendModule;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ExtensionName;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.Target;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.ManageReport;
import dev.appdb.roles.RolesReport;
import dev.appdb.roles.UpdateOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
    static final Plan ADDS = plan(Action.ADD);
    static final Plan REPLACES = plan(Action.REPLACE);

    @TempDir
    Path folder;

    private final FakeTarget target = new FakeTarget();
    private final List<RunEvent> events = new ArrayList<>();

    @Test
    void numbersItsEventsWithoutGapsAndKeepsThemInTheJournal() throws FailureException {
        Run run = begin();
        run.plan(Optional.empty());
        run.apply(ADDS, Set.of());
        run.close();

        assertThat(events)
                .extracting(RunEvent::header)
                .extracting(EventHeader::sequence)
                .containsExactly(sequence());
        assertThat(journal().run(run.id()).orElseThrow().events()).isEqualTo(events);
        assertThat(events.get(events.size() - 1)).isInstanceOf(RunEvent.RunFinished.class);
    }

    @Test
    void refusesToLoseDataThatWasNotNamed() throws FailureException {
        Run run = begin();

        Outcome<Plan> refused = run.apply(REPLACES, Set.of("another"));

        assertThat(refused).isInstanceOf(Outcome.Failed.class);
        assertThat(target.applied).isEmpty();
        assertThat(run.result()).isEqualTo(RunResult.REFUSED);
        assertThat(run.failure().orElseThrow().remedy().toString()).contains("--allow-replace app-dev");
    }

    @Test
    void losesDataThatWasNamed() throws FailureException {
        assertThat(begin().apply(REPLACES, Set.of("app-dev"))).isInstanceOf(Outcome.Done.class);
        assertThat(target.applied).containsExactly(REPLACES);
    }

    @Test
    void destroysOnlyWhatWasTyped() throws FailureException {
        Run run = begin();

        assertThat(run.destroy(REPLACES, "app-prod")).isInstanceOf(Outcome.Failed.class);
        assertThat(target.destroyed).isEmpty();
        assertThat(run.destroy(REPLACES, "app-dev")).isInstanceOf(Outcome.Done.class);
        assertThat(target.destroyed).containsExactly(REPLACES);
    }

    @Test
    void endsWithItsFirstFailure() throws FailureException {
        target.failure = Optional.of(Failure.failed("first", "what", "why", "Remedy."));
        Run run = begin();
        run.plan(Optional.empty());
        target.failure = Optional.of(Failure.refused("second", "what", "why", "Remedy."));
        run.plan(Optional.empty());
        run.close();

        assertThat(run.result()).isEqualTo(RunResult.FAILED);
        assertThat(run.failure().orElseThrow().code()).isEqualTo("first");
        assertThat(events.get(events.size() - 1))
                .isInstanceOfSatisfying(
                        RunEvent.RunFinished.class,
                        finished -> assertThat(finished.failure())
                                .contains(run.failure().orElseThrow()));
    }

    @Test
    void saysNothingAfterItsEnd() throws FailureException {
        Run run = begin();
        run.fail(Failure.interrupted("apply was interrupted", "the process was asked to end", "Again."));
        run.close();
        int atTheEnd = events.size();

        run.note(Level.INFO, "what a step says that is still at work");
        run.close();

        assertThat(events).hasSize(atTheEnd).last().isInstanceOf(RunEvent.RunFinished.class);
        assertThat(journal().run(run.id()).orElseThrow().events()).isEqualTo(events);
    }

    @Test
    void whatTheRoleManagerCouldNotDoFailsTheRunAfterAllElseIsDone() throws FailureException {
        target.managed = new ManageReport(
                List.of("created user app"),
                List.of(),
                List.of(Failure.failed(
                        "roles-obstacle", "table t is not migrator's", "it is root's", "Let root give it away.")),
                List.of(),
                new RolesReport(List.of(), new TreeMap<>(), new TreeMap<>()));
        Run run = begin();

        assertThat(run.updateRoles(UpdateOptions.standard())).isInstanceOf(Outcome.Done.class);
        assertThat(run.result()).isEqualTo(RunResult.FAILED);
        assertThat(run.failure().orElseThrow().why()).isEqualTo("it is root's");
        assertThat(run.checkRoles(false)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aCriticalFailedCheckIsFoundAndAWarningIsNot() throws FailureException {
        target.checked = new CheckReport(List.of(check(Check.Severity.WARNING)));
        Run warned = begin();
        warned.checkRoles(false);
        assertThat(warned.result()).isEqualTo(RunResult.DONE);

        target.checked = new CheckReport(List.of(check(Check.Severity.CRITICAL)));
        Run alarmed = begin();
        alarmed.checkRoles(false);
        assertThat(alarmed.result()).isEqualTo(RunResult.FOUND);
    }

    @Test
    void aJournalThatCanNoLongerBeWrittenIsReportedAndStopsNothing() throws Exception {
        Run run = begin();
        Path file = folder.resolve(".appdb/runs").resolve(run.id() + ".jsonl");
        Files.delete(file);
        Files.createDirectory(file);

        assertThat(run.plan(Optional.empty())).isInstanceOf(Outcome.Done.class);
        assertThat(events)
                .filteredOn(RunEvent.Noted.class::isInstance)
                .anySatisfy(event -> assertThat(event.toString()).contains("could not keep the run's journal"));
    }

    private static Check check(Check.Severity severity) {
        return new Check("R01", severity, "user app", Check.Status.FAILED, "it is missing", "appdb roles update");
    }

    private Long[] sequence() {
        return java.util.stream.LongStream.rangeClosed(1, events.size()).boxed().toArray(Long[]::new);
    }

    private FileRunJournal journal() {
        return new FileRunJournal(OwnFolder.at(folder.resolve(".appdb")));
    }

    private Run begin() throws FailureException {
        Clock clock = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
        return new ProvisioningEngine(
                        Project.at(folder),
                        new TargetPorts(
                                target,
                                target,
                                (request, user) -> {
                                    throw new AssertionError();
                                },
                                request -> List.of()),
                        journal(),
                        clock,
                        new RunIds(clock, RandomGenerator.getDefault()))
                .begin(
                        new Procedure("test", List.of()),
                        request(),
                        Map.of("--app-name", "app"),
                        Optional.empty(),
                        events::add);
    }

    private static DatabaseRequest request() {
        return new DatabaseRequest(
                new AppName("app"),
                new EnvironmentName("dev"),
                Target.LOCAL,
                PostgresVersion.DEFAULT,
                AuroraSettings.DEFAULT,
                DatabaseNames.DEFAULT,
                BackendModule.SERVICE,
                Optional.empty(),
                Optional.empty(),
                new TreeMap<ExtensionName, Boolean>());
    }

    private static Plan plan(Action action) {
        return new Plan(
                "id",
                "app-dev",
                List.of(ResourceChange.of(action, "PostgreSQL server", "app-dev", "runs", true, List.of())),
                List.of());
    }
}
