package dev.appdb.bot.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandText;
import dev.appdb.bot.policy.Policy;
import dev.appdb.bot.policy.PolicyFile;
import dev.appdb.bot.store.AuditEntry;
import dev.appdb.bot.store.RunState;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.event.RunResult;
import dev.appdb.failure.ProblemsException;
import dev.appdb.roles.AccessRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Temporary access from Slack: agreed to, given until the end that was agreed to, and taken away at once. */
class AccessRunTest {
    private static final String POLICY = """
            allow:
              - name: everybody
                commands: ["*"]
                environments: ["*"]
                who: [U01, U02]
            approvals:
              - name: one for production
                commands: ["*"]
                environments: [prod]
                needed: 1
                from: [U02]
                expire_after: 4h
              - name: two eyes more
                commands: [access revoke]
                environments: [vault]
                needed: 1
                from: [U02]
            """;
    private static final String GRANT = "access grant jo shop prod --as app --for 2h --reason \"order 17\"";

    /** Of the points at which it may be killed, every third. */
    private static final int STRIDE = 3;

    private final World world = new World();
    private final Replica replica = replica("one", Lifetime.forEver());

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aGrantShowsAllThatIsAgreedToAndIsHeldToIt() {
        Instant asked = world.time.now;
        world.store.perform(transaction -> transaction.names().put("U01", "Ann"));
        types("U01", GRANT);
        Instant end = asked.plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
        assertThat(run().state()).isEqualTo(RunState.WAITING);
        assertThat(shown("Waiting for approval: 0 of 1"))
                .contains("Database: app of shop-prod", "User: jo", "As: app", "End: " + end, "Reason: order 17")
                .contains("Requested by: Ann (U01)");
        assertThat(world.estate.access).isEmpty();

        world.time.tick(Duration.ofMinutes(30));
        approve("U02");
        assertThat(run().result()).contains(RunResult.DONE);
        AccessRequest given = given();
        assertThat(given.as()).isEqualTo("app");
        assertThat(given.until()).as("not later for the wait").contains(end);
        assertThat(given.reason()).isEqualTo("order 17");
        assertThat(given.by()).isEqualTo("Ann (U01)");
        assertThat(shown("jo has access to shop-prod until " + end))
                .contains("psql --host=db.test --port=5432 --username=jo --dbname=app")
                .contains(
                        "appdb password rotate --user jo --app-name shop --environment prod",
                        "No password passes Slack");
    }

    @Test
    void theAuditLogHasTheRequestTheApprovalAndTheAccess() {
        types("U01", GRANT);
        approve("U02");
        types("U01", "access revoke jo shop prod");

        List<AuditEntry> entries =
                world.store.within(transaction -> transaction.audit().newest(10));
        assertThat(entries)
                .extracting(AuditEntry::user, AuditEntry::action, AuditEntry::accepted)
                .containsExactly(
                        tuple(AuditEntry.BOT, "run ended", true),
                        tuple("U01", "access revoke", true),
                        tuple(AuditEntry.BOT, "run ended", true),
                        tuple("U02", "approve", true),
                        tuple("U01", "access grant", true));
        assertThat(entries.get(4).command()).isEqualTo(GRANT);
        assertThat(entries.get(2).reason()).isEqualTo("access grant: done, changed jo");
    }

    @Test
    void onceTheEndIsOverNothingIsGiven() {
        types("U01", GRANT);
        world.time.tick(Duration.ofHours(3));
        approve("U02");

        assertThat(run().failure().orElseThrow().code()).isEqualTo("access-over");
        assertThat(world.estate.access).isEmpty();
    }

    @Test
    void withoutARuleTheRequesterConfirmsAndOtherRightsAreRefusedBeforeAnybodyIsAsked() {
        types("U01", "access grant jo shop dev --as app --for 2h --reason x");
        assertThat(shown("Apply this plan")).contains("User: jo");
        assertThat(world.estate.access).isEmpty();

        types("U01", "access grant jo shop qa --as migrator --for 2h --reason x");
        assertThat(world.onlyRunOf("shop", "qa").failure().orElseThrow().why())
                .isEqualTo("--as: \"migrator\" is not known: use reader or app");
    }

    @Test
    void peopleWhomThePolicyDoesNotNameNeitherGiveNorTakeNorSee() {
        types("U03", GRANT);
        types("U03", "access revoke jo shop prod");
        types("U03", "access list shop prod");

        assertThat(world.runsOf("shop", "prod")).isEmpty();
        assertThat(world.estate.calls()).isEmpty();
    }

    @Test
    void takingAccessAwayWaitsForNoApprovalNoFreezeAndNoOtherRun() {
        types("U01", GRANT);
        approve("U02");
        types("U01", "freeze shop prod --reason holidays");
        world.store.perform(transaction -> transaction.locks().take(run().environment(), Optional.empty(), run().id()));

        types("U01", "access revoke jo shop prod");
        assertThat(run().result()).contains(RunResult.DONE);
        assertThat(world.estate.access).isEmpty();
        assertThat(shown("jo has no temporary access to shop-prod")).contains("changed jo");

        types("U01", "access revoke jo shop vault");
        assertThat(world.onlyRunOf("shop", "vault").state()).isEqualTo(RunState.WAITING);
        assertThat(shown("jo loses its temporary access")).contains("Waiting for approval: 0 of 1");
    }

    @Test
    void anAccessThatWasRevokedSinceIsNotGivenByAnEarlierRequest() {
        types("U01", GRANT);
        StoredRun grant = run();
        types("U01", "access revoke jo shop prod");
        types("U02", "approve " + grant.id() + " " + grant.approvalId().orElseThrow());

        StoredRun after = world.store.within(
                transaction -> transaction.runs().find(grant.id()).orElseThrow());
        assertThat(after.failure().orElseThrow().code()).isEqualTo("access-revoked");
        assertThat(world.estate.access).isEmpty();
    }

    /** The end stands with the run, so whichever replica gives the access gives it until then. */
    @Test
    void killedAnywhereTheEndStaysTheSame() {
        int kills = 0;
        boolean killed = true;
        for (int point = 1; killed; point += STRIDE) {
            String place = "a" + point;
            Lifetime lifetime = Lifetime.untilPoint(point);
            Replica first = replica("first" + point, lifetime);
            Instant asked = world.time.now;
            replica.inbox.accept(world.command("U01", "C1", GRANT.replace("shop prod", place + " dev")));
            goOn(first);
            StoredRun waiting = world.onlyRunOf(place, "dev");
            replica.inbox.accept(world.command(
                    "U01",
                    "C1",
                    "approve " + waiting.id() + " " + waiting.approvalId().orElseThrow()));
            goOn(first);
            killed = first.isDead();
            kills += killed ? 1 : 0;

            assertThat(world.onlyRunOf(place, "dev").result())
                    .as("point " + point)
                    .contains(RunResult.DONE);
            assertThat(given().until())
                    .contains(waiting.createdAt().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS));
            assertThat(waiting.createdAt()).isBetween(asked, asked.plus(Duration.ofMinutes(2)));
            // the reminders of this run are not to come during the next one
            world.time.tick(Duration.ofHours(2));
            world.settle(replica);
        }
        assertThat(kills).as("points at which it was killed").isGreaterThan(10);
    }

    /** Anybody who may write comments makes a role look like one of ours. */
    @Test
    void aRolesNameAddsNothingToAButtonAndAPersonsNameNothingToTheRecord() {
        for (String hostile : List.of("x --break-glass", "<!channel>", "jo\nann", "Jo", "jo shop prod")) {
            world.estate.access.put(
                    hostile,
                    new AccessRequest(
                            AccessRequest.Operation.LIST,
                            hostile,
                            "app",
                            Duration.ZERO,
                            "<!channel> `x`",
                            "y",
                            Optional.of(Instant.EPOCH)));
        }
        world.estate.access.put("jo", AccessRequest.grantUntil("jo", "app", Instant.EPOCH, "r", "b"));
        types("U01", "access list shop prod");

        assertThat(shown("Temporary access to shop-prod: 6 users"))
                .contains("Revoke jo")
                .contains("\"value\":\"access revoke jo shop prod\"")
                .containsOnlyOnce("\"value\":");
        String by = AccessOrder.answers(
                        (BotCommand) CommandText.parse(GRANT), "U01", "Ann\n\u202ereason: \u0000" + "😀".repeat(200))
                .get("access-by");
        assertThat(AccessRequest.grantUntil("jo", "app", Instant.EPOCH, "r", String.valueOf(by))
                        .by())
                .endsWith("… (U01)")
                .doesNotContain("\n", "\u202e");
    }

    private AccessRequest given() {
        return Optional.ofNullable(world.estate.access.get("jo")).orElseThrow();
    }

    private void goOn(Replica first) {
        world.settle(first);
        if (first.isDead()) {
            world.takeOverTime();
            world.settle(replica);
        }
    }

    private Replica replica(String name, Lifetime lifetime) {
        return new Replica(
                world,
                name,
                lifetime,
                new SlackMessageRenderer("appdb", world.clock()),
                runService -> new CommandHandler(policy(), runService));
    }

    private void types(String user, String text) {
        replica.inbox.accept(world.command(user, "C1", text));
        world.settle(replica);
    }

    private void approve(String user) {
        types(user, "approve " + run().id() + " " + run().approvalId().orElseThrow());
    }

    /** The newest. */
    private StoredRun run() {
        return world.runsOf("shop", "prod").get(0);
    }

    /** The blocks of the last message that shows a text. */
    private String shown(String text) {
        return world.slack.calls().stream()
                .map(call -> call.blocks().replace("\\u003d", "="))
                .filter(blocks -> blocks.contains(text))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError("nothing shows " + text));
    }

    private static Policy policy() {
        try {
            return PolicyFile.read(POLICY);
        } catch (ProblemsException e) {
            throw new IllegalStateException(e);
        }
    }
}
