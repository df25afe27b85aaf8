package dev.appdb.bot.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.policy.Policy;
import dev.appdb.bot.policy.PolicyFile;
import dev.appdb.bot.store.AuditEntry;
import dev.appdb.bot.store.Delivery;
import dev.appdb.bot.store.EnvironmentConfiguration;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.event.RunResult;
import dev.appdb.failure.ProblemsException;
import dev.appdb.roles.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands as people type them, judged by a real policy and answered in the bot's own words. */
class CommandHandlerTest {
    private static final String POLICY = """
            contact: "the platform team"
            allow:
              - name: developers
                commands: [help, setup, apply, "roles*", status, drift, extensions, plan, mute, freeze, unfreeze]
                apps: [shop]
                environments: ["*"]
                targets: [local]
                who: [S01]
              - name: those commands are for no environment
                commands: [help, runs, history, "roles checks"]
                environments: ["*"]
                who: ["*"]
              - name: the servers of development
                commands: [setup]
                environments: [dev]
                servers: ["dev.example.com:5432/*"]
                who: [U05]
            approvals:
              - name: one for production
                commands: [apply, setup, "roles update"]
                environments: [prod]
                needed: 1
                from: [U02]
                expire_after: 90m
            break_glass:
              - name: on call
                commands: [apply, "roles update"]
                environments: [prod]
                who: [U03]
            """;

    private final World world = new World();
    private final Replica replica = Replica.under(policy(POLICY), world, "one");

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void whyAPlanWasDeniedIsShownAsItWasTyped() {
        types("U01", "setup shop prod --target local");
        StoredRun run = world.onlyRunOf("shop", "prod");

        types(
                "U02",
                "deny " + run.id() + " " + run.approvalId().orElseThrow()
                        + " --reason &lt;!channel&gt; not on a Friday &amp; not now");

        assertThat(world.slack.calls("update")).last().satisfies(call -> {
            assertThat(call.blocks()).contains("U02 denied it (", "not on a Friday");
            assertThat(call.text()).contains("efused").doesNotContain("<!channel>");
        });
    }

    @Test
    void aSetUpWithApprovalByAnotherUserIsDoneOnceAndAuditedThroughout() {
        types("U01", "setup shop prod --target local");
        StoredRun run = world.onlyRunOf("shop", "prod");
        assertThat(shown(run)).contains("Plan for shop-prod").doesNotContain("<@");
        String words = run.id() + " " + run.approvalId().orElseThrow();

        types("U01", "approve " + words);
        types("U04", "approve " + words);
        assertThat(world.slack.calls("respond"))
                .extracting(InMemorySlack.Call::text)
                .containsExactly("Your review does not count", "Your review does not count");
        clicks("U02", run, "approve " + words);
        clicks("U02", run, "approve " + words);

        assertThat(world.onlyRunOf("shop", "prod").result()).contains(RunResult.DONE);
        assertThat(world.estate.works("apply shop-prod")).isEqualTo(1);
        assertThat(shown(run)).contains("✓ setup of shop-prod: done");
        assertThat(world.slack.calls("upload"))
                .as("the files to review, and those to commit")
                .hasSize(2)
                .allSatisfy(file -> assertThat(file.text()).contains("+++ infra/shop/appdb/prod.json"));
        assertThat(audited())
                .containsExactly(
                        "U01 setup shop prod --target local true",
                        "U01 approve " + words + " false",
                        "U04 approve " + words + " false",
                        "U02 approve " + words + " true",
                        "appdb run ended true",
                        "U02 approve " + words + " false");
    }

    @Test
    void whatNoRuleAllowsIsRefusedReportedAndAudited() {
        types("U01", "setup other dev");

        assertThat(world.runsOf("other", "dev")).isEmpty();
        assertThat(world.slack.calls("respond"))
                .singleElement()
                .satisfies(call -> assertThat(call.text()).startsWith("Not allowed: /appdb setup other dev"));
        assertThat(audited()).containsExactly("U01 setup other dev false");
    }

    /** The bot would log in there with its own password, and change what nobody set up. */
    @ParameterizedTest
    @CsvSource({
        "U01, prod.example.com/app?sslrootcert=system, no rule lets you name the server prod.example.com:5432/app",
        "U05, dev.example.com/app, the certificate of a server that is named in Slack has to be verified",
        "U05, dev.example.com/app?sslmode=require, the certificate of a server",
        "U05, dev.example.com/app?sslmode=disable, the certificate of a server"
    })
    void aServerThatSomebodyNamesIsRefusedBeforeAnythingConnects(String user, String server, String why) {
        types(user, "setup shop dev --target server --server-url postgresql://postgres@" + server);

        assertThat(world.runsOf("shop", "dev")).isEmpty();
        assertThat(world.slack.calls("respond")).singleElement().satisfies(call -> {
            assertThat(call.text()).startsWith("Not allowed: ");
            assertThat(call.blocks()).contains(why);
        });
        assertThat(audited()).hasSize(1).allMatch(line -> line.endsWith(" false"));
    }

    @Test
    void aRolesCheckAnswersWithItsVerdictFirst() {
        fail("R04");
        types("U01", "roles check shop prod");

        assertThat(shown(world.onlyRunOf("shop", "prod"))).startsWith("✗ Roles check of shop-prod: 1 failed");
    }

    @Test
    void whereItIsNoMemberTheAnswerSaysHowToInviteIt() {
        fail("R04");
        world.slack.answerNext(new SlackResult.NotInChannel());
        types("U01", "roles check shop prod");

        assertThat(world.slack.calls("respond"))
                .singleElement()
                .satisfies(call -> assertThat(call.blocks()).contains("R04", "/invite @appdb"));
    }

    @Test
    void whatIsThereIsAnsweredInOneMessage() {
        for (String command : List.of("status", "drift", "extensions", "plan")) {
            types("U01", command + " shop prod");
        }
        assertThat(world.slack.messages().values())
                .filteredOn(shown -> shown.thread().isEmpty())
                .extracting(InMemorySlack.Shown::text)
                .satisfiesExactly(
                        text -> assertThat(text).startsWith("shop-prod is running"),
                        text -> assertThat(text).startsWith("Drift of shop-prod: not applicable"),
                        text -> assertThat(text).startsWith("Extensions of shop-prod"),
                        text -> assertThat(text).startsWith("Plan for shop-prod: 1 to add"));
    }

    @Test
    void aButtonMakesOneRunHoweverOftenItIsPressed() {
        types("U01", "roles check shop prod");
        StoredRun first = world.onlyRunOf("shop", "prod");
        clicks("U01", first, "roles check shop prod");
        clicks("U05", first, "roles check shop prod");

        assertThat(world.runsOf("shop", "prod")).hasSize(2);
        assertThat(world.slack.calls("respond"))
                .singleElement()
                .satisfies(call ->
                        assertThat(call.blocks()).contains("already started run", "/appdb roles check shop prod"));
        assertThat(audited()).filteredOn(line -> line.contains("U05")).isEmpty();
    }

    @Test
    void anApprovalIsJudgedByTheRulesOfItsMoment() {
        types("U01", "setup shop prod --target local");
        StoredRun run = world.onlyRunOf("shop", "prod");
        String words = run.id() + " " + run.approvalId().orElseThrow();
        Replica later = laterWith(POLICY.replace("from: [U02]", "from: [U04]"));

        for (String approver : List.of("U02", "U04")) {
            later.inbox.accept(world.command(approver, "C1", "approve " + words));
            world.settle(later);
        }

        assertThat(audited())
                .containsExactly(
                        "U01 setup shop prod --target local true",
                        "U02 approve " + words + " false",
                        "U04 approve " + words + " false");
        assertThat(world.estate.works("apply shop-prod")).isZero();
    }

    @Test
    void aConfirmationIsJudgedByTheRulesOfItsMoment() {
        types("U01", "setup shop dev --target local");
        StoredRun run = world.onlyRunOf("shop", "dev");
        String words = run.id() + " " + run.approvalId().orElseThrow();
        Replica later = laterWith(POLICY.replace("environments: [prod]", "environments: [prod, dev]"));

        later.inbox.accept(world.command("U01", "C1", "approve " + words));
        world.settle(later);

        assertThat(audited()).last().isEqualTo("U01 approve " + words + " false");
        assertThat(world.estate.works("apply shop-dev")).isZero();
        types("U01", "approve " + words);
        assertThat(world.onlyRunOf("shop", "dev").result()).contains(RunResult.DONE);
    }

    private Replica laterWith(String policy) {
        return Replica.under(policy(policy), world, "later");
    }

    @Test
    void aFreezeHoldsUntilItEndsAndBreakGlassNeedsAReason() {
        types("U01", "freeze shop prod --reason holidays");
        types("U01", "roles update shop prod");
        assertThat(world.runsOf("shop", "prod")).isEmpty();

        types("U03", "roles update shop prod --break-glass --reason it burns");
        assertThat(world.onlyRunOf("shop", "prod").result()).contains(RunResult.DONE);
        assertThat(world.slack.messages().values())
                .extracting(InMemorySlack.Shown::text)
                .anyMatch(text -> text.startsWith("Break-glass"));

        types("U01", "unfreeze shop prod");
        boolean thawed =
                world.store.within(transaction -> transaction.freezes().all().isEmpty());
        assertThat(thawed).isTrue();
    }

    /** A reader of "no longer frozen" deploys. */
    @Test
    void whatAnotherFreezeHoldsIsNotReportedAsFree() {
        types("U01", "freeze shop --reason holidays");
        types("U01", "unfreeze shop prod");
        assertThat(world.slack.messages().values())
                .extracting(InMemorySlack.Shown::text)
                .anyMatch(text -> text.startsWith("Was not frozen: shop-prod"))
                .noneMatch(text -> text.startsWith("No longer frozen"));

        types("U01", "freeze shop prod --reason a fair");
        types("U01", "unfreeze shop");
        assertThat(world.slack.messages().values())
                .extracting(InMemorySlack.Shown::text)
                .contains("No longer frozen: shop; still frozen: shop-prod");
    }

    @Test
    void anEndThatIsOverChangesNothing() {
        types("U01", "mute shop prod --until 2h");
        types("U01", "mute shop prod --until 2020-01-01");
        types("U01", "freeze shop --until 2020-01-01 --reason holidays");

        EnvironmentKey prod = EnvironmentKey.of("shop", "prod");
        boolean muted =
                world.store.within(transaction -> transaction.mutes().of(prod).isPresent());
        boolean frozen =
                world.store.within(transaction -> !transaction.freezes().all().isEmpty());
        assertThat(muted).isTrue();
        assertThat(frozen).isFalse();

        types("U01", "mute shop prod --until now");
        boolean later =
                world.store.within(transaction -> transaction.mutes().of(prod).isPresent());
        assertThat(later).isFalse();
    }

    @Test
    void aMuteHasAnEnd() {
        types("U01", "mute shop prod --until 2h");
        EnvironmentKey prod = EnvironmentKey.of("shop", "prod");
        boolean muted =
                world.store.within(transaction -> transaction.mutes().of(prod).isPresent());
        assertThat(muted).isTrue();
        world.time.tick(Duration.ofHours(2));
        boolean later =
                world.store.within(transaction -> transaction.mutes().of(prod).isPresent());
        assertThat(later).isFalse();
    }

    @Test
    void invalidCommandsGetTheNearestOneAndIncompleteOnesGetChoices() {
        world.store.perform(transaction -> transaction
                .configurations()
                .put(
                        EnvironmentKey.of("shop", "prod"),
                        new EnvironmentConfiguration(Map.of("target", "local"), Map.of()),
                        "U01"));
        types("U01", "statsu shop prod");
        types("U01", "status");
        types("U01", "");

        assertThat(world.slack.calls("respond"))
                .extracting(InMemorySlack.Call::text)
                .satisfiesExactly(
                        text -> assertThat(text).startsWith("Did you mean /appdb status shop prod?"),
                        text -> assertThat(text).startsWith("/appdb status needs"),
                        text -> assertThat(text).startsWith("Commands of /appdb"));
    }

    @Test
    void runsAndHistoryShowWhatWasDoneAndByWhom() {
        types("U01", "roles check shop prod");
        StoredRun run = world.onlyRunOf("shop", "prod");
        types("U01", "runs");
        types("U01", "runs " + run.id());
        types("U01", "history shop prod");

        assertThat(world.slack.calls("respond"))
                .extracting(InMemorySlack.Call::text)
                .satisfies(texts -> {
                    assertThat(texts).anyMatch(text -> text.startsWith("Runs, newest first"));
                    assertThat(texts).anyMatch(text -> text.startsWith("Run " + run.id() + ": roles check of"));
                    assertThat(texts).anyMatch(text -> text.startsWith("History of shop-prod"));
                });
    }

    private void fail(String id) {
        world.estate.checks.set(List.of(
                new Check(id, Check.Severity.CRITICAL, "app", Check.Status.FAILED, "it is not", "Update the roles.")));
    }

    private void types(String user, String text) {
        replica.inbox.accept(world.command(user, "C1", text));
        world.settle(replica);
    }

    private void clicks(String user, StoredRun run, String command) {
        String ts = world.store
                .within(transaction ->
                        transaction.messages().find(Jobs.messageOf(run.id())).flatMap(message -> message.ts()))
                .orElseThrow();
        Delivery typed = world.command(user, "C1", command);
        Map<String, String> fields = Map.of(
                Delivery.TEXT, command, Delivery.MESSAGE, ts, Delivery.ACTION, "command-1", Delivery.NAME, "Ann");
        replica.inbox.accept(new Delivery(
                typed.id(), Delivery.Kind.CLICK, user, "C1", fields, typed.responseUrl(), typed.receivedAt()));
        world.settle(replica);
    }

    private String shown(StoredRun run) {
        return world.slack.withKey(Jobs.messageOf(run.id())).get(0).text();
    }

    private List<String> audited() {
        List<AuditEntry> entries = new ArrayList<>(
                world.store.within(transaction -> transaction.audit().newest(100)));
        Collections.reverse(entries);
        return entries.stream()
                .map(entry ->
                        entry.user() + " " + (entry.user().equals(AuditEntry.BOT) ? entry.action() : entry.command())
                                + " " + entry.accepted())
                .toList();
    }

    private static Policy policy(String file) {
        try {
            return PolicyFile.read(file);
        } catch (ProblemsException e) {
            throw new IllegalStateException(e);
        }
    }
}
