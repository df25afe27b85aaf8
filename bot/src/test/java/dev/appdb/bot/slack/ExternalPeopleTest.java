package dev.appdb.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.demo.Message;
import dev.appdb.bot.demo.Person;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People of another organization see the bot in a shared channel, and can't use it: "everybody" is not them. */
class ExternalPeopleTest {
    private static final String POLICY = """
            contact: "the platform team"
            allow:
              - name: everybody
                commands: ["*"]
                apps: ["*"]
                environments: ["*"]
                who: ["*"]
            """;

    private BotWithoutTarget bot;
    private Person stranger;

    @BeforeEach
    void start() throws Exception {
        bot = new BotWithoutTarget(POLICY);
        stranger = bot.slack.user("U7").from("T0OTHER").in("C1");
    }

    @AfterEach
    void stop() throws Exception {
        bot.close();
    }

    @Test
    void aCommandIsRefusedAndAudited() {
        stranger.types("/appdb status shop dev").awaitAck();

        awaitRefusal();
        assertThat(bot.runs("shop", "dev")).isEmpty();
        assertThat(bot.audited()).containsExactly("U7 status shop dev: false");
    }

    @Test
    void aClickIsRefusedAndAudited() {
        bot.slack.user("U1").in("C1").types("/appdb status").awaitAck();
        Message buttons = bot.slack.awaitMessage(
                "C1", message -> message.actions().findAny().isPresent());
        String first =
                buttons.actions().findFirst().orElseThrow().path("action_id").asText();

        stranger.clicks(buttons, first).awaitAck();

        awaitRefusal();
        assertThat(bot.audited())
                .singleElement()
                .asString()
                .startsWith("U7 status ")
                .endsWith(": false");
    }

    @Test
    void noFormOpensAndNoDatabaseIsNamed() {
        stranger.types("/appdb setup").awaitAck();

        Message refusal = awaitRefusal();
        assertThat(refusal.shown()).doesNotContain("shop").doesNotContain("payroll");
        assertThat(stranger.modal()).isEmpty();
        assertThat(bot.slack.calls("views.open")).isEmpty();
    }

    @Test
    void aRuleThatAdmitsThemIsForThemAndNoOtherOne() throws Exception {
        bot.close();
        bot = new BotWithoutTarget(POLICY + """
                  - name: the consultants
                    commands: [status]
                    apps: [shop]
                    environments: [dev]
                    external: true
                    who: [U077]
                """);
        stranger = bot.slack.user("U077").from("T0OTHER").in("C1");
        stranger.types("/appdb status shop dev").awaitAck();
        bot.slack.awaitMessage("C1", message -> message.shown().contains("its target is not there"));
        stranger.types("/appdb status shop prod").awaitAck();
        bot.slack.awaitMessage("C1", message -> message.shown().contains("no rule lets you do status of shop-prod"));
        bot.slack
                .user("U088")
                .from("T0OTHER")
                .in("C1")
                .types("/appdb status shop dev")
                .awaitAck();
        bot.slack.awaitMessage(
                "C1",
                message -> message.audience().equals(Optional.of("U088"))
                        && message.shown().contains("no rule lets you do status of shop-dev"));

        assertThat(bot.audited())
                .containsExactly(
                        "U077 status shop dev: true", "U077 status shop prod: false", "U088 status shop dev: false");
    }

    @Test
    void aColleagueOfTheSameOrganizationIsNoStranger() {
        Workspace home = new Workspace("T1", Optional.of("E1"));

        assertThat(home.includes(new Workspace("T1", Optional.empty()))).isTrue();
        assertThat(home.includes(new Workspace("T2", Optional.of("E1")))).isTrue();
        assertThat(home.includes(new Workspace("T2", Optional.of("E2")))).isFalse();
        assertThat(home.includes(new Workspace("", Optional.empty()))).isFalse();
        assertThat(new Workspace("T1", Optional.empty()).includes(new Workspace("T2", Optional.empty())))
                .isFalse();
    }

    private Message awaitRefusal() {
        return bot.slack.awaitMessage(
                "C1",
                message -> message.audience().filter("U7"::equals).isPresent()
                        && message.shown().contains("Only members of the organization"));
    }
}
