package dev.appdb.bot.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.NewRun;
import dev.appdb.bot.store.NewRuns;
import dev.appdb.bot.store.RunChange;
import dev.appdb.bot.store.RunState;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.engine.ProcedureStep;
import dev.appdb.event.RunResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LockTest {
    private static final EnvironmentKey DEV = EnvironmentKey.of("app", "dev");

    private final World world = new World();
    private final Replica replica = new Replica(world, "one", Lifetime.forEver());

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aSecondRunWaitsSaysForWhomAndGoesOnWhenTheFirstEnds() {
        replica.inbox.accept(world.command("U1", "C1", "0 app dev roles update"));
        world.estate.whileManaging.set(() -> {
            if (world.runsOf("app", "dev").size() == 1) {
                Replica other = new Replica(world, "two", Lifetime.forEver());
                other.inbox.accept(world.command("U2", "C1", "0 app dev roles update"));
                other.inbox.accept(world.command("U3", "C1", "0 app prod roles update"));
                other.work();
                world.time.tick(Duration.ofSeconds(2));
                other.work();
                world.time.tick(Duration.ofSeconds(2));
                other.work();
            }
        });
        replica.work();

        String first = world.runsOf("app", "dev").stream()
                .filter(run -> run.asked().requester().equals("U1"))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(world.slack.calls())
                .extracting(InMemorySlack.Call::text)
                .anyMatch(text -> text.contains("QUEUED LOCK") && text.contains("waits for " + first + " of U1"));
        assertThat(world.onlyRunOf("app", "prod").result())
                .as("another environment need not wait")
                .contains(RunResult.DONE);
        world.settle(replica);
        assertThat(world.runsOf("app", "dev")).extracting(StoredRun::result).containsOnly(Optional.of(RunResult.DONE));
        assertThat(world.estate.overlaps()).isEmpty();
        assertThat(world.estate.works("manage app-dev")).isEqualTo(2);
    }

    @Test
    void theLongestWaitingIsNext() {
        StoredRun holder = run("one");
        assertThat(take(holder)).isEmpty();
        StoredRun second = queued("two");
        world.time.tick(Duration.ofSeconds(1));
        queued("three");

        List<String> next =
                world.store.within(transaction -> transaction.locks().nextInLine(DEV, Optional.empty()));
        assertThat(next).containsExactly(second.id());
    }

    @Test
    void aHolderThatHasEndedOrIsAbandonedIsNone() {
        StoredRun forgotten = run("one");
        world.store.perform(transaction -> replica.jobs.run(transaction, forgotten.id()));
        assertThat(take(forgotten)).isEmpty();
        StoredRun other = run("two");
        assertThat(take(other)).isPresent();

        deleteJobs();
        assertThat(take(other)).isEmpty();

        world.store.perform(transaction -> replica.jobs.run(transaction, other.id()));
        assertThat(take(forgotten)).isPresent();
        world.store.perform(transaction ->
                transaction.runs().change(other, RunChange.end(other, RunResult.DONE, Optional.empty())));
        assertThat(take(forgotten)).isEmpty();
    }

    @Test
    void aRunWithoutAJobIsRevived() {
        replica.store.perform(transaction -> replica.runService.begin(transaction, asked("one", "roles check")));
        deleteJobs();
        world.time.tick(Duration.ofMinutes(3));
        new PurgeJob(replica.store, replica.jobs, World.settings("one")).revive();
        world.settle(replica);

        assertThat(world.onlyRunOf("app", "dev").result()).contains(RunResult.DONE);
    }

    @Test
    void aRunThatLostItsLockWaitsForItAgain() {
        StoredRun other = run("other");
        world.store.perform(
                transaction -> replica.jobs.run(transaction, other.id(), world.time.now.plus(Duration.ofDays(1))));
        replica.inbox.accept(world.command("U1", "C1", "0 app dev roles update"));
        world.estate.whileManaging.set(() -> world.execute("UPDATE appdb_bot.locks SET run_id = 'other'"));
        replica.work();

        StoredRun run = world.runsOf("app", "dev").stream()
                .filter(each -> !each.id().equals("other"))
                .findFirst()
                .orElseThrow();
        assertThat(run.state()).isEqualTo(RunState.QUEUED);

        world.estate.whileManaging.set(() -> {});
        world.store.perform(transaction -> transaction.locks().release("other"));
        world.settle(replica);
        Optional<StoredRun> done =
                world.store.within(transaction -> transaction.runs().find(run.id()));
        assertThat(done.orElseThrow().result()).contains(RunResult.DONE);
    }

    @Test
    void aDefectEndsTheRunAfterAFewTriesAndFreesTheLock() {
        world.estate.whileManaging.set(() -> {
            throw new IllegalStateException("a defect");
        });
        replica.inbox.accept(world.command("U1", "C1", "0 app dev roles update"));
        world.settle(replica);

        StoredRun run = world.onlyRunOf("app", "dev");
        assertThat(run.result()).contains(RunResult.FAILED);
        assertThat(run.failure().orElseThrow().code()).isEqualTo("bug");
        Optional<?> holder =
                world.store.within(transaction -> transaction.locks().holder(DEV));
        assertThat(holder).isEmpty();
        assertThat(world.slack.withKey("run:" + run.id()).get(0).text()).contains("ENDED END failed bug");
    }

    private void deleteJobs() {
        world.execute("DELETE FROM appdb_bot.scheduled_tasks");
    }

    private Optional<?> take(StoredRun run) {
        return world.store.within(transaction -> transaction.locks().take(DEV, Optional.empty(), run.id()));
    }

    private StoredRun run(String origin) {
        return world.store.within(transaction -> {
            transaction.runs().add(origin, asked(origin, "apply"), ProcedureStep.LOCK);
            return transaction.runs().find(origin).orElseThrow();
        });
    }

    private StoredRun queued(String origin) {
        StoredRun run = run(origin);
        return world.store.within(transaction -> transaction.runs().change(run, RunChange.of(run, RunState.QUEUED)));
    }

    private static NewRun asked(String origin, String command) {
        return NewRuns.asked(origin, command, DEV, "U1");
    }
}
