package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.Invocation.Developer;
import dev.appdb.embedded.EmbeddedPostgres;
import dev.appdb.embedded.PostgresBinaries;
import dev.appdb.embedded.PostgresMajor;
import dev.appdb.failure.FailureException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bot as a process of its own with a database of its own: what it leaves on the machine when it ends. */
@Timeout(900)
class BotDemoTest {
    @TempDir
    Path folder;

    @Test
    void aDemoLeavesNothingBehindAndOneThatIsKilledIsClearedByTheNext() throws Exception {
        long killedOwn;
        long killedLocal;
        try (BotProcess demo = demo()) {
            URI page = URI.create(demo.awaitWords(DemoClient.PAGE));
            System.out.printf("demo: start to ready %d ms%n", demo.awaitReady().toMillis());
            assertThat(demo.printed()).contains("This is not Slack");
            setUp(page);
            killedOwn = pid("database");
            killedLocal = pid("local/shop/dev");
            demo.kill();
        }
        assertThat(ProcessHandle.of(killedOwn))
                .as("PostgreSQL outlives a kill -9")
                .isPresent();

        try (BotProcess demo = demo()) {
            URI page = URI.create(demo.awaitWords(DemoClient.PAGE));
            assertThat(new DemoClient(page, "U0ANNA").messages()).isEmpty();
            awaitEnd(killedOwn);
            awaitEnd(killedLocal);
            long own = pid("database");
            demo.terminate();
            assertThat(demo.printed()).contains("The bot stops").doesNotContain("Exception", "warning:");
            awaitEnd(own);
            assertThat(folder.resolve(".appdb/demo")).doesNotExist();
        }
    }

    @Test
    void aBotWithADatabaseOfItsOwnGivesItBackAndRemembers() throws Exception {
        try (BotScene scene = BotScene.in(folder)) {
            Map<String, String> environment = new TreeMap<>(scene.environment());
            environment.remove("APPDB_DATABASE_URL");
            try (BotProcess bot = BotProcess.start(folder, environment)) {
                System.out.printf(
                        "with a database of its own: start to ready %d ms%n",
                        bot.awaitReady().toMillis());
                scene.ann().types("/appdb freeze app dev --reason maintenance").awaitAck();
                scene.awaitMessage("Frozen: app-dev");
                long own = server(folder.resolve("data/database")).start().pid();
                bot.terminate();
                awaitEnd(own);
            }
            Invocation export = new Developer(folder, ScriptedGuide.none(), environment).runs("bot audit export");
            assertThat(export.json().path("action").asText()).as(export.err()).isEqualTo("freeze");
        }
    }

    private BotProcess demo() throws Exception {
        return BotProcess.start(folder, Map.of("LANG", "C.UTF-8"), "--demo");
    }

    /** Types as one of the page's people, presses the button, and waits for the end. */
    private static void setUp(URI page) throws Exception {
        DemoClient anna = new DemoClient(page, "U0ANNA");
        anna.types("/appdb setup shop dev --target local");
        anna.presses(anna.awaitMessage("Apply this plan"), "command-0");
        anna.awaitMessage("setup of shop-dev: done");
    }

    /** The system may take a moment to let go of a process that has ended. */
    private static void awaitEnd(long pid) throws InterruptedException {
        for (int i = 0; i < 300 && ProcessHandle.of(pid).isPresent(); i++) {
            Thread.sleep(100);
        }
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    private long pid(String server) throws FailureException {
        return server(folder.resolve(".appdb/demo").resolve(server)).start().pid();
    }

    private static EmbeddedPostgres server(Path home) throws FailureException {
        return EmbeddedPostgres.at(home, PostgresMajor.DEFAULT, PostgresBinaries.ofThisMachine(System.err::println));
    }
}
