package dev.appdb.bot.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.store.Delivery;
import dev.appdb.bot.store.NewMessage;
import dev.appdb.bot.store.StoredJson;
import dev.appdb.bot.store.StoredMessage;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.event.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
    private static final Duration PACE = Duration.ofMillis(1200);

    private final World world = new World();
    private final Replica replica = new Replica(world, "one", Lifetime.forEver());

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aRunIsOneMessageWithItsStepsInTheThread() {
        StoredRun run = run("C1", "0 app dev roles update");

        List<InMemorySlack.Shown> shown = world.slack.withKey("run:" + run.id());
        assertThat(shown).as("the run, and its plan, update and check").hasSize(4);
        assertThat(shown.get(0).thread()).isEmpty();
        assertThat(shown.get(0).text()).contains("ENDED END done");
        String ts = world.slack.messages().entrySet().stream()
                .filter(entry -> entry.getValue().equals(shown.get(0)))
                .findFirst()
                .orElseThrow()
                .getKey();
        assertThat(shown.subList(1, 4)).allMatch(detail -> detail.thread().equals(Optional.of(ts)));
    }

    @Test
    void manyRunsKeepSlacksPaceTogether() {
        Replica other = new Replica(world, "two", Lifetime.forEver());
        for (int app = 1; app <= 4; app++) {
            replica.inbox.accept(world.command("U1", "C1", "0 app" + app + " dev roles check"));
        }
        for (int round = 0; round < 200; round++) {
            replica.work();
            other.work();
            world.time.tick(Duration.ofMillis(300));
        }
        assertThat(world.slack.messages()).hasSize(8);
        assertThat(world.slack.closest("post")).isGreaterThanOrEqualTo(PACE);
        assertThat(world.slack.closest("update")).isGreaterThanOrEqualTo(PACE);
        assertThat(world.slack.withKey("run:"))
                .filteredOn(shown -> shown.thread().isEmpty())
                .allMatch(shown -> shown.text().contains("ENDED END done"));
    }

    @Test
    void waitsAsLongAsSlackSays() {
        world.slack.answerNext(new SlackResult.RateLimited(Duration.ofSeconds(30)));
        Instant begun = world.time.now;
        ask("C1", "echo a b c");

        List<InMemorySlack.Call> posts = world.slack.calls("post");
        assertThat(posts).hasSize(2);
        assertThat(posts.get(1).at()).isAfterOrEqualTo(begun.plusSeconds(30));
        assertThat(world.slack.messages()).hasSize(1);
    }

    @Test
    void aDeletedMessageIsPostedAgain() {
        StoredRun run = run("C1", "1 app dev setup");
        String ts = world.slack.messages().keySet().iterator().next();
        world.slack.delete(ts);
        replica.store.perform(transaction -> replica.runService.review(
                transaction, run.id(), run.approvalId().orElseThrow(), "U2", true, Set.of(0), Optional.empty()));
        world.settle(replica);

        assertThat(world.slack.withKey("run:" + run.id()))
                .filteredOn(shown -> shown.thread().isEmpty())
                .singleElement()
                .satisfies(shown -> assertThat(shown.text()).contains("ENDED END done"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"edit_window_closed", "cant_update_message"})
    void whatCannotBeChangedIsPostedAnewWherePeopleHaveToSeeIt(String code) {
        StoredRun run = run("C1", "1 app dev setup");
        world.slack.refuseUpdates(code);
        replica.store.perform(transaction -> replica.runService.review(
                transaction, run.id(), run.approvalId().orElseThrow(), "U2", true, Set.of(0), Optional.empty()));
        world.settle(replica);

        assertThat(world.slack.withKey("run:" + run.id()))
                .filteredOn(shown -> shown.thread().isEmpty())
                .hasSize(2)
                .last()
                .satisfies(shown -> assertThat(shown.text()).contains("ENDED END done"));
        assertThat(world.dueJobs()).isZero();
    }

    @Test
    void aPostWhoseAnswerWasLostIsPostedAgainAndUpdatedThere() {
        world.slack.loseNextAnswer();
        StoredRun run = run("C1", "0 app dev roles check");

        List<InMemorySlack.Shown> posted = world.slack.withKey(Jobs.messageOf(run.id())).stream()
                .filter(shown -> shown.thread().isEmpty())
                .toList();
        assertThat(posted).hasSize(2);
        assertThat(posted.get(1).text()).contains("ENDED END done");
        assertThat(world.jobs()).isZero();
    }

    @Test
    void aPrivateRunIsNotTakenForShownBeforeAnythingWasSent() {
        Delivery asked = world.command("U1", "D1", "0 app dev roles check");
        StoredRun run = replica.store.within(transaction -> {
            transaction.deliveries().add(asked);
            new TestHandler(replica.runService)
                    .handle(transaction, asked, Set.of(), new Replies(replica.jobs, transaction, asked));
            return transaction.runs().newest(Optional.empty(), 1).get(0);
        });
        world.execute("UPDATE appdb_bot.scheduled_tasks SET execution_time = execution_time + interval '1 hour'"
                + " WHERE task_name = 'run'");
        replica.work();

        assertThat(world.slack.calls("respond")).isEmpty();
        assertThat(sentVersion(run))
                .as("that it begins is not worth a use of the response URL")
                .isZero();

        world.time.tick(Duration.ofHours(1));
        world.settle(replica);
        assertThat(world.slack.calls("ephemeral")).hasSize(1);
        assertThat(sentVersion(run)).isPositive();
        assertThat(world.jobs()).isZero();
    }

    private long sentVersion(StoredRun run) {
        return world.store
                .within(transaction -> transaction.messages().find(Jobs.messageOf(run.id())))
                .orElseThrow()
                .sentVersion();
    }

    @Test
    void aPostThatNeverArrivedIsPostedAgain() {
        world.slack.answerNext(new SlackResult.Unreachable("no route"));
        ask("C1", "echo a b c");

        assertThat(world.slack.calls("post")).hasSize(2);
        assertThat(world.slack.messages()).hasSize(1);
    }

    @Test
    void whereItIsNoMemberItAnswersByResponseUrlAndSaysHowToInviteIt() {
        world.slack.answerNext(new SlackResult.NotInChannel());
        StoredRun run = run("C9", "0 app dev roles check");

        assertThat(run.result()).contains(RunResult.DONE);
        assertThat(world.slack.calls("respond")).singleElement().satisfies(call -> {
            assertThat(call.where()).isEqualTo("in_channel");
            assertThat(call.text()).contains("ENDED END done").endsWith("(invite me)");
        });
        assertThat(world.slack.messages()).isEmpty();
        assertThat(world.jobs()).isZero();
    }

    @Test
    void aPrivateAnswerIsSeenByTheRequesterAlone() {
        ask("D1", "0 app dev roles check");

        assertThat(world.slack.calls("post")).isEmpty();
        assertThat(world.slack.calls("respond"))
                .singleElement()
                .satisfies(call -> assertThat(call.where()).isEqualTo("ephemeral"));
    }

    @Test
    void thePartsOfAPrivateAnswerComeOneAfterTheOther() {
        world.slack.answerNext(new SlackResult.Unreachable("no route"));
        ask("C1", "murmur first second third");

        assertThat(world.slack.calls("respond"))
                .extracting(InMemorySlack.Call::text)
                .containsExactly("murmur", "murmur", "first", "second", "third");
        assertThat(world.jobs()).isZero();
    }

    @Test
    void whatFollowsAPartThatSlackNeverTookIsShownAllTheSame() {
        world.slack.answerNext(new SlackResult.Rejected("is_inactive"));
        ask("C1", "murmur first second");

        assertThat(world.slack.calls("respond"))
                .extracting(InMemorySlack.Call::text)
                .containsExactly("murmur", "first", "second");
        assertThat(world.jobs()).isZero();
    }

    @Test
    void aResponseUrlIsUsedAtMostFiveTimesAndNotWhenItIsOld() {
        replica.inbox.accept(world.command("U1", "C1", "whisper a b c"));
        world.settle(replica);
        int used = 1;
        while (world.store
                .within(transaction -> transaction.deliveries().useResponseUrl("envelope-1"))
                .isPresent()) {
            used++;
        }
        assertThat(used).isEqualTo(5);

        replica.inbox.accept(world.command("U1", "C1", "whisper d e f"));
        world.time.tick(Duration.ofMinutes(30));
        world.settle(replica);
        assertThat(world.slack.calls("ephemeral"))
                .singleElement()
                .satisfies(call -> assertThat(call.text()).endsWith("whisper d e f"));
    }

    @Test
    void whatSlackWillNeverTakeIsGivenUpAndReported() {
        for (int way = 0; way < 3; way++) {
            world.slack.answerNext(new SlackResult.Rejected("channel_not_found"));
        }
        ask("C1", "echo a b c");

        Optional<StoredMessage> message =
                world.store.within(transaction -> transaction.messages().find("reply:envelope-1:1"));
        assertThat(message.orElseThrow().givenUp().orElseThrow()).contains("channel_not_found");
        assertThat(world.jobs()).isZero();
    }

    @Test
    void whatAChannelRefusesIsAnsweredByResponseUrlAndThenToThePerson() {
        world.slack.answerNext(new SlackResult.Rejected("is_archived"));
        ask("C1", "echo a b c");
        assertThat(world.slack.calls("respond")).hasSize(1);

        world.slack.answerNext(new SlackResult.Rejected("restricted_action"));
        world.slack.answerNext(new SlackResult.Rejected("a_code_of_tomorrow"));
        ask("C1", "echo d e f");
        assertThat(world.slack.calls("post")).last().satisfies(call -> {
            assertThat(call.where()).isEqualTo("U1");
            assertThat(call.text()).isEqualTo("echo d e f");
        });
        assertThat(world.jobs()).isZero();
    }

    @Test
    void aRunWhoseMessageCannotBeUpdatedAnyMoreIsAnsweredElsewhere() {
        StoredRun run = run("C1", "1 app dev setup");
        world.slack.refuseUpdates("is_archived");
        replica.store.perform(transaction -> replica.runService.review(
                transaction, run.id(), run.approvalId().orElseThrow(), "U2", true, Set.of(0), Optional.empty()));
        world.settle(replica);

        assertThat(world.slack.calls("respond"))
                .last()
                .satisfies(call -> assertThat(call.text()).contains("ENDED END done"));
    }

    @Test
    void whileSlackDoesNotTakeTheTokenEverythingIsKept() {
        for (int minute = 0; minute < 3; minute++) {
            world.slack.answerNext(new SlackResult.Unauthorized("token_revoked"));
        }
        Instant begun = world.time.now;
        ask("C1", "echo a b c");

        assertThat(world.slack.messages()).hasSize(1);
        assertThat(world.slack.calls("post").get(3).at()).isAfterOrEqualTo(begun.plus(Duration.ofMinutes(3)));
    }

    @Test
    void aFileWhoseMessageIsOutsideTheChannelGoesToThePersonWhoAsked() {
        world.slack.answerNext(new SlackResult.NotInChannel());
        StoredRun run = run("C9", "0 app dev roles check");
        world.store.perform(transaction -> {
            MessageContent file = new MessageContent(
                    "files to commit", Optional.empty(), Optional.of(new MessageContent.File("a.patch", "+1")));
            transaction
                    .messages()
                    .add(NewMessage.of("file", "C9", StoredJson.write(file)).inThreadOf(Jobs.messageOf(run.id())));
            replica.jobs.message(transaction, "file");
        });
        world.settle(replica);

        assertThat(world.slack.calls("upload"))
                .singleElement()
                .satisfies(call -> assertThat(call.where()).isEqualTo("DU1"));
    }

    @Test
    void aDefectIsAnsweredAfterAFewTriesAndAudited() {
        ask("C1", "fail a b c");

        assertThat(world.slack.calls("respond"))
                .singleElement()
                .satisfies(call -> assertThat(call.text()).contains("defect"));
        boolean refused = world.store.within(
                transaction -> !transaction.audit().newest(1).get(0).accepted());
        assertThat(refused).isTrue();
        assertThat(world.jobs()).isZero();
    }

    private void ask(String channel, String text) {
        replica.inbox.accept(world.command("U1", channel, text));
        world.settle(replica);
    }

    private StoredRun run(String channel, String text) {
        ask(channel, text);
        return world.store
                .within(transaction -> transaction.runs().newest(Optional.empty(), 1))
                .get(0);
    }
}
