package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.demo.Person;
import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A set-up form in Slack, whose place is looked at as the wizard does: a project, and a real server that is named in it. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
@Timeout(900)
class BotFormLooksTest {
    /** The driver's name for PGPASSFILE: a test can't change the process's environment. */
    private static final String PASSWORD_FILE = "org.postgresql.pgpassfile";

    private static final String ASKS_FOR_PASSWORD = "\"(label|placeholder)\":\\{[^}]*assword";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    private final TestServer server = TestServers.another(PostgresMajor.DEFAULT);
    private final String database = server.newDatabase();
    private BotScene scene;
    private Person ann;

    @BeforeEach
    void start() throws Exception {
        Path project = Files.createDirectory(folder.resolve("project"));
        write(project, "infra/shop/app-config/main.tf", "locals {\n}\n");
        write(project, "infra/notes/app-config/main.tf", "locals {\n  has_database = false\n}\n");
        scene = BotScene.in(folder).with(Map.of("APPDB_BOT_PROJECT", project.toString()));
        Files.writeString(
                folder.resolve("policy.yaml"),
                BotScene.POLICY.replace("targets: [local]", "targets: [local]\n    servers: [\"127.0.0.1:*/*\"]"));
        ann = scene.ann();
    }

    private static void write(Path project, String file, String text) throws Exception {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @AfterEach
    void stop() throws Exception {
        System.clearProperty(PASSWORD_FILE);
        scene.close();
    }

    private void opens(String app) {
        ann.types("/appdb setup " + app + " dev").awaitAck();
        ann.awaitModal("Set up a database");
        ann.sets("target", "server", Map.of()).awaitAck();
        ann.awaitModal("\"server-url\"");
    }

    private String url(String name) {
        return "postgresql://" + server.running().master() + "@127.0.0.1:"
                + server.running().port() + "/" + name;
    }

    @Test
    void aServerIsLookedAtOnceItIsNamedAndItsExtensionsAreJudgedByItsOwnCatalogue() throws Exception {
        System.setProperty(PASSWORD_FILE, server.running().passwordFile().toString());
        scene.replica(Optional.empty());
        opens("shop");

        ann.sets("server-url", url("nowhere"), Map.of()).awaitAck();
        assertThat(ann.awaitModal("Not possible yet: ").toString()).contains("nowhere");
        ann.sets("server-url", url(database), Map.of()).awaitAck();
        assertThat(ann.awaitModal("Available: ").toString())
                .contains("hstore", "Not available (this server does not have it): ")
                .doesNotContain("plpgsql", "Not possible yet")
                .doesNotContainPattern(ASKS_FOR_PASSWORD);

        for (Map.Entry<String, String> wrong : Map.of(
                        "hstre=on", "did you mean \"hstore\"?",
                        "postgis=on", "this server does not have postgis",
                        "plpgsql=off", "plpgsql can't be turned off")
                .entrySet()) {
            ann.submits(Map.of("extension", wrong.getKey())).awaitAck();
            assertThat(ann.problems().values())
                    .as(wrong.getKey())
                    .anySatisfy(text -> assertThat(text).contains(wrong.getValue()));
        }
        ann.submits(Map.of("extension", "hstore=on")).awaitAck();
        assertThat(ann.problems()).isEmpty();
        scene.awaitMessage("Plan for shop-dev");
    }

    @Test
    void withoutAPasswordTheFormSaysSoAndAsksForNone() throws Exception {
        scene.replica(Optional.empty());
        opens("shop");

        ann.sets("server-url", url(database), Map.of()).awaitAck();
        String modal = ann.awaitModal("Not possible yet: ").toString();
        assertThat(modal).contains("no password was provided").doesNotContainPattern(ASKS_FOR_PASSWORD);
        ann.submits(Map.of()).awaitAck();

        assertThat(ann.problems().values()).anySatisfy(text -> assertThat(text).contains("no password was provided"));
        assertThat(ann.modal()).as("it is still open").isPresent();
    }

    @Test
    void anAppWithoutADatabaseIsRefusedInTheForm() throws Exception {
        scene.replica(Optional.empty());
        ann.types("/appdb setup notes dev").awaitAck();
        ann.awaitModal("Set up a database");
        ann.sets("target", "local", Map.of()).awaitAck();

        assertThat(ann.awaitModal("Not possible yet: ").toString()).contains("has_database = false");
        ann.submits(Map.of()).awaitAck();
        assertThat(ann.problems().values()).anySatisfy(text -> assertThat(text).contains("has_database = false"));
    }
}
