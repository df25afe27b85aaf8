package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.LivedInServer.Place;
import dev.appdb.failure.Secret;
import dev.appdb.tui.screen.VirtualUser;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person at the whole screen of the wizard, on a server where others live. */
@Timeout(900)
class SectionsOnScreenTest implements FrontEnd {
    private static LivedInServer server;

    @TempDir
    Path project;

    @BeforeAll
    static void start() throws Exception {
        server = LivedInServer.start();
    }

    @ParameterizedTest
    @EnumSource
    void holds(Section section) throws Exception {
        section.show(this, server.place());
    }

    @Override
    public Outcome setUp(Place place, Decision decision, String extension) throws Exception {
        return at(place, (user, shown) -> {
            user.await("Extensions");
            user.type(extension + "<Enter>");
            user.awaitReview("to write");
            user.type("y<Enter>");
            if (extension.endsWith("=unset")) {
                return;
            }
            user.awaitReview("Review the plan");
            shown.append(user.screen());
            switch (decision) {
                case DECLINE -> user.type("n<Enter>");
                case UNNAMED, FULL -> {
                    user.type("y<Enter>");
                    user.awaitReview("Confirm the loss of rights");
                    shown.append(user.screen());
                    user.type(decision == Decision.FULL ? place.report() + "<Enter>" : "yes<Enter><Escape>n<Enter>");
                }
                case ADDITIVE -> {
                    user.type("<Tab><Tab><Enter>");
                    user.awaitUntil(() -> !user.screen().contains("[ Only add ]"), "still the plan in full");
                    user.awaitReview("Review the plan");
                    user.type("y<Enter>");
                }
            }
        });
    }

    @Override
    public String refusal(Place place, String extension) throws Exception {
        return at(place, (user, shown) -> {
                    user.await("Extensions");
                    user.type(extension + "<Enter>");
                    user.await("can't be turned off");
                    shown.append(user.screen());
                    user.type("<C-c>");
                })
                .shown();
    }

    /** The doings of a person at the screen. */
    @FunctionalInterface
    private interface Doing {
        void on(VirtualUser user, StringBuilder shown) throws Exception;
    }

    private Outcome at(Place place, Doing doing) throws Exception {
        StringBuilder shown = new StringBuilder();
        try (VirtualUser user = VirtualUser.at(160, 80)) {
            Developer developer = developer().with(user.guide());
            CompletableFuture<Invocation> setup = CompletableFuture.supplyAsync(
                    () -> developer.runs(
                            "setup --app-name " + place.application() + " --environment dev" + place.flags()),
                    work -> new Thread(work, "command").start());
            doing.on(user, shown);
            user.awaitUntil(() -> setup.isDone() || user.screen().contains("enter close"), "never over");
            user.type("<Enter>");
            Invocation invocation = VirtualUser.answer(setup);
            return Outcome.of(shown + invocation.out() + invocation.err(), invocation.exitCode());
        }
    }

    @Override
    public Secret password(Place place) throws Exception {
        Invocation show = developer().runs("password show --user app -a " + place.application() + " -e dev");
        assertThat(show.exitCode()).as(show.err()).isZero();
        return new Secret(show.out().strip());
    }

    private Developer developer() throws Exception {
        return new Developer(project, ScriptedGuide.none(), server.environment());
    }
}
