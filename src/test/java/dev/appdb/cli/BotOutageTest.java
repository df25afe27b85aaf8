package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The log of a bot whose database goes away and comes back. */
@Timeout(900)
class BotOutageTest {
    private static final Pattern AWAY = Pattern.compile("(the bot's database can't be reached.*)");
    private static final Pattern BACK = Pattern.compile("(the bot's database can be reached again.*)");

    @TempDir
    Path folder;

    @Test
    void anOutageIsOneLineAndItsEndAnother() throws Exception {
        try (BotScene scene = BotScene.in(folder)) {
            Map<String, String> environment = scene.environment();
            String password = String.valueOf(environment.get("APPDB_DATABASE_URL"))
                    .replaceFirst("^[^:]*://[^:]*:([^@]*)@.*$", "$1");
            try (BotProcess bot = BotProcess.start(folder, environment)) {
                bot.awaitReady();
                scene.slack().awaitConnections(1);
                for (int outages = 1; outages <= 2; outages++) {
                    scene.takeDatabaseAway();
                    bot.awaitWords(Pattern.compile("(?s)" + ("can't be reached.*").repeat(outages) + "()"));
                    // Meanwhile the scheduler tries several times; what is typed Slack would deliver again.
                    scene.ann().types("/appdb runs");
                    bot.awaitWords(Pattern.compile("(?s)" + ("could not be kept.*").repeat(outages) + "()"));
                    scene.bringDatabaseBack();
                    bot.awaitWords(Pattern.compile("(?s)" + ("reached again.*").repeat(outages) + "()"));
                }
                scene.ann().types("/appdb status shop dev").awaitAck();
                scene.awaitMessage("shop-dev", "");
                bot.terminate();

                String log = bot.printed();
                assertThat(AWAY.matcher(log).results()).as(log).hasSize(2);
                assertThat(BACK.matcher(log).results()).as(log).hasSize(2);
                assertThat(log).contains("is not currently accepting connections");
                assertThat(log.lines()).as(log).noneMatch(line -> line.matches("\\s+at .*|Caused by.*"));
                assertThat(password).isNotBlank();
                assertThat(log).doesNotContain(password);
            }
        }
    }
}
