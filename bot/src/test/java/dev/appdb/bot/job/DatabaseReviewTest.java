package dev.appdb.bot.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandText;
import dev.appdb.bot.command.Flag;
import dev.appdb.bot.policy.Policy;
import dev.appdb.bot.policy.PolicyFile;
import dev.appdb.bot.store.RunState;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.event.RunResult;
import dev.appdb.failure.Failure;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Remedy;
import dev.appdb.roles.DatabasePlan.Change;
import dev.appdb.roles.DatabasePlan.Kind;
import dev.appdb.roles.DatabasePlan.Loss;
import dev.appdb.roles.UpdateMode;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The changes inside a database in Slack: shown, approved, refused, and allowed. */
class DatabaseReviewTest {
    static final List<Change> GRANT = List.of(
            new Change("S03", Kind.GRANT, "grant USAGE on schema app to app", "GRANT …", "migrator", List.of()));

    private static final String POLICY = """
            allow:
              - name: everybody
                commands: ["*"]
                environments: ["*"]
                who: [U01, U02]
            approvals:
              - name: one for production
                commands: [apply, setup, "roles update"]
                environments: [prod]
                needed: 1
                from: [U02]
                expire_after: 90m
            """;

    private final World world = new World();
    private final Replica replica = Replica.under(policy(), world, "one");

    @AfterEach
    void close() {
        world.close();
    }

    private static List<Change> revokes(String role, String evidence) {
        Loss loss = new Loss(role, "CONNECT", "database app", Loss.PUBLIC, evidence, true);
        return List.of(
                new Change("S03", Kind.GRANT, "grant USAGE on schema app to app", "GRANT …", "migrator", List.of()),
                new Change(
                        "D01",
                        Kind.REVOKE,
                        "revoke CONNECT on the database from PUBLIC",
                        "REVOKE CONNECT ON DATABASE app FROM PUBLIC",
                        "postgres",
                        List.of(loss)));
    }

    @Test
    void rolesPlanAnswersWithTheChangesAndWhoLosesWhat() {
        world.estate.databaseChanges.set(revokes("report", "2 sessions now"));
        types("U01", "roles plan shop prod");

        assertThat(only().result()).contains(RunResult.DONE);
        assertThat(message())
                .contains(
                        "Plan for shop-prod: database: 2 changes, 1 takes something away",
                        "Takes away in the database (1)",
                        "report loses CONNECT on database app (2 sessions now)",
                        "REVOKE CONNECT ON DATABASE app FROM PUBLIC",
                        "+ grant USAGE on schema app to app",
                        "Allow and plan again",
                        "/appdb roles update shop prod --allow-revoke report")
                .doesNotContain("no changes");
        assertThat(world.slack.calls("upload"))
                .singleElement()
                .satisfies(file -> assertThat(file.text()).contains("COMMIT;"));
        assertThat(world.estate.calls()).containsExactly("plan roles");
    }

    @Test
    void anUpdateIsApprovedWithItsPlanAndHeldToIt() {
        world.estate.databaseChanges.set(GRANT);
        types("U01", "roles update shop prod");
        assertThat(only().state()).isEqualTo(RunState.WAITING);
        assertThat(message()).contains("Waiting for approval: 0 of 1", "+ grant USAGE on schema app to app");

        approve("U02");
        assertThat(only().result()).contains(RunResult.DONE);
        assertThat(world.estate.updates).singleElement().satisfies(options -> {
            assertThat(options.expectedPlan()).isPresent();
            assertThat(options.allowedRevocations()).isEmpty();
        });
    }

    @Test
    void whatTakesRightsAwayIsRefusedBeforeAnybodyIsAskedUnlessTheRolesAreNamed() {
        world.estate.databaseChanges.set(revokes("report", ""));
        types("U01", "roles update shop prod");

        StoredRun refused = only();
        assertThat(refused.result()).contains(RunResult.REFUSED);
        assertThat(refused.failure().orElseThrow().code()).isEqualTo("roles-consent");
        assertThat(message())
                .contains("✗ Refused: plan for shop-prod", "Nothing was changed.", "report loses CONNECT")
                .contains("Allow and plan again");
        assertThat(world.estate.updates).isEmpty();

        types("U01", button());
        StoredRun waiting = world.runsOf("shop", "prod").get(0);
        assertThat(waiting.state()).isEqualTo(RunState.WAITING);
        approve("U02");
        assertThat(world.runsOf("shop", "prod").get(0).result()).contains(RunResult.DONE);
        assertThat(world.estate.updates)
                .singleElement()
                .satisfies(options -> assertThat(options.allowedRevocations()).isEqualTo(Set.of("report")));
    }

    @Test
    void anAdditiveUpdateTakesNothingAwayAndNeedsNoRoleToBeNamed() {
        world.estate.databaseChanges.set(revokes("report", ""));
        types("U01", "roles plan shop prod --additive");
        assertThat(button()).isEqualTo("roles update shop prod --additive");

        types("U01", "roles update shop dev --additive");
        StoredRun run = world.onlyRunOf("shop", "dev");
        assertThat(run.plan().orElseThrow().databasePlan().orElseThrow().takingAway())
                .isEmpty();
        types("U01", "approve " + run.id() + " " + run.approvalId().orElseThrow());

        assertThat(world.estate.updates)
                .singleElement()
                .satisfies(options -> assertThat(options.mode()).isEqualTo(UpdateMode.ADDITIVE));
    }

    @Test
    void sessionsThatComeAndGoAreNoOtherPlanButAnotherLossIs() {
        world.estate.databaseChanges.set(revokes("report", "1 session now"));
        types("U01", "roles update shop prod --allow-revoke report --allow-revoke metabase");
        String first = only().approvalId().orElseThrow();
        world.estate.databaseChanges.set(revokes("report", "7 sessions now"));
        approve("U02");
        assertThat(only().result()).contains(RunResult.DONE);
        assertThat(only().approvalId()).contains(first);

        world.estate.databaseChanges.set(revokes("report", ""));
        types("U01", "roles update shop dev --allow-revoke report --allow-revoke metabase");
        StoredRun run = world.onlyRunOf("shop", "dev");
        world.estate.databaseChanges.set(revokes("metabase", ""));
        types("U01", "approve " + run.id() + " " + run.approvalId().orElseThrow());

        StoredRun again = world.onlyRunOf("shop", "dev");
        assertThat(again.state()).isEqualTo(RunState.WAITING);
        assertThat(again.approvalId()).isNotEqualTo(run.approvalId());
        assertThat(world.slack.calls("update"))
                .last()
                .satisfies(call -> assertThat(call.blocks())
                        .contains("The plan has changed since it was approved", "metabase loses CONNECT"));
        assertThat(world.estate.updates).hasSize(1);
    }

    @Test
    void aDatabaseThatChangesUnderTheUpdateIsPlannedAndAskedAboutAgain() {
        world.estate.databaseChanges.set(GRANT);
        types("U01", "roles update shop prod");
        world.estate.whileManaging.set(() -> world.estate.databaseChanges.set(List.of(new Change(
                "S02", Kind.ALTER, "make migrator the owner of schema app", "ALTER …", "postgres", List.of()))));
        approve("U02");

        assertThat(only().state()).isEqualTo(RunState.WAITING);
        assertThat(message()).contains("make migrator the owner").doesNotContain("grant USAGE");
        assertThat(world.estate.updates).isEmpty();
        world.estate.whileManaging.set(() -> {});
        approve("U02");
        assertThat(only().result()).contains(RunResult.DONE);
    }

    @Test
    void aPlanThatChangesNothingIsReportedAndNeedsNoApproval() {
        types("U01", "roles update shop prod");

        assertThat(only().result()).contains(RunResult.DONE);
        assertThat(message()).contains("no changes: shop-prod is up to date");
        assertThat(world.estate.calls()).containsExactly("plan roles", "plan roles", "update roles", "check roles");
    }

    @Test
    void whatIsNotPossibleIsRefusedWithNothingToPress() {
        world.estate.databaseChanges.set(GRANT);
        world.estate.databaseRefusals.set(List.of(Failure.refused(
                "no-extension",
                "could not create extension vectr",
                "the server does not have it",
                Remedy.of("Correct its name."))));
        types("U01", "roles update shop prod");

        assertThat(only().failure().orElseThrow().code()).isEqualTo("roles-refused");
        assertThat(message())
                .contains("Not possible (1)", "could not create extension vectr", "Correct its name.")
                .doesNotContain("\"button\"");
    }

    @Test
    void applyCoversTheDatabaseUnlessItLeavesTheRolesOut() {
        world.estate.databaseChanges.set(GRANT);
        types("U01", "apply shop dev --no-roles");
        types("U01", "apply shop prod");

        assertThat(only().plan().orElseThrow().summary()).contains("1 to add", "database: 1 change");
        assertThat(message()).contains("+ grant USAGE on schema app to app");
        assertThat(world.onlyRunOf("shop", "dev").plan().orElseThrow().database())
                .isEmpty();
    }

    /** The permission of a button is for exactly the roles that it is about, whatever they are called. */
    @Test
    void aRolesNameAddsNoFlagToAButton() {
        for (String hostile : List.of(
                "x --break-glass --reason y",
                "x\" --break-glass \"",
                "x\u201d --break-glass --reason \u201cy",
                "x\nPUBLIC",
                "<!channel> *x*")) {
            world.estate.databaseChanges.set(revokes(hostile, ""));
            types("U01", "roles plan shop prod");

            BotCommand command = (BotCommand) CommandText.parse(button());
            assertThat(command.has(Flag.BREAK_GLASS)).isFalse();
            assertThat(command.values(Flag.ALLOW_REVOKE)).isSubsetOf(hostile);
        }
    }

    private void types(String user, String text) {
        replica.inbox.accept(world.command(user, "C1", text));
        world.settle(replica);
    }

    private void approve(String user) {
        StoredRun run = world.runsOf("shop", "prod").get(0);
        types(user, "approve " + run.id() + " " + run.approvalId().orElseThrow());
    }

    private StoredRun only() {
        return world.onlyRunOf("shop", "prod");
    }

    /** The blocks of the run's message that was posted or updated last. */
    private String message() {
        return world.slack.calls().stream()
                .filter(call -> Set.of("post", "update").contains(call.method()))
                .filter(call -> call.blocks().contains("\"header\""))
                .filter(call -> call.blocks().contains("shop"))
                .filter(call -> !call.blocks().contains("Roles check"))
                .filter(call -> !call.blocks().contains("Files of "))
                .filter(call -> !call.blocks().contains("Review needed: "))
                // The record of a review, which follows in the thread after the run's own message.
                .filter(call -> !call.blocks().contains("Approved by "))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .blocks();
    }

    /** The command of the last message's first button. */
    private String button() {
        Matcher value = Pattern.compile("\"value\":(\"(?:[^\"\\\\]|\\\\.)*\")").matcher(message());
        assertThat(value.find()).isTrue();
        return JsonParser.parseString(value.group(1)).getAsString();
    }

    private static Policy policy() {
        try {
            return PolicyFile.read(POLICY);
        } catch (ProblemsException e) {
            throw new IllegalStateException(e);
        }
    }
}
