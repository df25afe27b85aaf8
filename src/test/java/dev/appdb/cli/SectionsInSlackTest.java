package dev.appdb.cli;

import static dev.appdb.cli.BotScene.press;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.demo.Message;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.LivedInServer.Place;
import dev.appdb.failure.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person in Slack, on a server where others live. */
@Timeout(900)
class SectionsInSlackTest implements FrontEnd {
    /** The bot takes no password from its environment; the driver looks for the file where this says. */
    private static final String PASSWORD_FILE = "org.postgresql.pgpassfile";

    @TempDir
    static Path folder;

    private static LivedInServer server;
    private static BotScene scene;

    @BeforeAll
    static void start() throws Exception {
        server = LivedInServer.start();
        System.setProperty(PASSWORD_FILE, server.passwordFile().toString());
        scene = BotScene.in(folder);
        Files.writeString(
                folder.resolve("policy.yaml"),
                BotScene.POLICY.replace(
                        "who: [U0ANN, U0BEN]", "who: [U0ANN, U0BEN]\n    servers: [\"127.0.0.1:*/*\"]"));
        scene.replica(Optional.empty());
    }

    @AfterAll
    static void stop() throws Exception {
        System.clearProperty(PASSWORD_FILE);
        scene.close();
    }

    @ParameterizedTest
    @EnumSource
    void holds(Section section) throws Exception {
        section.show(this, server.place());
    }

    @Test
    void aPersonWithTemporaryAccessGetsThePasswordInAShell() throws Exception {
        Place place = server.place();
        setUp(place, Decision.FULL, "");
        String jo = "jo_of_" + place.application();
        scene.ann()
                .types("/appdb access grant " + jo + " " + place.application()
                        + " dev --as app --for 2h --reason order")
                .awaitAck();
        Message waiting = scene.awaitMessage("User: " + jo, "Apply this plan");
        press(scene.ann(), waiting, "Apply this plan").awaitAck();
        String command = "password rotate --user " + jo + " --app-name " + place.application() + " --environment dev";
        scene.awaitMessage(jo + " has access to " + place.application() + "-dev until", "appdb " + command);

        place.logIn(jo, passwordFromAShell(place, jo)).close();
    }

    @Override
    public Outcome setUp(Place place, Decision decision, String extension) throws Exception {
        boolean isNew = !place.hasRole(place.app());
        types(place, (extension + (decision == Decision.ADDITIVE ? " --additive" : "")).strip());
        String cluster = place.application() + "-dev";
        if (decision == Decision.DECLINE || decision == Decision.UNNAMED) {
            Message refused = scene.awaitMessage("Refused: plan for " + cluster, "Nothing was changed.");
            return new Outcome(refused.shown(), Ending.REFUSED);
        }
        if (decision == Decision.FULL && isNew) {
            Message refused = scene.awaitMessage("Refused: plan for " + cluster, "Nothing was changed.");
            press(scene.ann(), refused, "Allow and plan again").awaitAck();
        }
        if (extension.endsWith("=unset")) {
            Message done = scene.awaitMessage("setup of " + cluster + ": done");
            return new Outcome(done.shown(), Ending.DONE);
        }
        Message waiting = scene.awaitMessage("Plan for " + cluster, "Apply this plan");
        String shown = waiting.shown();
        press(scene.ann(), waiting, "Apply this plan").awaitAck();
        Message end = scene.slack()
                .awaitMessage(
                        BotScene.CHANNEL,
                        message -> message.shown().contains("Roles check of " + cluster + ":")
                                || message.shown().contains("setup of " + cluster + ": failed"));
        if (end.shown().contains(": failed")) {
            return new Outcome(shown + all(), Ending.FAILED);
        }
        return new Outcome(shown + end.shown(), end.shown().contains("(critical)") ? Ending.CHECK_FAILED : Ending.DONE);
    }

    /** Everything that is shown, in the channel and in threads. */
    private static String all() {
        return scene.slack().messages(BotScene.CHANNEL).stream()
                .map(Message::shown)
                .collect(Collectors.joining("\n"));
    }

    @Override
    public String refusal(Place place, String extension) throws Exception {
        types(place, extension);
        return scene.awaitMessage(place.application(), "can't be turned off").shown();
    }

    private static void types(Place place, String more) {
        scene.ann()
                .types("/appdb setup " + place.application() + " dev" + (more.isEmpty() ? "" : " " + more)
                        + place.flags())
                .awaitAck();
    }

    /** No password passes Slack: somebody gives the user one in a shell. */
    @Override
    public Secret password(Place place) throws Exception {
        return passwordFromAShell(place, "app");
    }

    private static Secret passwordFromAShell(Place place, String user) throws Exception {
        Developer shell = new Developer(
                Files.createDirectories(folder.resolve("shell")), ScriptedGuide.none(), server.environment());
        String words = " --user " + user + " --app-name " + place.application() + " --environment dev" + place.flags();
        Invocation rotated = shell.runs("password rotate --yes" + words);
        assertThat(rotated.exitCode()).as(rotated.err()).isZero();
        return new Secret(shell.runs("password show" + words).out().strip());
    }
}
