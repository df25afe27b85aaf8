package dev.appdb.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.demo.Delivered;
import dev.appdb.bot.demo.FakeSlack;
import dev.appdb.bot.demo.HttpSender;
import dev.appdb.bot.demo.Message;
import dev.appdb.bot.demo.Person;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries that arrive twice, from a channel without the bot, or from a person without permission. */
class HostileSlackTest {
    private static final String POLICY = """
            contact: "the platform team"
            allow:
              - name: developers
                commands: [help, setup, status, mute, "roles*", freeze, unfreeze, history]
                apps: [shop]
                environments: ["*"]
                targets: [local, aws]
                who: [S01]
              - name: freezing everything
                commands: [freeze, unfreeze]
                environments: ["*"]
                who: [S01]
            approvals:
              - name: one for production
                commands: ["*"]
                environments: [prod]
                needed: 1
                from: [U02]
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
    void aFormSubmittedTwiceIsDoneOnce() {
        openMuteForm(person, "C1");

        List<Delivered> both = person.submitsTwice(Map.of("environment", "dev", "until", "2h"));
        both.forEach(Delivered::awaitAck);
        both.get(0).again().awaitAck(2);

        slack.awaitMessage("C1", message -> message.shown().contains("shop-dev are muted until"));
        settle(person);
        assertThat(bot.audited()).filteredOn(line -> line.contains("mute")).hasSize(1);
        assertThat(messagesWith("C1", "are muted until")).hasSize(1);
    }

    @Test
    void aSetUpFormSubmittedTwiceMakesOneRun() {
        person.types("/appdb setup shop").awaitAck();
        person.awaitModal("Set up a database");
        person.sets("environment", "prod", Map.of("target", "aws")).awaitAck();
        person.awaitModal("min-capacity");

        person.submitsTwice(Map.of("region", "eu-west-1", "max-capacity", "8", "extension", "vector=on"))
                .forEach(Delivered::awaitAck);

        slack.awaitMessage("C1", message -> message.shown().contains("its target is not there"));
        settle(person);
        assertThat(bot.runs("shop", "prod")).hasSize(1);
    }

    @Test
    void aClickOnAFormsButtonThatIsDeliveredAgainDoesNothing() {
        Message answer = typed(person, "C1", "/appdb mute shop", "needs");
        Delivered click = person.clicks(answer, form(answer));
        click.awaitAck();
        person.awaitModal("Continue");

        click.again().awaitAck(2);
        settle(person);

        assertThat(messagesWith("C1", "/appdb mute needs")).hasSize(1);
        assertThat(slack.calls("views.open")).hasSize(1);
    }

    @Test
    void aReplayedRequestDoesNothingASecondTime() throws Exception {
        Message answer = typed(person, "C1", "/appdb mute shop", "needs");
        HttpSender sender = bot.overHttp();
        Delivered click = person.clicks(answer, form(answer));
        click.awaitAck();
        person.awaitModal("Continue");
        Delivered submitted = person.submits(Map.of("environment", "dev", "until", "2h"));
        submitted.awaitAck();
        slack.awaitMessage("C1", message -> message.shown().contains("are muted until"));

        for (Delivered each : List.of(click, submitted)) {
            String body = "payload=" + URLEncoder.encode(each.payload().toString(), StandardCharsets.UTF_8);
            assertThat(sender.send(sender.sign(body, "application/x-www-form-urlencoded"))
                            .status())
                    .isEqualTo(200);
        }
        settle(person);

        assertThat(bot.audited()).filteredOn(line -> line.contains("mute")).hasSize(1);
        assertThat(messagesWith("C1", "/appdb mute needs")).hasSize(1);
        assertThat(messagesWith("C1", "are muted until")).hasSize(1);
    }

    @Test
    void aCheckWhereTheBotIsNoMemberIsShownToAllAndSaysHowToInviteIt() {
        slack.user("U1").in("C2").types("/appdb roles check shop dev").awaitAck();

        Message shown = slack.awaitMessage("C2", message -> message.shown().contains("its target is not there"));
        assertThat(shown.audience()).isEmpty();
        assertThat(shown.shown()).contains("/invite @appdb");
    }

    @Test
    void aPrivateCheckIsSeenByTheRequesterAlone() {
        for (String channel : List.of("C1", "C2")) {
            slack.user("U1")
                    .in(channel)
                    .types("/appdb roles check shop dev --private")
                    .awaitAck();
            slack.awaitMessage(channel, message -> message.shown().contains("its target is not there"));
        }
        settle(person);

        assertThat(slack.messages("C1")).allMatch(message -> message.audience().isPresent());
        assertThat(slack.messages("C2")).allMatch(message -> message.audience().isPresent());
    }

    @Test
    void aFormIsAnsweredWhereTheBotIsNoMember() {
        Person outside = slack.user("U1").in("C2");
        openMuteForm(outside, "C2");

        outside.submits(Map.of("environment", "dev", "until", "2h")).awaitAck();

        Message shown = slack.awaitMessage("C2", message -> message.shown().contains("are muted until"));
        assertThat(shown.audience()).isEmpty();
        assertThat(shown.shown()).contains("/invite @appdb");
    }

    @Test
    void aRolesCheckWithoutArgumentsGivesButtonsForWhatOneMayCheck() {
        Message answer = typed(person, "C1", "/appdb roles check", "needs");

        assertThat(answer.actions().map(element -> element.path("value").asText()))
                .contains("roles check shop dev", "roles check shop prod")
                .noneMatch(value -> value.contains("payroll"));
        String dev = answer.actions()
                .filter(element -> element.path("value").asText().equals("roles check shop dev"))
                .map(element -> element.path("action_id").asText())
                .findFirst()
                .orElseThrow();
        person.clicks(answer, dev).awaitAck();
        slack.awaitMessage("C1", message -> message.shown().contains("its target is not there"));
        assertThat(bot.runs("shop", "dev")).hasSize(1);
        assertThat(bot.audited()).containsExactly("U1 roles check shop dev: true");
    }

    @Test
    void aClickOfSomebodyWhoMayNotIsRefusedAndAudited() {
        Message answer = typed(person, "C1", "/appdb roles check", "needs");
        String first = answer.actions()
                .map(element -> element.path("action_id").asText())
                .filter(id -> id.startsWith("command-"))
                .findFirst()
                .orElseThrow();

        slack.user("U3").in("C1").clicks(answer, first).awaitAck();

        slack.awaitMessage(
                "C1",
                message -> message.audience().isPresent()
                        && message.audience().get().equals("U3"));
        assertThat(bot.audited())
                .hasSize(1)
                .allMatch(line -> line.startsWith("U3 roles check shop ") && line.endsWith(": false"));
    }

    @Test
    void aFormOfSomebodyWhoMayNotIsRefusedAndAudited() {
        Person stranger = slack.user("U3").in("C1");
        Message answer = typed(stranger, "C1", "/appdb mute shop", "needs");
        stranger.clicks(answer, form(answer)).awaitAck();
        stranger.awaitModal("Continue");

        stranger.submits(Map.of("environment", "dev", "until", "2h")).awaitAck();

        slack.awaitMessage("C1", message -> message.shown().contains("no rule lets you do mute of shop-dev"));
        assertThat(bot.audited())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("U3 mute shop dev --until 2h")
                        .endsWith(": false"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"})
    void whereSlackDoesNotTakeTheBlocksTheTextAloneIsShown(String code) {
        slack.refuses("chat.postMessage", code, 1);
        slack.refuses("response_url", code, 1);

        person.types("/appdb mute shop dev --until 2h").awaitAck();
        person.types("/appdb status").awaitAck();

        for (String text : List.of("are muted until", "needs")) {
            Message shown = slack.awaitMessage("C1", message -> message.text().contains(text));
            assertThat(shown.blocks()).isEmpty();
        }
    }

    @Test
    void aTextAloneSaysHowToInviteTheBotToo() {
        slack.refuses("response_url", "invalid_blocks", 1);

        slack.user("U1").in("C2").types("/appdb mute shop dev --until 2h").awaitAck();

        Message shown = slack.awaitMessage("C2", message -> message.text().contains("are muted until"));
        assertThat(shown.blocks()).isEmpty();
        assertThat(shown.text()).contains("/invite @appdb");
    }

    @Test
    void aCommandWithCharactersThatADatabaseCannotStoreIsAnswered() {
        Delivered typed = person.types("/appdb sta\u0000tus shop dev \ud800 \uffff");

        assertThat(typed.awaitAck().isTaken()).isTrue();
        slack.awaitMessage("C1", message -> message.shown().contains("Did you mean"));
    }

    private void openMuteForm(Person who, String channel) {
        Message answer = typed(who, channel, "/appdb mute shop", "needs");
        who.clicks(answer, form(answer)).awaitAck();
        who.awaitModal("Continue");
    }

    private Message typed(Person who, String channel, String line, String shown) {
        who.types(line).awaitAck();
        return slack.awaitMessage(channel, message -> message.shown().contains(shown));
    }

    /** Waits until all earlier deliveries have been answered. */
    private void settle(Person who) {
        int before = messagesWith("C1", "/appdb help").size();
        who.types("/appdb help").awaitAck();
        slack.awaitMessage("C1", message -> messagesWith("C1", "/appdb help").size() > before);
    }

    private List<Message> messagesWith(String channel, String text) {
        return slack.messages(channel).stream()
                .filter(message -> message.shown().contains(text))
                .toList();
    }

    private static String form(Message message) {
        return message.actions()
                .map(element -> element.path("action_id").asText())
                .filter(id -> id.startsWith("form-"))
                .reduce((first, last) -> last)
                .orElseThrow();
    }
}
