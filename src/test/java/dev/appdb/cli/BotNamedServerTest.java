package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that somebody names in Slack: the bot has a password for it only from a file that names that server. */
class BotNamedServerTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    private final TestServer server = TestServers.another(PostgresMajor.DEFAULT);
    private final String database = server.newDatabase();

    @Test
    void itNeverGetsThePasswordThatIsForAnyServer() throws Exception {
        try (BotScene scene = scene(Map.of("PGPASSWORD", password()))) {
            scene.ann().types(setup()).awaitAck();

            scene.awaitMessage("could not", "127.0.0.1:" + server.running().port());
            assertThat(scene.posts(BotScene.CHANNEL)).noneMatch(BotScene.showing("Plan for shop-dev"));
        }
    }

    @Test
    void itGetsThePasswordThatAFileHasForIt() throws Exception {
        try (BotScene scene =
                scene(Map.of("PGPASSFILE", server.running().passwordFile().toString()))) {
            scene.ann().types(setup()).awaitAck();

            scene.awaitMessage("Plan for shop-dev");
        }
    }

    private BotScene scene(Map<String, String> variables) throws Exception {
        BotScene scene = BotScene.in(folder).with(variables);
        Files.writeString(
                folder.resolve("policy.yaml"),
                BotScene.POLICY.replace(
                        "targets: [local]", "targets: [local]\n    servers: [\"127.0.0.1:*/" + database + "\"]"));
        scene.replica(Optional.empty());
        return scene;
    }

    private String setup() {
        return "/appdb setup shop dev --target server --server-url postgresql://"
                + server.running().master() + "@127.0.0.1:" + server.running().port() + "/" + database;
    }

    private String password() throws Exception {
        List<String> lines = Files.readAllLines(server.running().passwordFile());
        return lines.stream()
                .map(line -> line.split(":", 5))
                .filter(fields -> fields[3].equals(server.running().master()))
                .map(fields -> fields[4])
                .findFirst()
                .orElseThrow();
    }
}
