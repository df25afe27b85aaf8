package dev.appdb.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.demo.Call;
import dev.appdb.bot.demo.Delivered;
import dev.appdb.bot.demo.FakeSlack;
import dev.appdb.bot.demo.Message;
import dev.appdb.bot.demo.Person;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A roles check is asked for from Slack's menus and by a workflow, with the same rights as one that is typed. */
class CheckShortcutsTest {
    private static final String POLICY = """
            contact: "the platform team"
            allow:
              - name: developers
                commands: [help, "roles check"]
                apps: [shop]
                environments: ["*"]
                who: [S01]
              - name: everybody
                commands: ["roles check"]
                apps: [shop]
                environments: [dev]
                who: ["*"]
            """;

    private BotWithoutTarget bot;
    private FakeSlack slack;
    private Person person;

    @BeforeEach
    void start() throws Exception {
        bot = new BotWithoutTarget(POLICY);
        slack = bot.slack;
        person = slack.user("U1").in("C1");
    }

    @AfterEach
    void stop() throws Exception {
        bot.close();
    }

    @Test
    void aGlobalShortcutAsksWhichDatabaseAndAnswersThePersonDirectly() {
        assertThat(person.usesShortcut(CallbackIds.CHECK_SHORTCUT).awaitAck().isTaken())
                .isTrue();
        assertThat(person.awaitModal("roles check").toString())
                .contains("Valid: shop")
                .doesNotContain("payroll");
        person.submits(Map.of("app-name", "shop", "environment", "prod")).awaitAck();

        Message answer = person.awaitDirectMessage(message -> message.shown().contains("its target is not there"));
        assertThat(answer.audience()).isEmpty();
        assertThat(bot.runs("shop", "prod")).hasSize(1);
        assertThat(slack.messages("C1")).isEmpty();
    }

    @Test
    void aMessagesShortcutAnswersInTheChannelOfTheMessage() {
        person.types("/appdb help").awaitAck();
        Message message = slack.awaitMessage("C1", each -> each.shown().contains("Not allowed"));

        person.usesShortcut(message, CallbackIds.CHECK_MESSAGE_SHORTCUT).awaitAck();
        person.awaitModal("roles check");
        person.submits(Map.of("app-name", "shop", "environment", "dev")).awaitAck();

        slack.awaitMessage("C1", each -> each.shown().contains("its target is not there"));
    }

    @Test
    void aShortcutThatIsDeliveredTwiceOpensOneForm() {
        Delivered used = person.usesShortcut(CallbackIds.CHECK_SHORTCUT);
        used.awaitAck();
        used.again().awaitAck(2);

        assertThat(slack.calls("views.open")).hasSize(1);
    }

    @Test
    void peopleOfAnotherOrganizationAreRefused() {
        person.from("T0OTHER").usesShortcut(CallbackIds.CHECK_SHORTCUT).awaitAck();

        person.awaitDirectMessage(message -> message.shown().contains("organization"));
        assertThat(slack.calls("views.open")).isEmpty();
        assertThat(bot.audited()).containsExactly("U1 roles check: false");
    }

    @Test
    void aWorkflowMayCheckWhatEverybodyMayCheck() {
        Delivered begun = slack.beginsStep(CallbackIds.CHECK_STEP, Map.of("app", "shop", "environment", "dev"));
        assertThat(begun.awaitAck().isTaken()).isTrue();
        begun.again().awaitAck(2);

        Call failed = slack.awaitCalls("functions.completeError", 1).get(0);
        assertThat(failed.parameters().get("error")).contains("its target is not there");
        assertThat(bot.runs("shop", "dev")).hasSize(1);
        assertThat(slack.messages("C1")).isEmpty();
    }

    @Test
    void aWorkflowHasTheRightsOfNoPerson() {
        slack.beginsStep(CallbackIds.CHECK_STEP, Map.of("app", "shop", "environment", "prod"))
                .awaitAck();

        Call failed = slack.awaitCalls("functions.completeError", 1).get(0);
        assertThat(failed.parameters().get("error")).contains("no rule lets you do roles check of shop-prod");
        assertThat(bot.audited()).containsExactly("workflow roles check shop prod --private: false");
    }

    @Test
    void theInputsOfAWorkflowAreNamesAndNothingElse() {
        List<Map<String, String>> inputs = List.of(
                Map.of("app", "shop dev --probe", "environment", "dev"),
                Map.of("app", "--probe", "environment", "dev"),
                Map.of("app", "\" dev \"", "environment", ""),
                Map.of());
        for (int i = 0; i < inputs.size(); i++) {
            slack.beginsStep(CallbackIds.CHECK_STEP, inputs.get(i)).awaitAck();
            slack.awaitCalls("functions.completeError", i + 1);
        }

        assertThat(bot.runs("shop", "dev")).isEmpty();
    }
}
