package dev.appdb.bot.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.RunState;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.bot.store.TestDatabase;
import dev.appdb.event.RunResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveReplicasTest {
    private static final EnvironmentKey DEV = EnvironmentKey.of("app", "dev");

    private final TestDatabase database = new TestDatabase();
    private final InMemorySlack slack = new InMemorySlack(Instant::now);
    private final FakeEstate estate = new FakeEstate();
    private final Store store = new Store(database.dataSource(), Clock.systemUTC());
    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeEach
    void migrate() {
        store.migrate();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        database.close();
    }

    @Test
    void aRunWhoseReplicaIsKilledWithSignal9IsFinishedByAnother() throws IOException {
        Inbox inbox = new StoredInbox(store, new Jobs());
        World.askIn(inbox, "U1", "C1", "0 app dev setup");
        Process killed = otherJvm();
        opened.add(killed::destroyForcibly);
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(killed.getInputStream(), StandardCharsets.UTF_8))) {
            Awaiting.until("it asks for approval", () -> state() == RunState.WAITING);
            StoredRun asked = run();
            World.confirm(store, asked);
            String line = output.readLine();
            while (!KilledReplica.APPLYING.equals(line)) {
                assertThat(line).as("the other process is alive").isNotNull();
                line = output.readLine();
            }
            replica("other");
            killed.destroyForcibly();
            Instant death = Instant.now();
            Awaiting.until("another replica has it", () -> run().replica().equals(Optional.of("other")));
            Duration tookOver = Duration.between(death, Instant.now());
            Awaiting.until("it is done", () -> state() == RunState.ENDED);
            System.out.println("taken over " + tookOver.toMillis() + " ms after the kill, with heartbeats every "
                    + LiveReplica.HEARTBEAT.toMillis() + " ms");
        }
        assertThat(run().result()).contains(RunResult.DONE);
        assertThat(estate.works("apply app-dev")).isEqualTo(1);
    }

    @Test
    void aStoppedReplicaFinishesItsStepAndHandsOverTheRest() throws Exception {
        CountDownLatch applying = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        estate.whileApplying.set(() -> {
            applying.countDown();
            await(goOn);
        });
        LiveReplica stopped = replica("stopped");
        World.askIn(stopped.inbox, "U1", "C1", "0 app dev setup");
        Awaiting.until("it asks for approval", () -> state() == RunState.WAITING);
        StoredRun asked = run();
        stopped.store.perform(transaction -> stopped.runService.review(
                transaction, asked.id(), asked.approvalId().orElseThrow(), "U1", true, Set.of(), Optional.empty()));
        await(applying);

        Thread stop = new Thread(stopped::stop);
        stop.start();
        Awaiting.until("it stops", () -> !stopped.isWorking());
        goOn.countDown();
        stop.join();
        assertThat(run().state()).isEqualTo(RunState.READY);
        assertThat(estate.works("apply app-dev")).isEqualTo(1);
        assertThat(estate.works("manage app-dev")).isZero();
        World.askIn(stopped.inbox, "U1", "C2", "echo a b c");

        replica("next");
        Awaiting.until("the next one has done the rest", () -> state() == RunState.ENDED);
        Awaiting.until(
                "what came meanwhile is done", () -> !slack.withKey("reply:").isEmpty());
        assertThat(run().result()).contains(RunResult.DONE);
        assertThat(estate.works("apply app-dev")).isEqualTo(1);
    }

    @Test
    void twoHundredCommandsDeliveredTwiceToTwoReplicasAreEachAnsweredOnce() throws Exception {
        LiveReplica one = replica("one");
        LiveReplica two = replica("two");
        ExecutorService deliverers = Executors.newFixedThreadPool(8);
        opened.add(deliverers::shutdownNow);
        List<Callable<Long>> deliveries = new ArrayList<>();
        for (int number = 0; number < 400; number++) {
            String id = "envelope-" + number / 2;
            Inbox inbox = (number % 2 == 0 ? one : two).inbox;
            String channel = "C" + number / 2;
            deliveries.add(() -> {
                long begun = System.nanoTime();
                inbox.accept(World.delivery(id, "U1", channel, "echo a b " + id, Instant.now()));
                return (System.nanoTime() - begun) / 1_000_000;
            });
        }
        List<Long> times = new ArrayList<>();
        for (Future<Long> each : deliverers.invokeAll(deliveries)) {
            times.add(each.get());
        }
        Awaiting.until("all are answered", () -> slack.messages().size() >= 200 && jobs() == 0);

        assertThat(slack.messages().values())
                .extracting(InMemorySlack.Shown::key)
                .doesNotHaveDuplicates()
                .hasSize(200);
        assertThat(slack.calls("post")).hasSize(200);
        times.sort(null);
        System.out.println("kept in " + times.get(200) + " ms (median), " + times.get(395) + " ms (99 %)");
    }

    private LiveReplica replica(String name) {
        LiveReplica replica = LiveReplica.start(name, database, slack, estate);
        opened.add(replica);
        return replica;
    }

    private Process otherJvm() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dheartbeat.millis=" + LiveReplica.HEARTBEAT.toMillis(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledReplica.class.getName(),
                        database.url(),
                        database.user())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of(KilledReplica.PASSWORD, database.password()));
        return builder.start();
    }

    private int jobs() {
        return World.number(
                database.dataSource(),
                "SELECT count(*) FROM appdb_bot.scheduled_tasks WHERE task_name IN ('run', 'delivery', 'message')");
    }

    private StoredRun run() {
        return store.within(transaction -> transaction.runs().newest(Optional.of(DEV), 1))
                .get(0);
    }

    private RunState state() {
        List<StoredRun> runs = store.within(transaction -> transaction.runs().newest(Optional.of(DEV), 1));
        return runs.isEmpty() ? RunState.READY : runs.get(0).state();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
