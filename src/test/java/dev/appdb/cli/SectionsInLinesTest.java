package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.LivedInServer.Place;
import dev.appdb.failure.Secret;
import dev.appdb.tui.line.ScriptedKeys;
import dev.appdb.tui.line.StreamPrompter;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person in the line mode of the wizard, on a server where others live. */
@Timeout(900)
class SectionsInLinesTest implements FrontEnd {
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
        ScriptedKeys keys = new ScriptedKeys().when("Extensions", extension + "\n");
        if (!extension.endsWith("=unset")) {
            keys.when("Write these files?", "y\n");
        }
        boolean isNew = !place.hasRole(place.app());
        switch (decision) {
            case DECLINE -> keys.when("Type full to apply it all", "no\n");
            case UNNAMED -> keys.when("Type full to apply it all", "full\n").when("Type its name", "yes\n");
            case ADDITIVE ->
                keys.when("Type full to apply it all", "additive\n").when("Apply these changes?", "y\n");
            case FULL -> {
                if (isNew) {
                    keys.when("Type full to apply it all", "full\n")
                            .when("Type its name", place.report() + "\n")
                            .when("Apply these changes?", "y\n");
                } else {
                    keys.when("Write these files?", "y\n");
                }
            }
        }
        return run(place, keys);
    }

    @Override
    public String refusal(Place place, String extension) throws Exception {
        ScriptedKeys keys = new ScriptedKeys().when("Extensions", extension + "\n");
        Outcome outcome = run(place, keys.when("Extensions", "\u0003"));
        return outcome.shown();
    }

    private Outcome run(Place place, ScriptedKeys keys) throws Exception {
        Invocation invocation = developer()
                .with(StreamPrompter.guide(keys, keys.screen(), TerminalCapabilities.PLAIN))
                .runs("setup --app-name " + place.application() + " --environment dev" + place.flags());
        return Outcome.of(keys.shown() + invocation.out() + invocation.err(), invocation.exitCode());
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
