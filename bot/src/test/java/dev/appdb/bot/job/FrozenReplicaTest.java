package dev.appdb.bot.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.store.StoredRun;
import dev.appdb.engine.ProcedureStep;
import dev.appdb.event.RunEvent;
import dev.appdb.event.RunResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A replica stands still in the middle of applying, as a suspended machine does, and goes on when it is too late. */
class FrozenReplicaTest {
    private final World world = new World();
    private final Replica frozen = new Replica(world, "frozen", Lifetime.forEver());
    private final Replica other = new Replica(world, "other", Lifetime.forEver());

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void whatItWritesAfterItWasTakenOverIsRefused() {
        frozen.inbox.accept(world.command("U1", "C1", "0 app dev setup"));
        world.settle(frozen);
        StoredRun asked = world.onlyRunOf("app", "dev");
        frozen.store.perform(transaction -> frozen.runService.review(
                transaction, asked.id(), asked.approvalId().orElseThrow(), "U1", true, Set.of(), Optional.empty()));
        world.estate.whileApplying.set(() -> {
            world.estate.whileApplying.set(() -> {});
            world.takeOverTime();
            world.settle(other);
            assertThat(world.onlyRunOf("app", "dev").result()).contains(RunResult.DONE);
        });

        frozen.work();
        world.settle(other);

        StoredRun run = world.onlyRunOf("app", "dev");
        assertThat(run.replica()).contains("other");
        assertThat(run.result()).contains(RunResult.DONE);
        assertThat(world.estate.works("manage app-dev"))
                .as("the frozen one went no further than its step")
                .isEqualTo(1);
        assertThat(world.slack.withKey("run:" + run.id()))
                .extracting(InMemorySlack.Shown::key)
                .doesNotHaveDuplicates();
        assertThat(world.slack.withKey("run:" + run.id()).get(0).text()).contains("ENDED END done");
        assertThat(world.store.<Boolean>within(
                        transaction -> transaction.results().of(run.id()).containsKey(ProcedureStep.CHECK_ROLES)))
                .isTrue();
        List<RunEvent> events =
                world.store.within(transaction -> transaction.events().of(run.id()));
        String applying = events.stream()
                .filter(event -> event instanceof RunEvent.ResourceProgressed)
                .map(event -> event.header().runId())
                .findFirst()
                .orElseThrow();
        assertThat(events.stream()
                        .filter(event -> event.header().runId().equals(applying))
                        .map(event -> event.getClass().getSimpleName())
                        .collect(Collectors.toList()))
                .as("the frozen one's journal ends where it was taken over")
                .endsWith("ResourceProgressed")
                .doesNotContain("RunFinished");
    }
}
