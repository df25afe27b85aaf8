package dev.appdb.cli;

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
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A server that somebody names in Slack: the bot has a password for it only from a file that names that server. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class BotNamedServerTest {
    /** The driver's name for PGPASSFILE: a test can't change the process's environment. */
    private static final String PASSWORD_FILE = "org.postgresql.pgpassfile";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    private final TestServer server = TestServers.another(PostgresMajor.DEFAULT);
    private final String database = server.newDatabase();

    @Test
    void itGetsThePasswordThatAFileHasForItAndNeverTheOneForAnyServer() throws Exception {
        try (BotScene scene = scene("any", Map.of("PGPASSWORD", password()))) {
            scene.ann().types(setup()).awaitAck();

            scene.awaitMessage("setup of shop-dev: failed", "no password was provided");
        }
        System.setProperty(PASSWORD_FILE, server.running().passwordFile().toString());
        try (BotScene scene = scene("file", Map.of())) {
            scene.ann().types(setup()).awaitAck();

            scene.awaitMessage("Plan for shop-dev");
        } finally {
            System.clearProperty(PASSWORD_FILE);
        }
    }

    private BotScene scene(String name, Map<String, String> variables) throws Exception {
        Path own = Files.createDirectory(folder.resolve(name));
        BotScene scene = BotScene.in(own).with(variables);
        Files.writeString(
                own.resolve("policy.yaml"),
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
