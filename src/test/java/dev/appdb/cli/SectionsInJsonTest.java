package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.LivedInServer.Place;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.failure.Secret;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A script that reads JSON, on a server where others live. */
@Timeout(900)
class SectionsInJsonTest implements FrontEnd {
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
        String words = of(place) + place.flags() + (extension.isEmpty() ? "" : " --extension " + extension);
        if (decision == Decision.DECLINE) {
            // What a script declines, it only plans.
            Invocation plan = developer().runs("plan --detailed-exitcode --output json" + words);
            assertThat(plan.exitCode()).as(plan.err()).isEqualTo(ExitCode.FOUND);
            return new Outcome(plan.json().toString(), Ending.REFUSED);
        }
        Invocation invocation = developer()
                .runs("setup --yes --output json" + words
                        + switch (decision) {
                            case FULL -> " --allow-revoke " + place.report();
                            case ADDITIVE -> " --additive";
                            default -> "";
                        });
        assertThat(invocation.json().isObject()).isTrue();
        return Outcome.of(invocation.out() + invocation.err(), invocation.exitCode());
    }

    @Override
    public String refusal(Place place, String extension) throws Exception {
        Outcome outcome = setUp(place, Decision.FULL, extension);
        assertThat(outcome.ending()).isEqualTo(Ending.WRONG_INPUT);
        return outcome.shown();
    }

    @Override
    public String loss(Place place) {
        return "\"role\":\"" + place.report() + "\",\"what\":\"CONNECT and TEMPORARY\",\"on\":\"database "
                + place.database() + "\"";
    }

    @Override
    public String agreement(Place place) {
        return "--allow-revoke " + place.report();
    }

    @Override
    public Secret password(Place place) throws Exception {
        return new Secret(developer()
                .runs("password show --user app --output json" + of(place))
                .json()
                .path("password")
                .asText());
    }

    private static String of(Place place) {
        return " --app-name " + place.application() + " --environment dev";
    }

    private Developer developer() throws Exception {
        return new Developer(project, ScriptedGuide.none(), server.environment());
    }
}
