package dev.appdb.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.bot.BotMetrics;
import dev.appdb.bot.demo.Delivered;
import dev.appdb.bot.demo.Delivered.Ack;
import dev.appdb.bot.demo.FakeSlack;
import dev.appdb.bot.job.Awaiting;
import dev.appdb.bot.store.Delivery;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests over Socket Mode are stored once and then acknowledged, whatever happens to the connection. */
class SocketModeReceiverTest {
    private final RecordingInbox inbox = new RecordingInbox();
    private final BotMetrics metrics = new BotMetrics();
    private FakeSlack slack;
    private SlackAccount account;
    private SocketModeReceiver receiver;

    @BeforeEach
    void start() throws Exception {
        slack = FakeSlack.start(AppManifest.SCOPES).channel("C1", "databases");
        account = SlackAccount.of(URI.create(slack.apiUrl()), new Secret(FakeSlack.BOT_TOKEN), Map.of());
        receiver = receiver(inbox.app(account, metrics, slack.clock()));
    }

    private SocketModeReceiver receiver(SlackApp to) {
        return new SocketModeReceiver(account, new Secret(FakeSlack.APP_TOKEN), to, Duration.ofMillis(10));
    }

    private void open() throws FailureException {
        receiver.open();
        slack.awaitConnections(1);
    }

    @AfterEach
    void stop() throws Exception {
        receiver.close();
        account.close();
        slack.close();
    }

    @Test
    void aCommandIsKeptAndThenAcknowledged() throws Exception {
        open();
        Ack ack = slack.user("U1").in("C1").types("/appdb help").awaitAck();

        assertThat(ack.body()).isEmpty();
        assertThat(inbox.accepted()).singleElement().satisfies(delivery -> {
            assertThat(delivery.kind()).isEqualTo(Delivery.Kind.COMMAND);
            assertThat(delivery.field(Delivery.TEXT)).isEqualTo("help");
        });
        assertThat(slack.calls("apps.connections.open"))
                .as("one connection at a start")
                .hasSize(1);
        assertThat(slack.calls("auth.test"))
                .as("nothing is asked inside the acknowledgement")
                .isEmpty();
    }

    @Test
    void theSameEnvelopeTwiceIsAcknowledgedTwiceAndKeptOnce() throws Exception {
        open();
        Delivered delivered = slack.user("U1").in("C1").types("/appdb apply shop dev");
        delivered.awaitAck();
        delivered.again().awaitAck(2);

        assertThat(inbox.accepted()).hasSize(1);
        assertThat(metrics.scrape()).contains("appdb_bot_duplicates_total{transport=\"socket-mode\"} 1.0");
    }

    @Test
    void whatCouldNotBeKeptGetsNoAcknowledgementAndComesAgain() throws Exception {
        open();
        inbox.fails(1);
        Delivered lost = slack.user("U1").in("C1").types("/appdb help");
        // A second one goes through, so the first was dealt with: one of the two met the failure.
        Delivered other = slack.user("U2").in("C1").types("/appdb help");
        Delivered failed = oneOf(lost, other).get(1);

        assertThat(failed.acks()).isEmpty();
        failed.again().awaitAck();
        assertThat(inbox.accepted()).hasSize(2);
    }

    /** The acknowledged one, and the other. */
    private List<Delivered> oneOf(Delivered first, Delivered second) {
        Delivered acknowledged = slack.awaitAnyAck(first, second);
        return acknowledged == first ? List.of(first, second) : List.of(second, first);
    }

    @Test
    void whatIsNotKnownIsAcknowledgedSinceSlackWouldOnlyRepeatIt() throws Exception {
        open();
        Delivered odd = slack.delivers("interactive", "{\"type\":\"message_changed_shape\"}");

        assertThat(odd.awaitAck().isTaken()).isTrue();
        assertThat(inbox.accepted()).isEmpty();
    }

    @Test
    void aModalsErrorsGoWithTheAcknowledgement() throws Exception {
        List<String> submitted = new CopyOnWriteArrayList<>();
        receiver = receiver(new SlackApp(
                account,
                metrics,
                () -> Optional.of(RecordingInbox.HOME),
                app -> app.command("/appdb", (request, context) -> {
                            context.client()
                                    .viewsOpen(view -> view.triggerId(context.getTriggerId())
                                            .viewAsString(Views.ASKING_FOR_APP));
                            return context.ack();
                        })
                        .viewSubmission("form", (request, context) -> {
                            submitted.add(request.getRequestBodyAsString());
                            return context.ackWithErrors(Map.of("app", "is taken"));
                        })));
        open();
        Delivered command = slack.user("U1").in("C1").types("/appdb setup");
        command.awaitAck();

        slack.user("U1").submits(Map.of("app", "shop")).awaitAck();

        assertThat(slack.user("U1").problems()).containsExactly(Map.entry("app", "is taken"));
        assertThat(slack.user("U1").modal()).as("it stays open").isPresent();
        assertThat(submitted).singleElement().asString().contains("\"value\":\"shop\"");
    }

    @Test
    void deliveriesAreWorkedOnSideBySide() throws Exception {
        CyclicBarrier all = new CyclicBarrier(8);
        inbox.whileStoring(delivery -> {
            try {
                all.await(1, TimeUnit.MINUTES);
            } catch (Exception e) {
                throw new IllegalStateException("they came one after the other", e);
            }
        });
        open();

        List<Delivered> delivered = IntStream.range(0, 8)
                .mapToObj(each -> slack.user("U" + each).in("C1").types("/appdb help"))
                .toList();

        assertThat(delivered)
                .allSatisfy(each -> assertThat(each.awaitAck().isTaken()).isTrue());
    }

    @Test
    void afterACutItConnectsAgain() throws Exception {
        open();
        long cut = System.nanoTime();
        slack.cutsConnections();
        slack.awaitCalls("apps.connections.open", 2);
        System.out.printf(
                "A cut connection is replaced after %d ms%n",
                Duration.ofNanos(System.nanoTime() - cut).toMillis());

        slack.user("U1").in("C1").types("/appdb help").awaitAck();

        assertThat(inbox.accepted()).hasSize(1);
    }

    @Test
    void aFailedReconnectionIsTriedAgain() throws Exception {
        open();
        slack.refuses("apps.connections.open", "internal_error", 1);
        slack.cutsConnections();

        slack.user("U1").in("C1").types("/appdb help").awaitAck();
        assertThat(inbox.accepted()).hasSize(1);
    }

    @Test
    void anAppTokenThatIsRevokedMeanwhileIsTheReasonNotToBeReady() throws Exception {
        open();
        slack.refuses("apps.connections.open", "token_revoked", 100);
        slack.cutsConnections();
        slack.awaitCalls("apps.connections.open", 2);

        Awaiting.until(
                "it says why",
                () -> receiver.problem()
                        .filter(problem -> problem.contains("down") && problem.contains("token_revoked"))
                        .isPresent());
    }

    @Test
    void whenSlackAsksForItItReconnectsAndLosesNothing() throws Exception {
        open();
        slack.asksToReconnect();
        List<Delivered> meanwhile = IntStream.range(0, 20)
                .mapToObj(each -> slack.user("U1").in("C1").types("/appdb help"))
                .toList();
        slack.awaitCalls("apps.connections.open", 2);
        slack.user("U1").in("C1").types("/appdb help").awaitAck();

        assertThat(meanwhile)
                .allSatisfy(each -> assertThat(each.awaitAck().isTaken()).isTrue());
        assertThat(inbox.accepted()).hasSize(21);
        assertThat(slack.strayAcks()).isEmpty();
    }

    @Test
    void slacksTroubleAtTheStartPassesByItself() throws Exception {
        slack.breaks("apps.connections.open", 500, 1);
        slack.rateLimits("apps.connections.open", Duration.ofSeconds(1), 1);

        receiver.open();
        assertThat(receiver.problem()).isPresent();
        slack.awaitConnections(1);

        slack.user("U1").in("C1").types("/appdb help").awaitAck();
        assertThat(receiver.problem()).isEmpty();
    }

    @Test
    void aRefusedTokenIsReportedAtOnce() {
        slack.refuses("apps.connections.open", "invalid_auth", 1);

        FailureException refused = catchThrowableOfType(FailureException.class, () -> receiver.open());

        assertThat(refused.failure().why()).contains("SLACK_APP_TOKEN").contains("invalid_auth");
    }

    @Test
    void closingRefusesRequestsAndAcknowledgesTheStoredOnes() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        inbox.whileStoring(delivery -> {
            entered.countDown();
            try {
                leave.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        });
        open();
        Delivered delivered = slack.user("U1").in("C1").types("/appdb help");
        entered.await();
        Thread closing = new Thread(receiver::close);
        closing.start();
        leave.countDown();
        closing.join();

        assertThat(delivered.awaitAck().isTaken()).isTrue();
        slack.awaitConnections(0);
    }
}
