package dev.appdb.bot.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.RunState;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.bot.store.TestDatabase;
import dev.appdb.engine.ProcedureStep;
import dev.appdb.event.RunEvent;
import dev.appdb.event.RunResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica's process is stopped, as on a machine that hangs: its sockets live, and so does its transaction. */
class StoppedProcessTest {
    private static final EnvironmentKey DEV = EnvironmentKey.of("app", "dev");

    private final TestDatabase database = new TestDatabase();
    private final InMemorySlack slack = new InMemorySlack(Instant::now);
    private final FakeEstate estate = new FakeEstate();
    private final Store store = new Store(database.dataSource(), Clock.systemUTC());
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void migrate() {
        store.migrate();
    }

    @AfterEach
    void close() throws Exception {
        for (Process each : processes) {
            each.destroyForcibly().waitFor();
        }
        database.close();
    }

    @Test
    void othersGoOnAndNothingIsDoneTwiceWhenItWakes() throws Exception {
        assumeTrue(Files.exists(Path.of("/bin/kill")) || Files.exists(Path.of("/usr/bin/kill")), "no kill here");
        World.askIn(new StoredInbox(store, new Jobs()), "U1", "C1", "0 app dev setup");
        Process process = start();
        processes.add(process);
        PrintStream input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            Awaiting.until("it asks for approval", () -> state() == RunState.WAITING);
            approve();
            awaitLines(output, Set.of(StoppedReplica.APPLYING, StoppedReplica.HOLDING));
            signal(process, "-STOP");
            Instant stopped = Instant.now();

            try (LiveReplica other = LiveReplica.start("other", database, slack, estate)) {
                Duration written = Awaiting.until("the row of its transaction is free", this::writesHeldName);
                Awaiting.until("the run is done", () -> state() == RunState.ENDED);
                System.out.println("others went on: the row after " + written.toMillis() + " ms, the run within "
                        + Duration.between(stopped, Instant.now()).toMillis() + " ms");
                List<RunEvent> events = events();
                signal(process, "-CONT");
                input.println(StoppedReplica.AWAKE);
                assertThat(awaitLines(output, Set.of(StoppedReplica.UNDONE))).doesNotContain(StoppedReplica.COMMITTED);
                other.stop();

                World.askIn(new StoredInbox(store, new Jobs()), "U1", "C2", "echo a b c");
                assertThat(posts(input, output, "echo a b c"))
                        .as("it works again, and posts nothing but that")
                        .doesNotContain(ProcedureStep.APPLY.title() + " done")
                        .doesNotContain("ENDED");
                assertThat(events()).isEqualTo(events);
            }
        }
        assertThat(run().replica()).contains("other");
        assertThat(run().result()).contains(RunResult.DONE);
        assertThat(store.<String>within(transaction -> transaction.names().of(StoppedReplica.HELD)))
                .isEqualTo("of the other one");
        assertThat(estate.works("apply app-dev")).isEqualTo(1);
        assertThat(store.<Set<ProcedureStep>>within(
                        transaction -> transaction.results().of(run().id()).keySet()))
                .contains(ProcedureStep.CHECK_ROLES);
        assertThat(slack.messages().values())
                .extracting(InMemorySlack.Shown::key)
                .doesNotHaveDuplicates();
    }

    /** Also waits as long as a person's command would. */
    private boolean writesHeldName() {
        store.perform(transaction -> transaction.names().put(StoppedReplica.HELD, "of the other one"));
        return true;
    }

    private void approve() {
        StoredRun asked = run();
        World.confirm(store, asked);
    }

    private static String awaitLines(BufferedReader output, Set<String> wanted) throws IOException {
        StringBuilder seen = new StringBuilder();
        while (!wanted.stream().allMatch(each -> seen.indexOf(each + "\n") >= 0)) {
            String line = output.readLine();
            assertThat(line).as("the process is alive").isNotNull();
            seen.append(line).append('\n');
        }
        return seen.toString();
    }

    /** The posts of the other process, once one of them is there. */
    private static String posts(PrintStream input, BufferedReader output, String wanted) throws IOException {
        String posts = "";
        while (!posts.contains(wanted)) {
            input.println(StoppedReplica.POSTS);
            String line = output.readLine();
            assertThat(line).as("the process is alive").isNotNull();
            posts = line.startsWith(StoppedReplica.POSTS) ? line : posts;
        }
        return posts;
    }

    private static void signal(Process process, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dheartbeat.millis=" + LiveReplica.HEARTBEAT.toMillis(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoppedReplica.class.getName(),
                        database.url(),
                        database.user())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of(KilledReplica.PASSWORD, database.password()));
        return builder.start();
    }

    private List<RunEvent> events() {
        return store.within(transaction -> transaction.events().of(run().id()));
    }

    private StoredRun run() {
        return store.within(transaction -> transaction.runs().newest(Optional.of(DEV), 1))
                .get(0);
    }

    private RunState state() {
        List<StoredRun> runs = store.within(transaction -> transaction.runs().newest(Optional.of(DEV), 1));
        return runs.isEmpty() ? RunState.READY : runs.get(0).state();
    }
}
