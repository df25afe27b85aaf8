package dev.appdb.bot.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.job.RunService.Word;
import dev.appdb.bot.store.EnvironmentLocks.Holder;
import dev.appdb.bot.store.RunState;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.event.RunResult;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApprovalTest {
    private final World world = new World();
    private final Replica replica = new Replica(world, "one", Life.forEver());

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void nothingIsDoneBeforeEnoughOthersHaveApproved() {
        StoredRun run = asked("2 app dev setup");

        assertThat(say(run, "U1", true)).isEqualTo(Word.OWN);
        assertThat(say(run, "U2", true)).isEqualTo(Word.TAKEN);
        assertThat(say(run, "U2", true)).isEqualTo(Word.REPEATED);
        world.settle(replica);
        assertThat(now().state()).isEqualTo(RunState.WAITING);
        assertThat(world.estate.works("apply app-dev")).isZero();
        assertThat(message()).contains("approved by [U2]");

        assertThat(say(run, "U3", true)).isEqualTo(Word.TAKEN);
        world.settle(replica);
        assertThat(now().result()).contains(RunResult.DONE);
        assertThat(world.estate.works("apply app-dev")).isEqualTo(1);
        assertThat(say(run, "U4", true)).isEqualTo(Word.NOT_ASKED);
    }

    @Test
    void whoAskedConfirmsWhereNoOneElseHasTo() {
        StoredRun run = asked("0 app dev apply");

        assertThat(say(run, "U2", true)).isEqualTo(Word.NOT_THEIRS);
        assertThat(say(run, "U1", true)).isEqualTo(Word.TAKEN);
        world.settle(replica);

        assertThat(now().result()).contains(RunResult.DONE);
    }

    @Test
    void aPlanThatChangedAfterTheApprovalNeedsANewOne() {
        StoredRun run = asked("1 app dev setup");
        world.estate.shape.set("second");
        assertThat(say(run, "U2", true)).isEqualTo(Word.TAKEN);
        world.settle(replica);

        StoredRun again = now();
        assertThat(again.state()).isEqualTo(RunState.WAITING);
        assertThat(again.approvalId()).isNotEqualTo(run.approvalId());
        assertThat(world.estate.works("apply app-dev")).isZero();
        Optional<Holder> holder =
                world.store.within(transaction -> transaction.locks().holder(again.environment()));
        assertThat(holder)
                .as("nobody is kept waiting by a run that waits itself")
                .isEmpty();
        assertThat(say(run, "U2", true)).isEqualTo(Word.OUTDATED);

        assertThat(say(again, "U2", true)).isEqualTo(Word.TAKEN);
        world.settle(replica);
        assertThat(now().result()).contains(RunResult.DONE);
        assertThat(world.estate.works("apply app-dev")).isEqualTo(1);
    }

    @Test
    void approvalsExpire() {
        StoredRun run = asked("2 app dev setup");
        assertThat(say(run, "U2", true)).isEqualTo(Word.TAKEN);
        world.settle(replica);

        world.time.tick(TestHandler.APPROVAL.minus(Duration.ofMinutes(10)));
        world.settle(replica);
        assertThat(now().state()).isEqualTo(RunState.WAITING);

        world.time.tick(Duration.ofMinutes(10));
        assertThat(say(run, "U3", true)).isEqualTo(Word.EXPIRED);
        world.settle(replica);
        assertThat(now().result()).contains(RunResult.REFUSED);
        assertThat(now().failure().orElseThrow().code()).isEqualTo("approval-expired");
        assertThat(message()).contains("approval-expired");
    }

    @Test
    void oneNoIsEnough() {
        StoredRun run = asked("2 app dev setup");
        assertThat(say(run, "U2", true)).isEqualTo(Word.TAKEN);
        assertThat(say(run, "U3", false)).isEqualTo(Word.TAKEN);
        world.settle(replica);

        assertThat(now().result()).contains(RunResult.REFUSED);
        assertThat(now().failure().orElseThrow().why()).isEqualTo("U3 denied it");
    }

    @Test
    void whoAskedMayCallItOff() {
        StoredRun run = asked("2 app dev setup");
        assertThat(say(run, "U1", false)).isEqualTo(Word.TAKEN);
        world.settle(replica);

        assertThat(now().failure().orElseThrow().code()).isEqualTo("cancelled");
    }

    @Test
    void rolesAreUpdatedAfterApprovalOfWhatTheEnvironmentIsMeantToBe() {
        StoredRun run = asked("1 app dev roles update");
        assertThat(run.state()).isEqualTo(RunState.WAITING);
        assertThat(run.plan()).isEmpty();
        assertThat(say(run, "U2", true)).isEqualTo(Word.TAKEN);
        world.settle(replica);

        assertThat(now().result()).contains(RunResult.DONE);
        assertThat(world.estate.works("manage app-dev")).isEqualTo(1);
    }

    @Test
    void aFreezeStopsWhatWasApproved() {
        StoredRun run = asked("1 app dev setup");
        world.store.perform(transaction ->
                transaction.freezes().put(Optional.of("app"), Optional.empty(), "U9", "audit", Optional.empty()));
        say(run, "U2", true);
        world.settle(replica);

        assertThat(now().failure().orElseThrow().code()).isEqualTo("frozen");
        assertThat(now().failure().orElseThrow().why()).contains("by U9").contains("audit");
        assertThat(world.estate.works("apply app-dev")).isZero();
    }

    private StoredRun asked(String text) {
        replica.inbox.accept(world.command("U1", "C1", text));
        world.settle(replica);
        return now();
    }

    private StoredRun now() {
        return world.onlyRunOf("app", "dev");
    }

    private Word say(StoredRun run, String user, boolean approved) {
        return replica.store.within(transaction -> replica.runService.say(
                transaction, run.id(), run.approvalId().orElseThrow(), user, approved, Optional.empty()));
    }

    private String message() {
        return world.slack.withKey("run:" + now().id()).get(0).text();
    }
}
