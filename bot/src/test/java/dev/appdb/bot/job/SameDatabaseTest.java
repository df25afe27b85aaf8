package dev.appdb.bot.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.policy.Policy;
import dev.appdb.bot.policy.PolicyFile;
import dev.appdb.bot.store.DatabaseKey;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.Locks;
import dev.appdb.bot.store.RunState;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.event.RunResult;
import dev.appdb.failure.ProblemsException;
import dev.appdb.request.ServerUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One database on a server under two names, {@code shop prod} and {@code shop dev}: what holds for one holds for both. */
class SameDatabaseTest {
    private static final EnvironmentKey PROD = EnvironmentKey.of("shop", "prod");
    private static final EnvironmentKey DEV = EnvironmentKey.of("shop", "dev");
    private static final String SERVER =
            " --target server --server-url postgresql://postgres@db.example.com/app?sslrootcert=system";
    private static final String SAME =
            " --target server --server-url postgresql://other@DB.example.com:5432/app?sslmode=verify-full";

    private static final String POLICY = """
            allow:
              - name: developers
                commands: [setup, "roles*", freeze, unfreeze, mute]
                environments: ["*"]
                servers: ["db.example.com:5432/*", "DB.example.com:5432/*", "alias.example.com:5432/*",
                  "*.us-east-1.rds.amazonaws.com:5432/*"]
                who: [U01]
            approvals:
              - name: one for production
                commands: [setup, "roles update"]
                environments: [prod]
                needed: 1
                from: [U02]
            break_glass:
              - name: dev only
                commands: ["*"]
                environments: [dev]
                who: [U01]
            """;

    private final World world = new World();
    private final Replica replica = Replica.under(policy(), world, "one");

    @BeforeEach
    void setUpProduction() {
        types("U01", "setup shop prod" + SERVER);
        approve("U02", PROD);
        assertThat(newest(PROD).result()).contains(RunResult.DONE);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void productionsApproversApproveUnderEitherName() {
        types("U01", "setup shop dev" + SAME);
        assertThat(newest(DEV).asked().requirements())
                .singleElement()
                .satisfies(each -> assertThat(each.from()).containsExactly("U02"));
        approve("U01", DEV);
        assertThat(newest(DEV).state()).isEqualTo(RunState.WAITING);
        approve("U02", DEV);
        assertThat(newest(DEV).result()).contains(RunResult.DONE);

        world.estate.databaseChanges.set(DatabaseReviewTest.GRANT);
        types("U01", "roles update shop dev");
        assertThat(newest(DEV).asked().needsOthers()).isTrue();
        types("U01", "roles update shop dev --break-glass --reason only dev's glass");
        assertThat(newest(DEV).asked().breakGlass()).isEmpty();
    }

    @Test
    void anotherDatabaseOfTheServerIsAnother() {
        types("U01", "setup shop dev" + SERVER.replace("/app?", "/app_dev?"));

        assertThat(newest(DEV).asked().needsOthers()).isFalse();
    }

    @Test
    void aNewEnvironmentWithTheJoinedNameOfAnotherIsRefused() {
        types("U01", "setup web-shop blue" + SERVER.replace("/app?", "/web?"));
        approve("U01", EnvironmentKey.of("web-shop", "blue"));
        types("U01", "setup web shop-blue" + SERVER.replace("/app?", "/other?"));

        assertThat(world.runsOf("web", "shop-blue")).isEmpty();
        assertThat(world.slack.calls("respond"))
                .last()
                .satisfies(call -> assertThat(call.blocks())
                        .contains("web-shop-blue, which is the name of that of web-shop blue", "choose another name"));
    }

    @Test
    void aFreezeOfOneFreezesTheOther() {
        types("U01", "freeze shop prod --reason holidays");
        types("U01", "setup shop dev" + SAME);

        assertThat(world.runsOf("shop", "dev")).isEmpty();
        assertThat(world.slack.calls("respond"))
                .last()
                .satisfies(call -> assertThat(call.blocks()).contains("frozen by", "holidays"));
    }

    @Test
    void aMuteOfOneMutesTheOther() {
        world.store.perform(transaction -> {
            transaction.databases().put(DEV, transaction.databases().of(PROD).orElseThrow());
            transaction.mutes().put(PROD, "U1", world.time.now.plus(Duration.ofHours(1)));
        });

        boolean isMuted =
                world.store.within(transaction -> transaction.mutes().of(DEV).isPresent());
        assertThat(isMuted).isTrue();
    }

    @Test
    void twoRunsNeverChangeItAtOnce() {
        types("U01", "setup shop dev" + SAME);
        approve("U02", DEV);
        List<RunState> seen = new ArrayList<>();
        world.estate.databaseChanges.set(DatabaseReviewTest.GRANT);
        types("U01", "roles update shop prod");
        world.estate.whileManaging.set(() -> {
            if (seen.isEmpty()) {
                seen.add(RunState.READY);
                Replica other = Replica.under(policy(), world, "two");
                other.inbox.accept(world.command("U01", "C1", "roles update shop dev"));
                other.work();
                StoredRun waiting = newest(DEV);
                other.inbox.accept(world.command(
                        "U02",
                        "C1",
                        "approve " + waiting.id() + " " + waiting.approvalId().orElseThrow()));
                other.work();
                seen.add(newest(DEV).state());
            }
        });
        approve("U02", PROD);

        assertThat(seen).containsExactly(RunState.READY, RunState.QUEUED);
        world.settle(replica);
        assertThat(newest(DEV).result()).contains(RunResult.DONE);
        assertThat(newest(PROD).result()).contains(RunResult.DONE);
    }

    /** An alias in DNS, or an instance of a cluster: the text differs, the server says that it is the same. */
    @ParameterizedTest
    @CsvSource({
        "db.example.com, alias.example.com",
        "orders.cluster-c1x2y3.us-east-1.rds.amazonaws.com, one.c1x2y3.us-east-1.rds.amazonaws.com",
        "one.c1x2y3.us-east-1.rds.amazonaws.com, orders.cluster-c1x2y3.us-east-1.rds.amazonaws.com",
        "one.c1x2y3.us-east-1.rds.amazonaws.com, two.c1x2y3.us-east-1.rds.amazonaws.com",
        "orders.cluster-c1x2y3.us-east-1.rds.amazonaws.com, any.cluster-custom-c1x2y3.us-east-1.rds.amazonaws.com",
    })
    void aServerUnderAnotherNameIsRefusedOnceItIsKnownAndThenFollowsTheRulesOfBoth(String known, String other) {
        world.estate.identities.set(request -> Optional.of("7312/16384"));
        types("U01", "setup shop prod" + SERVER.replace("db.example.com", known));
        approve("U02", PROD);
        types("U01", "roles check shop prod");
        String alias = SERVER.replace("db.example.com", other);
        types("U01", "setup shop dev" + alias);
        assertThat(newest(DEV).asked().needsOthers()).as("nobody knows it yet").isFalse();
        approve("U01", DEV);
        assertThat(newest(DEV).state()).isEqualTo(RunState.WAITING);
        assertThat(world.slack.calls("respond"))
                .last()
                .satisfies(call -> assertThat(call.blocks()).contains("one for production", "run the command again"));

        types("U01", "setup shop dev" + alias);
        assertThat(newest(DEV).asked().needsOthers()).isTrue();
        assertThat(newest(DEV).asked().sameDatabase()).containsExactly(PROD);
        types("U01", "freeze shop prod --reason holidays");
        types("U01", "setup shop dev" + alias);
        assertThat(world.slack.calls("respond"))
                .last()
                .satisfies(call -> assertThat(call.blocks()).contains("frozen by", "holidays"));
        assertThat(world.estate.works("apply shop-dev")).isZero();
    }

    @Test
    void twoRunsOfOneServerUnderTwoNamesNeverHoldItsLockAtOnce() {
        DatabaseKey one = new DatabaseKey("server one:5432/app").identifiedBy(Optional.of("7312/16384"));
        DatabaseKey other = new DatabaseKey("server other:5432/app").identifiedBy(Optional.of("7312/16384"));
        String holder = world.runsOf("shop", "prod").get(0).id();
        world.execute("UPDATE appdb_bot.runs SET ended_at = NULL WHERE id = '" + holder + "'");
        world.store.perform(
                transaction -> replica.jobs.run(transaction, holder, world.time.now.plus(Duration.ofDays(2))));

        assertThat(taken(PROD, one, holder)).isEmpty();
        assertThat(taken(DEV, other, "another"))
                .hasValueSatisfying(lock -> assertThat(lock.run()).isEqualTo(holder));
        assertThat(taken(DEV, other.identifiedBy(Optional.of("7399/5")), "another"))
                .isEmpty();
    }

    private Optional<Locks.Holder> taken(EnvironmentKey environment, DatabaseKey database, String run) {
        return world.store.within(transaction -> transaction.locks().take(environment, Optional.of(database), run));
    }

    /** A project's files may say which server it is, which nobody knows before the engine has read them. */
    @Test
    void aRunThatFindsOutLateIsRefusedAndTheNextOneAsksTheRightPeople() {
        world.store.perform(transaction -> transaction
                .databases()
                .put(PROD, DatabaseKey.of(new ServerUrl("postgresql://postgres@late.example.com/app"))));
        types("U01", "setup shop dev" + SERVER);
        world.store.perform(transaction -> transaction
                .databases()
                .put(PROD, DatabaseKey.of(new ServerUrl("postgresql://postgres@db.example.com/app"))));
        StoredRun waiting = newest(DEV);
        approve("U01", DEV);
        assertThat(newest(DEV).state())
                .as("a confirmation is judged by the rules of both")
                .isEqualTo(RunState.WAITING);
        world.store.perform(transaction -> replica.runService.review(
                transaction,
                waiting.id(),
                waiting.approvalId().orElseThrow(),
                "U01",
                true,
                Set.of(),
                Optional.empty()));
        settle();

        assertThat(newest(DEV).failure().orElseThrow().code()).isEqualTo("same-database");
        assertThat(newest(DEV).failure().orElseThrow().why()).contains("shop prod");
        assertThat(world.estate.works("apply shop-dev")).isZero();
        types("U01", "setup shop dev");
        assertThat(newest(DEV).asked().needsOthers()).isTrue();
    }

    @Test
    void anApprovedRunThatWaitsForAnotherExpires() {
        types("U01", "roles update shop prod");
        world.estate.databaseChanges.set(DatabaseReviewTest.GRANT);
        world.execute("INSERT INTO appdb_bot.locks (key, run_id, taken_at) SELECT 'environment shop prod', id, now()"
                + " FROM appdb_bot.runs ORDER BY created_at LIMIT 1");
        StoredRun holder = world.runsOf("shop", "prod").get(1);
        world.execute("UPDATE appdb_bot.runs SET ended_at = NULL WHERE id = '" + holder.id() + "'");
        world.store.perform(
                transaction -> replica.jobs.run(transaction, holder.id(), world.time.now.plus(Duration.ofDays(2))));
        types("U01", "roles update shop prod --additive");
        approve("U02", PROD);
        assertThat(newest(PROD).state()).isEqualTo(RunState.QUEUED);

        world.time.tick(Duration.ofHours(4));
        replica.work();

        assertThat(newest(PROD).failure().orElseThrow().code()).isEqualTo("approval-expired");
        assertThat(newest(PROD).failure().orElseThrow().why()).contains("while it waited for another run");
    }

    private void types(String user, String text) {
        world.time.tick(Duration.ofSeconds(1));
        replica.inbox.accept(world.command(user, "C1", text));
        settle();
    }

    /** Works for a minute: a run that waits for a lock looks again and again. */
    private void settle() {
        for (int round = 0; round < 30; round++) {
            replica.work();
            world.time.tick(Duration.ofSeconds(2));
        }
    }

    private void approve(String user, EnvironmentKey environment) {
        StoredRun run = newest(environment);
        types(user, "approve " + run.id() + " " + run.approvalId().orElseThrow());
    }

    private StoredRun newest(EnvironmentKey environment) {
        return world.runsOf(environment.app().value(), environment.environment().value())
                .get(0);
    }

    private static Policy policy() {
        try {
            return PolicyFile.read(POLICY);
        } catch (ProblemsException e) {
            throw new IllegalStateException(e);
        }
    }
}
