package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.LivedInServer.Place;
import dev.appdb.tui.Guide;
import dev.appdb.tui.line.ScriptedKeys;
import dev.appdb.tui.line.StreamPrompter;
import dev.appdb.tui.screen.VirtualUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The questions of a setup on an existing server, which is looked at while they are asked, on both front ends of a terminal. */
@Timeout(900)
class ServerQuestionsTest {
    private static LivedInServer server;

    @TempDir
    Path project;

    @BeforeAll
    static void start() throws Exception {
        server = LivedInServer.start();
    }

    @Test
    void onTheWholeScreenThePasswordIsAskedForAndAnExtensionThatCannotBeIsAskedAgain() throws Exception {
        Place place = server.place();
        StringBuilder shown = new StringBuilder();
        try (VirtualUser user = VirtualUser.at(160, 80)) {
            CompletableFuture<Invocation> setup = CompletableFuture.supplyAsync(
                    () -> run(place, user.guide()), work -> new Thread(work, "command").start());
            user.awaitReview("Password of postgres on 127.0.0.1");
            user.type("not-this-one");
            user.await("••••••••••••");
            shown.append(user.screen());
            user.type("<Enter>");
            user.await("password authentication failed");
            user.awaitReview("Password of postgres on 127.0.0.1");
            user.type(password() + "<Enter>");
            user.await("Turn on or off extensions");
            user.type("earthdistanc=on");
            user.await("did you mean \"earthdistance\"?");
            user.type("<Backspace><Backspace><Backspace>e=on<Enter>");
            user.awaitReview("to write");
            user.type("y<Enter>");
            user.await("Turn on cube as well");
            user.await("Turn on or off extensions");
            shown.append(user.screen());
            user.type("cube=on<Enter>");
            user.awaitReview("to write");
            user.type("y<Enter>");
            user.awaitReview("Review the plan");
            user.type("y<Enter>");
            user.awaitReview("Confirm the loss of rights");
            user.type(place.report() + "<Enter>");
            user.awaitUntil(() -> setup.isDone() || user.screen().contains("enter close"), "never over");
            shown.append(user.screen());
            user.type("<Enter>");
            assertSetUp(place, VirtualUser.answer(setup), shown.toString());
        }
    }

    @Test
    void lineByLineToo() throws Exception {
        Place place = server.place();
        ScriptedKeys keys = new ScriptedKeys()
                .when("Password of postgres on 127.0.0.1", "not-this-one\n")
                .when("password authentication failed", "")
                .when("Password of postgres on 127.0.0.1", password() + "\n")
                .when("Extensions", "earthdistanc=on\n")
                .when("did you mean \"earthdistance\"?", "")
                .when("Extensions", "earthdistance=on\n")
                .when("Write these files?", "y\n")
                .when("! extension earthdistance", "")
                .when("Extensions", "earthdistance=on cube=on\n")
                .when("Write these files?", "y\n")
                .when("Type full to apply it all", "full\n")
                .when("Type its name", place.report() + "\n")
                .when("Apply these changes?", "y\n");
        try (Guide guide = StreamPrompter.guideOnXterm(keys, keys.screen())) {
            Invocation setup = run(place, guide);

            assertThat(keys.shown()).contains("Checking the server at 127.0.0.1:", "it requires cube");
            assertSetUp(place, setup, keys.shown());
        }
    }

    @Test
    void aFlagThatLeadsToNoServerEndsTheSetupBeforeAnythingIsAsked() {
        ScriptedGuide person = ScriptedGuide.answering(Map.of());

        Invocation setup = new Developer(project, person, Map.of("LANG", "C.UTF-8"))
                .runs("setup --app-name shop --environment dev --target server"
                        + " --server-url postgresql://postgres@127.0.0.1:1/app");

        assertThat(setup.exitCode()).isEqualTo(1);
        assertThat(setup.err())
                .contains("could not begin the setup of shop-dev: 127.0.0.1:1: Connection to 127.0.0.1:1 refused")
                .contains("Your answers are saved. Resume with: appdb setup --resume");
        assertThat(person.asked).isEmpty();
    }

    @Test
    void anExtensionOfAFlagIsJudgedByTheServerBeforeTheFirstQuestion() throws Exception {
        Place place = server.place();
        ScriptedGuide person = ScriptedGuide.answering(Map.of());

        Invocation setup = new Developer(project, person, server.environment())
                .runs("setup --app-name " + place.application() + " --environment dev --extension postgis=on"
                        + place.flags());

        assertThat(setup.exitCode()).isEqualTo(2);
        assertThat(setup.err()).contains("this server does not have postgis");
        assertThat(person.asked).isEmpty();
    }

    private Invocation run(Place place, Guide guide) {
        return new Developer(project, guide, Map.of("LANG", "C.UTF-8"))
                .runs("setup --app-name " + place.application() + " --environment dev" + place.flags());
    }

    private void assertSetUp(Place place, Invocation setup, String shown) throws Exception {
        assertThat(setup.exitCode()).as(shown + setup).isZero();
        assertThat(place.hasExtension("earthdistance")).isTrue();
        assertThat(setup.err())
                .contains(place.report() + " lost CONNECT and TEMPORARY on database " + place.database())
                .contains("put it into ~/.pgpass or PGPASSWORD");
        assertThat(setup.err().lines().filter(line -> line.startsWith("Repeat without prompts: ")))
                .singleElement()
                .asString()
                .contains("--extension cube=on --extension earthdistance=on");
        for (String password : List.of(password(), "not-this-one")) {
            assertThat(shown + setup).doesNotContain(password);
            assertThat(files()).isNotEmpty().noneMatch(text -> text.contains(password));
        }
    }

    /** The files of the project, as texts. */
    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            return files.filter(Files::isRegularFile)
                    .map(ServerQuestionsTest::text)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String password() throws IOException {
        return Objects.requireNonNull(server.environment().get("PGPASSWORD"));
    }
}
