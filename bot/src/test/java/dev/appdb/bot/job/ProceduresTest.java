package dev.appdb.bot.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.bot.command.Argument;
import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.CommandText;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.NewRun;
import dev.appdb.bot.store.RunChange;
import dev.appdb.bot.store.RunEvents;
import dev.appdb.bot.store.RunState;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.engine.Procedure;
import dev.appdb.engine.ProcedureRun;
import dev.appdb.engine.ProcedureRun.Approved;
import dev.appdb.engine.ProcedureStep;
import dev.appdb.engine.ProvisioningEngine;
import dev.appdb.engine.Run;
import dev.appdb.engine.RunJournal;
import dev.appdb.engine.StepInput;
import dev.appdb.event.RunEvent;
import dev.appdb.event.RunResult;
import dev.appdb.event.Step;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.Plan;
import dev.appdb.project.Project;
import dev.appdb.project.StoredFiles;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.roles.AccessRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** All procedures, each performed in memory as the terminal does it, and row by row as the bot does it. */
class ProceduresTest {
    /** A step of the bot alone: it plans again, since time has passed since the approval. */
    private static final String VERIFY = "verify";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    static List<Procedure> ofBoth() {
        List<Procedure> both = new ArrayList<>(Procedure.ALL);
        both.removeAll(ofTheTerminal());
        both.add(Procedure.require("apply").withoutRoles());
        return both;
    }

    static List<Procedure> ofTheTerminal() {
        return Procedure.ALL.stream()
                .filter(procedure -> CommandName.of(procedure.command()).isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("ofBoth")
    void terminalAndBotPerformTheSameStepsAndGatesInTheSameOrder(Procedure procedure) throws Exception {
        List<String> inTerminal = inTerminal(procedure);
        List<String> inBot = inBot(procedure);

        assertThat(inTerminal).isEqualTo(calls(procedure));
        assertThat(inBot).filteredOn(call -> !call.equals(VERIFY)).isEqualTo(inTerminal);
        assertThat(inBot.contains(VERIFY))
                .as("the plan of access looks at nothing, and so does its verification")
                .isEqualTo(procedure.has(ProcedureStep.VERIFY) && !procedure.has(ProcedureStep.PLAN_ACCESS));
    }

    @Test
    void someCommandsAreTheTerminalsAlone() {
        assertThat(ofTheTerminal())
                .extracting(Procedure::command)
                .containsExactly("adopt", "configure", "roles expect", "extensions set", "extensions unset", "destroy");
    }

    @Test
    void aCommandWithoutAProcedureBeginsNoRun() {
        assertThatThrownBy(() -> Procedure.require("mute")).isInstanceOf(IllegalArgumentException.class);
    }

    /** The names of the last release; with others the runs under way could not be read any more. */
    @Test
    void theNamesOfStoredStepsStayReadable() {
        for (String stored : List.of(
                "STATUS",
                "DRIFT",
                "EXTENSIONS",
                "PLAN",
                "APPROVE",
                "LOCK",
                "VERIFY",
                "CONFIGURE",
                "APPLY",
                "UPDATE_ROLES",
                "CHECK_ROLES",
                "END")) {
            assertThat(ProcedureStep.valueOf(stored).name()).isEqualTo(stored);
        }
    }

    /** The last release planned nothing for it, and began it at its lock where nobody had to approve it. */
    @ParameterizedTest
    @EnumSource(
            value = ProcedureStep.class,
            names = {"APPROVE", "LOCK", "UPDATE_ROLES"})
    void aRunThatTheLastReleaseBeganIsPlannedAndGoesOn(ProcedureStep step) {
        Replica replica = began("roles update", step, Optional.empty());

        world.settle(replica);

        assertThat(world.onlyRunOf("app", "dev").result()).contains(RunResult.DONE);
        assertThat(world.estate.calls()).containsExactly("plan roles", "plan roles", "update roles", "check roles");
    }

    /** Its plan was of the resources alone, so nobody has seen what changes in the database. */
    @ParameterizedTest
    @CsvSource({
        "roles update, APPROVE",
        "roles update, LOCK",
        "roles update, VERIFY",
        "roles update, UPDATE_ROLES",
        "apply, APPROVE",
        "apply, VERIFY",
        "apply, UPDATE_ROLES"
    })
    void aRunThatTheLastReleaseBeganAsksAboutTheDatabase(String command, ProcedureStep step) {
        world.estate.databaseChanges.set(DatabaseReviewTest.GRANT);
        Optional<Plan> before = command.equals("apply")
                ? Optional.of(world.estate.planOf(EstateEngines.request(EnvironmentKey.of("app", "dev"))))
                : Optional.empty();
        Replica replica = began(command, step, before);

        world.settle(replica);
        StoredRun run = world.onlyRunOf("app", "dev");
        assertThat(run.state()).isEqualTo(RunState.WAITING);
        assertThat(run.plan().orElseThrow().summary()).contains("database: 1 change");
        assertThat(world.estate.calls()).doesNotContain("apply", "update roles");

        replica.inbox.accept(world.command(
                "U1", "C1", "yes " + run.id() + " " + run.approvalId().orElseThrow()));
        world.settle(replica);
        assertThat(world.onlyRunOf("app", "dev").result()).contains(RunResult.DONE);
        assertThat(world.estate.calls()).contains("update roles");
    }

    /** A run at a step as the last release stored it, with what people may have approved then. */
    private Replica began(String command, ProcedureStep step, Optional<Plan> plan) {
        Replica replica = new Replica(world, "one", Lifetime.forEver());
        NewRun asked = asked(Procedure.require(command), 0);
        replica.store.perform(transaction -> {
            transaction.runs().add("20261123-151204-7f3a9c", asked, step);
            StoredRun run = transaction.runs().find("20261123-151204-7f3a9c").orElseThrow();
            transaction
                    .runs()
                    .change(
                            run,
                            RunChange.to(run, step)
                                    .toApprove(plan, "roles-update-0123456789abcdef", world.time.now.plusSeconds(60)));
            replica.jobs.run(transaction, run.id());
        });
        return replica;
    }

    /** The calls that the declared steps lead to. */
    private static List<String> calls(Procedure procedure) {
        List<String> calls = new ArrayList<>();
        for (ProcedureStep step : procedure.steps()) {
            switch (step) {
                case STATUS -> calls.add("status");
                case DRIFT -> calls.add("drift");
                case EXTENSIONS -> calls.addAll(List.of("status", "extensions"));
                case PLAN -> calls.add("plan");
                case PLAN_ROLES -> calls.add("plan roles");
                case LIST_ACCESS -> calls.add("access list");
                case CHANGE_ACCESS -> calls.add(procedure.command());
                case APPROVE -> calls.add("approve");
                case CONFIGURE -> calls.add("write infra/app/appdb/dev.json");
                case APPLY -> calls.add("apply");
                case UPDATE_ROLES -> calls.add("update roles");
                case CHECK_ROLES -> calls.add("check roles");
                default -> assertThat(step).isIn(ProcedureStep.LOCK, ProcedureStep.VERIFY, ProcedureStep.PLAN_ACCESS);
            }
        }
        return calls;
    }

    private List<String> inTerminal(Procedure procedure) throws FailureException {
        FakeEstate estate = new FakeEstate();
        estate.databaseChanges.set(DatabaseReviewTest.GRANT);
        Project project = Project.of(new StoredFiles(Optional.empty(), Map.of()));
        EnvironmentKey environment = EnvironmentKey.of("app", "dev");
        DatabaseRequest request = EstateEngines.request(environment);
        List<Step> begun = new ArrayList<>();
        RunJournal journal = RunEvents.of(world.store);
        try (Run run = new ProvisioningEngine(
                        project, estate.as(Lifetime.forEver()), journal, world.clock(), World.runIds())
                .begin(procedure, request, Map.of(), Optional.empty(), event -> {
                    if (event instanceof RunEvent.StepStarted started) {
                        begun.add(started.step());
                    } else if (event instanceof RunEvent.FileWritten written) {
                        estate.called("write " + written.path());
                    }
                })) {
            new ProcedureRun(
                            procedure,
                            run,
                            () -> List.of(EstateEngines.remembered(project, environment)),
                            (plan, allowed) -> {
                                estate.called("approve");
                                return new Approved(allowed, "");
                            })
                    .perform(StepInput.NONE.about(access(procedure)));
            assertThat(run.result()).isEqualTo(RunResult.DONE);
        }
        assertThat(begun).isEqualTo(procedure.reported());
        return estate.calls();
    }

    private List<String> inBot(Procedure procedure) throws SQLException {
        world.execute("CREATE TABLE appdb_bot.steps_seen (at serial, step text)");
        world.execute("CREATE FUNCTION appdb_bot.see() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO"
                + " appdb_bot.steps_seen (step) VALUES (NEW.step); RETURN NEW; END $$");
        world.execute("CREATE TRIGGER see AFTER INSERT OR UPDATE OF step ON appdb_bot.runs FOR EACH ROW EXECUTE"
                + " FUNCTION appdb_bot.see()");
        world.estate.databaseChanges.set(DatabaseReviewTest.GRANT);
        Replica replica = new Replica(world, "one", Lifetime.forEver());
        replica.store.perform(transaction -> replica.runService.begin(transaction, asked(procedure, 1)));
        world.settle(replica);
        StoredRun run = world.onlyRunOf("app", "dev");
        if (run.state() == RunState.WAITING) {
            world.estate.called("approve");
            replica.inbox.accept(world.command(
                    "U2", "C1", "yes " + run.id() + " " + run.approvalId().orElseThrow()));
            world.settle(replica);
        }
        assertThat(world.onlyRunOf("app", "dev").result()).contains(RunResult.DONE);
        List<String> expected = new ArrayList<>();
        procedure.steps().forEach(step -> expected.add(step.name()));
        expected.add(ProcedureStep.END.name());
        assertThat(stepsSeen()).isEqualTo(expected);
        return withWrites(replica);
    }

    /** The bot's files are written where its configuration is stored, and not told to the estate. */
    private List<String> withWrites(Replica replica) {
        List<String> calls = new ArrayList<>();
        List<String> files = replica.store.within(transaction -> transaction
                .configurations()
                .find(EnvironmentKey.of("app", "dev"))
                .map(stored -> List.copyOf(stored.files().keySet()))
                .orElse(List.of()));
        for (String call : world.estate.calls()) {
            // Where there is a plan of the database alone, it is planned again to verify it.
            boolean verifies = calls.contains("approve") && call.equals("plan roles");
            calls.add(verifies ? VERIFY : call);
            if (call.equals(VERIFY)) {
                files.forEach(path -> calls.add("write " + path));
            }
        }
        return calls;
    }

    private List<String> stepsSeen() throws SQLException {
        List<String> steps = new ArrayList<>();
        try (Connection connection = world.dataSource().getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT step FROM appdb_bot.steps_seen ORDER BY at");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                // A run that waits at a gate is stored there more than once.
                if (steps.isEmpty() || !steps.get(steps.size() - 1).equals(rows.getString(1))) {
                    steps.add(rows.getString(1));
                }
            }
        }
        return steps;
    }

    private AccessRequest access(Procedure procedure) {
        return switch (procedure.command()) {
            case "access grant" ->
                AccessRequest.grantUntil("jo", "app", world.clock().instant().plusSeconds(7200), "order 17", "Ann");
            case "access revoke" -> AccessRequest.revoke("jo");
            default -> AccessRequest.list();
        };
    }

    private static Map<String, String> answers(Procedure procedure) {
        return CommandText.parse(procedure.command() + " jo app dev --as app --for 2h --reason \"order 17\"")
                        instanceof BotCommand command
                ? AccessOrder.answers(command, "U1", "Ann")
                : AccessOrder.answers(BotCommand.of(CommandName.ACCESS_REVOKE).with(Argument.USER, "jo"), "U1", "Ann");
    }

    private static NewRun asked(Procedure procedure, int approvals) {
        boolean leavesRolesOut = procedure.command().equals("apply") && !procedure.has(ProcedureStep.UPDATE_ROLES);
        return new NewRun(
                "delivery:procedures",
                procedure.command(),
                procedure.command() + " app dev",
                EnvironmentKey.of("app", "dev"),
                "U1",
                "C1",
                false,
                Optional.empty(),
                leavesRolesOut ? Map.of(RunProcedure.NO_ROLES, "true") : answers(procedure),
                Set.of(),
                Optional.empty(),
                TestHandler.required(approvals),
                Set.of(),
                TestHandler.APPROVAL);
    }
}
