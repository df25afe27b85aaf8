package dev.appdb.bot.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.demo.SettableClock;
import dev.appdb.bot.store.Pace;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The order of answers, and their times. */
class MessageLineTest {
    private static final Duration PACE = Duration.ofSeconds(1);

    @Test
    void answersComeInTheOrderOfAskingAndBeforeTheAttachmentsOfOthers() {
        try (World world = new World()) {
            Replica one = new Replica(world, "one", Lifetime.forEver());
            Replica two = new Replica(world, "two", Lifetime.forEver());
            for (int app = 1; app <= 7; app++) {
                one.inbox.accept(world.command("U1", "C1", "0 app" + app + " dev roles check"));
                world.time.tick(Duration.ofMillis(20));
            }
            work(world, one, two, 100);

            List<String> posts = posts(world);
            assertThat(posts).hasSize(14);
            assertThat(posts.subList(0, 7)).isEqualTo(apps(1, 7));
        }
    }

    @Test
    void aCheckThatIsAskedForLastIsNotOvertaken() {
        try (World world = new World()) {
            Replica one = new Replica(world, "one", Lifetime.forEver());
            Replica two = new Replica(world, "two", Lifetime.forEver());
            for (int app = 1; app <= 4; app++) {
                one.inbox.accept(world.command("U1", "C1", "0 app" + app + " dev roles update"));
            }
            work(world, one, two, 24);
            int before = posts(world).size();
            one.inbox.accept(world.command("U2", "C1", "0 app9 dev roles check"));
            work(world, one, two, 60);

            assertThat(before).as("attachments are still to be posted").isBetween(4, 12);
            assertThat(posts(world)).hasSizeGreaterThan(before);
            assertThat(posts(world).subList(before, before + 2))
                    .as("the next but one at the latest")
                    .contains("app9");
        }
    }

    @Test
    void aJobIsWokenAtTheMomentWhenItsTurnComes() throws Exception {
        TestDatabase database = new TestDatabase();
        InMemorySlack slack = new InMemorySlack(Instant::now);
        JobSettings settings = settings(Duration.ofSeconds(20));
        try (LiveReplica replica = replica(settings, database, slack, Clock.systemUTC())) {
            Instant begun = Instant.now();
            for (int number = 1; number <= 4; number++) {
                World.askIn(replica.inbox, "U1", "C1", "echo a b c");
            }
            Awaiting.until("all are answered", () -> slack.calls("post").size() == 4);

            assertThat(Duration.between(begun, Instant.now()))
                    .as("one a second, and no waiting for a polling")
                    .isLessThan(Duration.ofSeconds(15));
            assertThat(slack.closest("post")).isGreaterThan(PACE.minusMillis(100));
        } finally {
            database.close();
        }
    }

    @Test
    void aReplicaWhoseClockIsAheadAndThenSetBackGoesOnAnswering() throws Exception {
        TestDatabase database = new TestDatabase();
        InMemorySlack slack = new InMemorySlack(Instant::now);
        SettableClock process = new SettableClock();
        process.advance(Duration.ofHours(3));
        try (LiveReplica replica = replica(settings(Duration.ofMillis(500)), database, slack, process)) {
            World.askIn(replica.inbox, "U1", "C1", "echo a b c");
            Awaiting.until("it is answered", () -> slack.calls("post").size() == 1);
            process.advance(Duration.ofHours(-3));
            World.askIn(replica.inbox, "U1", "C1", "echo d e f");

            Awaiting.until(
                    "it is answered with the clock set back",
                    () -> slack.calls("post").size() == 2);
        } finally {
            database.close();
        }
    }

    @Test
    void whatAReplicaOfAnEarlierVersionPutOffForHoursIsDoneNow() {
        try (World world = new World()) {
            Replica replica = new Replica(world, "one", Lifetime.forEver());
            world.time.tick(Duration.ofHours(3));
            replica.inbox.accept(world.command("U1", "C1", "echo a b c"));
            world.time.tick(Duration.ofHours(-3));
            replica.work();
            assertThat(posts(world)).isEmpty();
            replica.started().work();

            assertThat(posts(world)).hasSize(1);
        }
    }

    private static LiveReplica replica(
            JobSettings settings, TestDatabase database, InMemorySlack slack, Clock process) {
        Store.onDatabaseTime(database.dataSource()).migrate();
        return LiveReplica.start(settings, database, slack, new FakeEstate(), process);
    }

    private static JobSettings settings(Duration polling) {
        return new JobSettings(
                "one",
                10,
                polling,
                LiveReplica.HEARTBEAT,
                Duration.ofSeconds(10),
                new Pace(PACE, 1),
                new Pace(PACE, 1),
                JobSettings.RUNS_KEPT,
                Optional.empty());
    }

    private static void work(World world, Replica one, Replica two, int rounds) {
        for (int round = 0; round < rounds; round++) {
            two.work();
            one.work();
            world.time.tick(Duration.ofMillis(300));
        }
    }

    private static List<String> apps(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(app -> "app" + app).toList();
    }

    /** The apps of posted answers; what is in a thread has none. */
    private static List<String> posts(World world) {
        return world.slack.calls("post").stream()
                .map(InMemorySlack.Call::text)
                .map(text -> text.replaceAll("roles \\w+ (\\w+)[ -]dev.*", "$1"))
                .toList();
    }
}
