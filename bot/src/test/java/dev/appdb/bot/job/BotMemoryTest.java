package dev.appdb.bot.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.CommandName.Effect;
import dev.appdb.bot.policy.Policy;
import dev.appdb.bot.policy.PolicyFile;
import dev.appdb.bot.store.AuditEntry;
import dev.appdb.bot.store.EnvironmentConfiguration;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.engine.Procedure;
import dev.appdb.failure.Failure;
import dev.appdb.failure.ProblemsException;
import dev.appdb.roles.Rules;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands that are answered at once, without an engine. */
class BotMemoryTest {
    private static final String POLICY = """
            allow:
              - name: everybody
                commands: ["*"]
                environments: ["*"]
                who: ["*"]
            """;

    private final World world = new World();
    private final Replica replica = Replica.under(policy(), world, "one");

    @AfterEach
    void close() {
        world.close();
    }

    static Stream<CommandName> withoutProcedure() {
        return Arrays.stream(CommandName.values())
                .filter(name -> Procedure.of(name.words()).isEmpty() && name.effect() != Effect.REVIEWS);
    }

    @ParameterizedTest
    @MethodSource("withoutProcedure")
    void everyCommandWithoutAProcedureHasAnAnswer(CommandName name) {
        types(name.words()
                + switch (name) {
                    case FILES -> " shop prod";
                    case MUTE -> " shop prod --until 2h";
                    case FREEZE -> " --reason audit";
                    default -> "";
                });

        assertThat(world.slack.calls())
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.text()).doesNotContain("defect"));
        List<AuditEntry> audited =
                world.store.within(transaction -> transaction.audit().newest(1));
        assertThat(audited)
                .singleElement()
                .satisfies(entry -> assertThat(entry.accepted()).isTrue());
    }

    @Test
    void theFilesToCommitArePostedAgain() {
        world.store.perform(transaction -> transaction
                .configurations()
                .put(
                        EnvironmentKey.of("shop", "prod"),
                        new EnvironmentConfiguration(
                                Map.of("target", "local"), Map.of("infra/shop/appdb/prod.json", "{}")),
                        "U9"));
        types("files shop prod");

        assertThat(world.slack.calls("post"))
                .singleElement()
                .satisfies(call -> assertThat(call.blocks()).contains("infra/shop/appdb/prod.json"));
        assertThat(world.slack.calls("upload"))
                .singleElement()
                .satisfies(call -> assertThat(call.text()).isEqualTo("{}"));
    }

    @Test
    void theChecksAreListedForWhoAskedAlone() {
        types("roles checks");

        assertThat(world.slack.calls())
                .allSatisfy(
                        call -> assertThat(call.method() + " " + call.where()).isEqualTo("respond ephemeral"));
        String shown =
                world.slack.calls().stream().map(InMemorySlack.Call::blocks).collect(Collectors.joining());
        assertThat(Rules.all())
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(shown)
                        .contains(rule.id() + "  " + rule.severity().label()));
    }

    @Test
    void namesMayBeTypedInOtherWays() {
        setUp();
        types("roles check SHOP-PROD.");

        assertThat(world.onlyRunOf("shop", "prod").asked().typed()).isEqualTo("roles check shop prod");
    }

    @Test
    void whoAskedForARunIsShownWithItWhoeverLooks() {
        setUp();
        types("roles check shop prod");
        types("U02", "runs " + world.onlyRunOf("shop", "prod").id());

        assertThat(world.slack.calls("respond"))
                .anySatisfy(call -> assertThat(call.blocks()).contains("roles check of shop-prod", "requested by U01"));
    }

    @Test
    void aRunThatWasRefusedBeforeItBeganSaysWhoAskedForWhatAndWhy() {
        world.estate.beginFailure.set(Optional.of(Failure.input(
                "incomplete",
                "could not begin apply of shop-prod",
                "it was never set up with this bot",
                "Set it up.")));
        types("apply shop prod --allow-upgrade");
        String id = world.onlyRunOf("shop", "prod").id();
        types("U02", "runs");
        types("U02", "runs " + id);

        assertThat(world.slack.calls("respond"))
                .satisfiesExactly(
                        list -> assertThat(list.blocks()).contains(id, "apply of shop-prod", ": failed"),
                        run -> assertThat(run.blocks())
                                .contains("Run " + id + ": apply of shop-prod", "failed before it began")
                                .contains("it was never set up with this bot", "Set it up.")
                                .contains("/appdb apply shop prod --allow-upgrade", "requested by U01"));
    }

    @Test
    void aRunThatWaitsBeforeItBeginsNamesTheRunThatItWaitsFor() {
        setUp();
        types("roles check shop prod");
        StoredRun holder = world.onlyRunOf("shop", "prod");
        world.execute("UPDATE appdb_bot.runs SET ended_at = NULL WHERE id = '" + holder.id() + "'");
        world.store.perform(transaction -> {
            replica.jobs.run(transaction, holder.id(), world.time.now.plus(Duration.ofDays(2)));
            transaction.locks().take(holder.environment(), Optional.empty(), holder.id());
        });
        work("U01", "access grant jo shop prod --as app --for 2h --reason incident");
        StoredRun grant = world.runsOf("shop", "prod").get(0);
        String id = grant.id();
        work("U01", "approve " + id + " " + grant.approvalId().orElseThrow());
        work("U02", "runs " + id);

        assertThat(world.slack.calls("respond"))
                .last()
                .satisfies(run -> assertThat(run.blocks())
                        .contains("Run " + id + ": access grant of shop-prod", "requested by U01")
                        .contains("waiting for run " + holder.id() + " (roles check) of U01"));
    }

    @Test
    void aCommandOfTheShellIsNamedAsThat() {
        types("destroy shop dev");

        assertThat(world.slack.calls("respond")).singleElement().satisfies(call -> {
            assertThat(call.text()).startsWith("appdb destroy is a command for the shell");
            assertThat(call.blocks()).contains("appdb destroy --app-name shop --environment dev");
        });
    }

    private void setUp() {
        world.store.perform(transaction -> transaction
                .configurations()
                .put(
                        EnvironmentKey.of("shop", "prod"),
                        new EnvironmentConfiguration(Map.of("target", "local"), Map.of()),
                        "U9"));
    }

    /** Types, and does what is due at once. */
    private void work(String user, String text) {
        replica.inbox.accept(world.command(user, "C1", text));
        replica.work();
    }

    private void types(String text) {
        types("U01", text);
    }

    private void types(String user, String text) {
        replica.inbox.accept(world.command(user, "C1", text));
        world.settle(replica);
    }

    private static Policy policy() {
        try {
            return PolicyFile.read(POLICY);
        } catch (ProblemsException e) {
            throw new IllegalStateException(e);
        }
    }
}
