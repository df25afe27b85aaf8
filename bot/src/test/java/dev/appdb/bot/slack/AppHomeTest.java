package dev.appdb.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.bot.demo.Delivered;
import dev.appdb.bot.demo.Person;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.NewRun;
import dev.appdb.bot.store.NewRuns;
import dev.appdb.engine.ProcedureStep;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The app's home tab shows a person's databases, and what waits for them. */
class AppHomeTest {
    private static final String POLICY = """
            contact: "the platform team"
            allow:
              - name: developers
                commands: [setup, status, "roles*"]
                apps: [shop]
                environments: ["*"]
                who: [S01]
            """;

    private BotWithoutTarget bot;
    private Person person;

    @BeforeEach
    void start() throws Exception {
        bot = new BotWithoutTarget(POLICY);
        person = bot.slack.user("U1");
        bot.store.perform(transaction ->
                transaction.checkStates().put(EnvironmentKey.of("shop", "prod"), "failed", List.of("E01")));
    }

    @AfterEach
    void stop() throws Exception {
        bot.close();
    }

    @Test
    void itShowsWhatOneMayAskAboutWithTheLastCheck() {
        Delivered opened = person.opensHome();

        assertThat(opened.awaitAck().isTaken()).isTrue();
        JsonNode home = person.awaitHome("Your databases");
        assertThat(home.path("type").asText()).isEqualTo("home");
        assertThat(home.toString())
                .contains("shop-prod", "E01", "shop-dev", "not checked yet")
                .doesNotContain("payroll");
    }

    @Test
    void aRunThatHasNotBegunIsInProgressThere() {
        bot.store.perform(
                transaction -> transaction.runs().add("20261123-1512-5f", asked(), ProcedureStep.CHECK_ROLES));

        person.opensHome().awaitAck();

        assertThat(person.awaitHome("In progress").toString())
                .contains("/appdb roles check shop prod", "in progress (run 20261123-1512-5f)");
    }

    private static NewRun asked() {
        return NewRuns.asked("origin", "roles check", EnvironmentKey.of("shop", "prod"), "U1");
    }

    @Test
    void anOpeningThatIsDeliveredTwiceIsPublishedOnce() {
        Delivered opened = person.opensHome();
        opened.awaitAck();
        person.awaitHome("Your databases");

        opened.again().awaitAck(2);
        person.in("C1").types("/appdb status shop dev").awaitAck();
        bot.slack.awaitMessage("C1", message -> message.shown().contains("its target is not there"));

        assertThat(bot.slack.awaitCalls("views.publish", 1)).hasSize(1);
    }

    @Test
    void itIsTriedAgainUntilSlackTakesIt() {
        bot.slack.breaks("views.publish", 500, 1);

        person.opensHome().awaitAck();

        person.awaitHome("Your databases");
        assertThat(bot.slack.awaitCalls("views.publish", 2)).hasSize(2);
    }

    @Test
    void aPersonWithoutRightsSeesWhereToBegin() {
        Person stranger = bot.slack.user("U3");

        stranger.opensHome().awaitAck();

        assertThat(stranger.awaitHome("/appdb help").toString()).doesNotContain("shop");
    }

    @Test
    void peopleOfAnotherOrganizationSeeNothing() {
        person.from("T0OTHER").opensHome().awaitAck();
        person.opensHome().awaitAck();

        person.awaitHome("Your databases");
        assertThat(bot.slack.awaitCalls("views.publish", 1)).hasSize(1);
    }
}
