package dev.appdb.bot.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.RunState;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.engine.ProcedureStep;
import dev.appdb.event.RunResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A set-up with an approval, done by a replica that is killed at its first point, then by one that is killed at its
 * second, and so on until one lives to the end. There is such a point before every connection that is taken and before
 * every commit, unless nothing that lasts happened since the one before.
 */
class KilledAnywhereTest {
    /** All points, some 400, take two minutes with {@code -Dkill.stride=1}. */
    private static final int STRIDE = Integer.getInteger("kill.stride", 4);

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anotherReplicaDoesTheRestExactlyOnce() {
        int point = 1;
        while (setUpKilledAt(point)) {
            point += STRIDE;
        }
        assertThat(point).as("points at which it was killed").isGreaterThan(100);
    }

    /** @return whether the first replica was killed before it was done */
    private boolean setUpKilledAt(int point) {
        String app = "a" + point;
        Replica first = new Replica(world, "first", Lifetime.untilPoint(point));
        Replica second = new Replica(world, "second", Lifetime.forEver());

        second.inbox.accept(world.delivery("ask-" + app, "U1", "C" + point, "1 " + app + " dev setup"));
        goOn(first, second);
        StoredRun waiting = world.onlyRunOf(app, "dev");
        assertThat(waiting.state()).as("point " + point).isEqualTo(RunState.WAITING);

        String approvalId = waiting.approvalId().orElseThrow();
        for (int click = 1; click <= 2; click++) {
            second.inbox.accept(
                    world.delivery("yes-" + app + click, "U2", "C" + point, "yes " + waiting.id() + " " + approvalId));
        }
        goOn(first, second);
        assertDoneOnce(point, app);
        world.time.tick(TestHandler.APPROVAL);
        world.settle(second);
        assertThat(world.jobs()).as("jobs left after point " + point).isZero();
        return first.isDead();
    }

    private void goOn(Replica first, Replica second) {
        world.settle(first);
        if (first.isDead()) {
            world.takeOverTime();
            world.settle(second);
        }
    }

    private void assertDoneOnce(int point, String app) {
        StoredRun run = world.onlyRunOf(app, "dev");
        assertThat(run.result()).as("point " + point).contains(RunResult.DONE);
        assertThat(world.estate.works("apply " + app + "-dev")).isEqualTo(1);
        world.store.perform(transaction -> {
            EnvironmentKey environment = EnvironmentKey.of(app, "dev");
            assertThat(transaction.locks().holder(environment)).isEmpty();
            assertThat(transaction.results().of(run.id()))
                    .containsOnlyKeys(
                            ProcedureStep.PLAN,
                            ProcedureStep.CONFIGURE,
                            ProcedureStep.APPLY,
                            ProcedureStep.UPDATE_ROLES,
                            ProcedureStep.CHECK_ROLES);
            assertThat(transaction
                            .configurations()
                            .find(environment)
                            .orElseThrow()
                            .files())
                    .containsOnlyKeys("infra/" + app + "/appdb/dev.json");
            String yes = "yes " + run.id() + " " + run.approvalId().orElseThrow();
            assertThat(transaction.audit().newest(4))
                    .extracting(entry -> entry.action() + ": " + entry.command())
                    .containsExactlyInAnyOrder(
                            "run ended: setup " + app + " dev",
                            "test: " + yes,
                            "test: " + yes,
                            "test: 1 " + app + " dev setup");
            assertThat(transaction.audit().newest(5 * point))
                    .filteredOn(entry -> entry.run().equals(Optional.of(run.id())))
                    .hasSize(1);
        });
        List<InMemorySlack.Shown> shown = world.slack.withKey("run:" + run.id());
        assertThat(shown.stream().map(InMemorySlack.Shown::key).distinct())
                .as("messages after point " + point)
                .hasSize(8);
        assertThat(shown)
                .as("one of them twice, if it was killed between the post and the note of it, at point " + point)
                .hasSizeBetween(8, 9);
        assertThat(shown.stream()
                        .filter(message -> message.key().equals(Jobs.messageOf(run.id())))
                        .reduce((first, second) -> second)
                        .orElseThrow()
                        .text())
                .contains("ENDED END done")
                .contains("approved by [U2]");
    }
}
