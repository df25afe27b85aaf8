package dev.appdb.bot.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.job.RunService.ReviewOutcome;
import dev.appdb.bot.store.Locks.Holder;
import dev.appdb.bot.store.RunState;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.event.RunResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApprovalTest {
    private final World world = new World();
    private final Replica replica = new Replica(world, "one", Lifetime.forEver());

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void nothingIsDoneBeforeEnoughOthersHaveApproved() {
        StoredRun run = asked("2 app dev setup");

        assertThat(review(run, "U1", true)).isEqualTo(ReviewOutcome.OWN);
        assertThat(review(run, "U2", true)).isEqualTo(ReviewOutcome.COUNTED);
        assertThat(review(run, "U2", true)).isEqualTo(ReviewOutcome.REPEATED);
        world.settle(replica);
        assertThat(now().state()).isEqualTo(RunState.WAITING);
        assertThat(world.estate.works("apply app-dev")).isZero();
        assertThat(message()).contains("approved by [U2]");

        assertThat(review(run, "U3", true)).isEqualTo(ReviewOutcome.COUNTED);
        world.settle(replica);
        assertThat(now().result()).contains(RunResult.DONE);
        assertThat(world.estate.works("apply app-dev")).isEqualTo(1);
        assertThat(review(run, "U4", true)).isEqualTo(ReviewOutcome.NOT_ASKED);
    }

    @Test
    void theRequesterConfirmsWhereNoApprovalIsNeeded() {
        StoredRun run = asked("0 app dev apply");

        assertThat(review(run, "U2", true)).isEqualTo(ReviewOutcome.NOT_REQUIRED);
        assertThat(review(run, "U1", true)).isEqualTo(ReviewOutcome.COUNTED);
        world.settle(replica);

        assertThat(now().result()).contains(RunResult.DONE);
    }

    @Test
    void aPlanThatChangedAfterTheApprovalNeedsANewOne() {
        StoredRun run = asked("1 app dev setup");
        world.estate.shape.set("second");
        assertThat(review(run, "U2", true)).isEqualTo(ReviewOutcome.COUNTED);
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
        assertThat(review(run, "U2", true)).isEqualTo(ReviewOutcome.OUTDATED);

        assertThat(review(again, "U2", true)).isEqualTo(ReviewOutcome.COUNTED);
        world.settle(replica);
        assertThat(now().result()).contains(RunResult.DONE);
        assertThat(world.estate.works("apply app-dev")).isEqualTo(1);
    }

    @Test
    void approvalsExpire() {
        StoredRun run = asked("2 app dev setup");
        assertThat(review(run, "U2", true)).isEqualTo(ReviewOutcome.COUNTED);
        world.settle(replica);

        world.time.tick(TestHandler.APPROVAL.minus(Duration.ofMinutes(10)));
        world.settle(replica);
        assertThat(now().state()).isEqualTo(RunState.WAITING);

        world.time.tick(Duration.ofMinutes(10));
        assertThat(review(run, "U3", true)).isEqualTo(ReviewOutcome.EXPIRED);
        world.settle(replica);
        assertThat(now().result()).contains(RunResult.REFUSED);
        assertThat(now().failure().orElseThrow().code()).isEqualTo("approval-expired");
        assertThat(message()).contains("approval-expired");
    }

    @Test
    void thoseWhoMustReviewAreAskedInAMessageOfItsOwnAndRemindedOnce() {
        StoredRun run = asked("2 app dev setup");
        assertThat(requests(run)).containsExactly("review of setup");

        world.time.tick(TestHandler.APPROVAL.dividedBy(2));
        review(run, "U2", true);
        world.settle(replica);
        assertThat(requests(run)).containsExactly("review of setup");

        world.time.tick(TestHandler.APPROVAL.dividedBy(4));
        world.settle(replica);
        assertThat(requests(run)).containsExactly("review of setup", "reminder of setup");
        world.settle(replica);
        assertThat(requests(run)).containsExactly("review of setup", "reminder of setup");
    }

    @Test
    void anotherPlanIsAskedForAnew() {
        StoredRun run = asked("1 app dev setup");
        world.estate.shape.set("second");
        review(run, "U2", true);
        world.settle(replica);

        assertThat(requests(run)).containsExactly("review of setup", "review of setup");
    }

    /** The requests for a review in the thread of the run's message, the oldest first. */
    private List<String> requests(StoredRun run) {
        return world.slack.withKey("run:" + run.id()).stream()
                .filter(shown -> shown.thread().isPresent() && shown.text().matches("(review|reminder) of .*"))
                .map(InMemorySlack.Shown::text)
                .toList();
    }

    @Test
    void oneDenialIsEnough() {
        StoredRun run = asked("2 app dev setup");
        assertThat(review(run, "U2", true)).isEqualTo(ReviewOutcome.COUNTED);
        assertThat(review(run, "U3", false)).isEqualTo(ReviewOutcome.COUNTED);
        world.settle(replica);

        assertThat(now().result()).contains(RunResult.REFUSED);
        assertThat(now().failure().orElseThrow().why()).isEqualTo("U3 denied it");
    }

    @Test
    void anApproverTakesAnApprovalBackWhileOthersAreStillNeeded() {
        StoredRun run = asked("2 app dev setup");

        assertThat(review(run, "U2", true)).isEqualTo(ReviewOutcome.COUNTED);
        world.settle(replica);
        assertThat(review(run, "U2", false)).isEqualTo(ReviewOutcome.COUNTED);
        assertThat(review(run, "U2", true)).isEqualTo(ReviewOutcome.REPEATED);
        assertThat(review(run, "U3", true)).isEqualTo(ReviewOutcome.COUNTED);
        world.settle(replica);

        assertThat(now().failure().orElseThrow().why()).isEqualTo("U2 denied it");
        assertThat(world.estate.works("apply app-dev")).isZero();
    }

    @Test
    void theRequesterMayCancel() {
        StoredRun run = asked("2 app dev setup");
        assertThat(review(run, "U1", false)).isEqualTo(ReviewOutcome.COUNTED);
        world.settle(replica);

        assertThat(now().failure().orElseThrow().code()).isEqualTo("cancelled");
    }

    @Test
    void rolesAreUpdatedAfterApprovalOfTheirPlan() {
        world.estate.databaseChanges.set(DatabaseReviewTest.GRANT);
        StoredRun run = asked("1 app dev roles update");
        assertThat(run.state()).isEqualTo(RunState.WAITING);
        assertThat(run.plan().orElseThrow().summary()).isEqualTo("database: 1 change");
        assertThat(world.estate.works("manage app-dev")).isZero();
        assertThat(review(run, "U2", true)).isEqualTo(ReviewOutcome.COUNTED);
        world.settle(replica);

        assertThat(now().result()).contains(RunResult.DONE);
        assertThat(world.estate.works("manage app-dev")).isEqualTo(1);
    }

    @Test
    void aFreezeStopsWhatWasApproved() {
        StoredRun run = asked("1 app dev setup");
        world.store.perform(transaction ->
                transaction.freezes().put(Optional.of("app"), Optional.empty(), "U9", "audit", Optional.empty()));
        review(run, "U2", true);
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

    private ReviewOutcome review(StoredRun run, String user, boolean approved) {
        return replica.store.within(transaction -> replica.runService.review(
                transaction, run.id(), run.approvalId().orElseThrow(), user, approved, Set.of(0), Optional.empty()));
    }

    private String message() {
        return world.slack.withKey("run:" + now().id()).get(0).text();
    }
}
