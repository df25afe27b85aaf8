package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.BotMetrics;
import dev.appdb.bot.Health;
import dev.appdb.bot.Readiness;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.ExitCode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command of a container's health check, beside the endpoint that it asks. */
@Timeout(300)
class BotHealthTest {
    @TempDir
    Path folder;

    private volatile Optional<String> problem = Optional.empty();

    private Health endpoint(String host) throws Exception {
        return Health.start(
                new InetSocketAddress(InetAddress.getByName(host), 0),
                List.of(new Readiness("database", () -> problem)),
                new BotMetrics(),
                Clock.systemUTC());
    }

    private Invocation asks(String address, String words) {
        return new Developer(folder, ScriptedGuide.none(), Map.of("APPDB_BOT_HEALTH", address))
                .runs(("bot health " + words).strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
    void saysThatTheBotAnswersAndWhetherItIsReady(String host) throws Exception {
        try (Health endpoint = endpoint("127.0.0.1")) {
            String address = host + ":" + endpoint.port();
            assertThat(asks(address, "").exitCode()).isZero();
            assertThat(asks(address, "").out()).isEqualTo("ok\n");
            assertThat(asks(address, "--ready").out()).isEqualTo("database: ok\n");
            assertThat(asks(address, "--output json").json().path("answer").asText())
                    .isEqualTo("ok");
        }
        problem = Optional.of("not reachable");
        try (Health endpoint = endpoint("127.0.0.1")) {
            String address = host + ":" + endpoint.port();
            assertThat(asks(address, "").exitCode()).isZero();
            Invocation unready = asks(address, "--ready");
            assertThat(unready.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(unready.err()).contains("the bot is not ready", "database: not reachable");
        }
    }

    @Test
    void takesTheAddressFromTheBotsFileToo() throws Exception {
        try (Health endpoint = endpoint("127.0.0.1")) {
            Path file = Files.writeString(folder.resolve("bot.yaml"), "health: 127.0.0.1:" + endpoint.port() + "\n");
            Invocation asked =
                    new Developer(folder, ScriptedGuide.none(), Map.of()).runs("bot health --config " + file);
            assertThat(asked.exitCode()).as(asked.err()).isZero();
        }
    }

    @Test
    void aBotThatDoesNotAnswerIsNotAnAddressThatIsNone() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }

        Invocation nothing = asks("127.0.0.1:" + closed, "");
        Invocation wrong = asks("everywhere", "");

        assertThat(nothing.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(nothing.err()).contains("the bot does not answer", "no answer from 127.0.0.1:" + closed);
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(wrong.err()).contains("APPDB_BOT_HEALTH");
    }
}
