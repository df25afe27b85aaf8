package dev.appdb.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.model.view.View;
import com.slack.api.util.json.GsonFactory;
import dev.appdb.bot.BotMetrics;
import dev.appdb.bot.demo.Delivered;
import dev.appdb.bot.demo.FakeSlack;
import dev.appdb.bot.demo.Message;
import dev.appdb.bot.job.MessageContent;
import dev.appdb.bot.job.SlackResult;
import dev.appdb.bot.store.ResponseUrl;
import dev.appdb.call.CallLog;
import dev.appdb.failure.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bot's calls of Slack, each with its result as a value. */
class SlackWebTest {
    private static final String SECTION = "{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"%s\"}}";

    private final BotMetrics metrics = new BotMetrics();
    private FakeSlack slack;
    private SlackAccount account;
    private final Modals modals = new Modals(metrics);
    private SlackWeb web;

    @BeforeEach
    void start() throws Exception {
        slack = FakeSlack.start(AppManifest.SCOPES).channel("C1", "databases").foreignChannel("C2", "elsewhere");
        account = SlackAccount.of(URI.create(slack.apiUrl()), new Secret(FakeSlack.BOT_TOKEN), Map.of());
        web = new SlackWeb(account, metrics);
    }

    @AfterEach
    void stop() throws Exception {
        account.close();
        slack.close();
    }

    private static MessageContent text(String text) {
        return MessageContent.text(text);
    }

    private static MessageContent blocks(String... sections) {
        return new MessageContent("fallback", Optional.of("[" + String.join(",", sections) + "]"), Optional.empty());
    }

    private SlackResult post(MessageContent content) {
        return web.post("C1", Optional.empty(), content, "run:1");
    }

    @Test
    void itPostsUpdatesAndAnswersInAThread() {
        SlackResult.Done posted = (SlackResult.Done) post(blocks(SECTION.formatted("first")));
        SlackResult updated = web.update("C1", posted.ts(), blocks(SECTION.formatted("second")));
        web.post("C1", Optional.of(posted.ts()), text("detail"), "run:1:detail");

        assertThat(updated).isEqualTo(posted);
        assertThat(slack.messages("C1")).hasSize(2);
        assertThat(slack.messages("C1").get(0).shown()).contains("second").doesNotContain("first");
        assertThat(slack.messages("C1").get(1).threadTs()).contains(posted.ts());
    }

    @Test
    void anUpdateToTextAloneTakesTheOldBlocksAway() {
        SlackResult.Done posted = (SlackResult.Done) post(blocks(SECTION.formatted("first")));

        web.update("C1", posted.ts(), text("only text"));

        assertThat(slack.messages("C1").get(0).blocks()).isEmpty();
    }

    @Test
    void aDeletedMessageIsGone() {
        SlackResult.Done posted = (SlackResult.Done) post(text("hello"));
        slack.deletes(slack.messages("C1").get(0));

        assertThat(web.update("C1", posted.ts(), text("again"))).isEqualTo(new SlackResult.Gone());
    }

    @Test
    void aChannelWithoutTheBotIsNamedAsSuchEvenIfItIsPrivate() {
        assertThat(web.post("C2", Optional.empty(), text("hello"), "k")).isEqualTo(new SlackResult.NotInChannel());
        assertThat(web.post("C9", Optional.empty(), text("hello"), "k")).isEqualTo(new SlackResult.NotInChannel());
    }

    @Test
    void aRateLimitIsAValueWithItsTime() {
        slack.rateLimits("chat.postMessage", Duration.ofSeconds(17), 1);

        assertThat(post(text("hello"))).isEqualTo(new SlackResult.RateLimited(Duration.ofSeconds(17)));
        assertThat(post(text("hello"))).isInstanceOf(SlackResult.Done.class);
        assertThat(slack.calls("chat.postMessage"))
                .as("it does not try again by itself")
                .hasSize(2);
        assertThat(metrics.scrape()).contains("appdb_bot_slack_rate_limited_total{method=\"chat.postMessage\"} 1.0");
    }

    @Test
    void refusalsAndMissingAnswersAreDistinct() {
        slack.refuses("chat.postMessage", "token_revoked", 1);
        assertThat(post(text("hello"))).isEqualTo(new SlackResult.Unauthorized("token_revoked"));

        slack.breaks("chat.postMessage", 503, 1);
        assertThat(post(text("hello"))).isInstanceOf(SlackResult.Unreachable.class);

        slack.refuses("chat.postMessage", "internal_error", 1);
        assertThat(post(text("hello"))).isInstanceOf(SlackResult.Unreachable.class);
    }

    @Test
    void aPostWhoseAnswerWasLostIsNotRepeatedByTheClient() {
        slack.losesAnswer("chat.postMessage");

        assertThat(post(text("hello"))).isInstanceOf(SlackResult.Unreachable.class);

        assertThat(slack.messages("C1")).as("okhttp has not sent it twice").hasSize(1);
    }

    @Test
    void aMethodWhoseScopeTheManifestLacksIsRefusedAsSlackRefusesIt() throws Exception {
        ConversationsHistoryResponse answer = account.methods().conversationsHistory(request -> request.channel("C1"));

        assertThat(answer.getError()).isEqualTo("missing_scope");
        assertThat(answer.getNeeded()).isEqualTo("channels:history");
        assertThat(answer.getProvided()).isEqualTo(String.join(",", AppManifest.SCOPES));
    }

    @Test
    void withoutTheScopeToPostItIsRefused() throws Exception {
        try (FakeSlack strict = FakeSlack.start(List.of("commands")).channel("C1", "databases");
                SlackAccount other =
                        SlackAccount.of(URI.create(strict.apiUrl()), new Secret(FakeSlack.BOT_TOKEN), Map.of())) {
            SlackWeb restricted = new SlackWeb(other, metrics);

            assertThat(restricted.post("C1", Optional.empty(), text("hello"), "run:1"))
                    .isEqualTo(new SlackResult.Rejected("missing_scope"));
            assertThat(strict.messages("C1")).isEmpty();
            assertThat(restricted.verify()).isInstanceOf(SlackResult.Done.class);
        }
    }

    @Test
    void moreThanSlackTakesIsNotSent() {
        String[] many = new String[51];
        java.util.Arrays.fill(many, SECTION.formatted("x"));

        assertThat(post(blocks(many))).isEqualTo(new SlackResult.Rejected("invalid_blocks: 51 blocks, at most 50"));
        assertThat(post(blocks(SECTION.formatted("x".repeat(3_001)))))
                .isEqualTo(new SlackResult.Rejected("invalid_blocks: a text of 3001 characters, at most 3000"));
        assertThat(post(text("x".repeat(40_001)))).isEqualTo(new SlackResult.Rejected("msg_too_long"));
        assertThat(slack.calls()).isEmpty();
        assertThat(post(blocks(SECTION.formatted("x".repeat(3_000))))).isInstanceOf(SlackResult.Done.class);
    }

    @Test
    void tooMuchTextInAllIsRefusedBySlackItself() {
        String section = SECTION.formatted("x".repeat(2_900));

        assertThat(post(blocks(section, section, section))).isInstanceOf(SlackResult.Done.class);
        assertThat(post(blocks(section, section, section, section)))
                .isEqualTo(new SlackResult.Rejected("msg_blocks_too_long"));
    }

    @Test
    void onlyOnePersonSeesAnEphemeralMessage() {
        assertThat(web.ephemeral("C1", "U1", text("for you"))).isEqualTo(new SlackResult.Done(""));

        assertThat(slack.user("U1").in("C1").sees()).hasSize(1);
        assertThat(slack.user("U2").in("C1").sees()).isEmpty();
    }

    @Test
    void aResponseUrlReachesAChannelWithoutTheBotFiveTimes() {
        ResponseUrl url = responseUrl("C2");

        for (int i = 0; i < 5; i++) {
            assertThat(web.respond(url, true, text("answer " + i))).isEqualTo(new SlackResult.Done(""));
        }
        assertThat(web.respond(url, true, text("one more"))).isEqualTo(new SlackResult.Gone());
        assertThat(slack.messages("C2")).extracting(Message::text).hasSize(5).contains("answer 4");
    }

    @Test
    void aResponseUrlEndsAfterHalfAnHour() {
        ResponseUrl url = responseUrl("C2");
        slack.clock().advance(Duration.ofMinutes(31));

        assertThat(web.respond(url, false, text("late"))).isEqualTo(new SlackResult.Gone());
    }

    @Test
    void aResponseUrlMayBeRateLimitedToo() {
        ResponseUrl url = responseUrl("C2");
        slack.rateLimits("response_url", Duration.ofSeconds(9), 1);

        assertThat(web.respond(url, false, text("x"))).isEqualTo(new SlackResult.RateLimited(Duration.ofSeconds(9)));
    }

    private ResponseUrl responseUrl(String channel) {
        return new ResponseUrl(typed(channel).payload().path("response_url").asText());
    }

    /** Typed, but nobody is there to take it. */
    private Delivered typed(String channel) {
        return slack.user("U1").in(channel).types("/appdb help");
    }

    @Test
    void aFileGoesIntoTheThread() {
        String parent = ((SlackResult.Done) post(text("hello"))).ts();

        SlackResult sent = web.upload(
                "C1", Optional.of(parent), new MessageContent.File("changes.patch", "+ größer\n"), "To commit");

        assertThat(sent).isEqualTo(new SlackResult.Done(""));
        assertThat(slack.files()).containsValue("+ größer\n");
        assertThat(slack.messages("C1").get(1).threadTs()).contains(parent);
        assertThat(slack.messages("C1").get(1).text()).contains("To commit").contains("changes.patch");
    }

    private SlackResult open(String trigger) {
        return modals.open(context(), trigger, view(Views.ASKING_FOR_APP)).orElseThrow();
    }

    private SlackResult update(String id, Optional<String> hash, String json) {
        View seen = View.builder().id(id).hash(hash.orElse(null)).build();
        return modals.update(context(), seen, view(json)).orElseThrow();
    }

    private ActionContext context() {
        ActionContext context = new ActionContext();
        context.setSlack(account.slack());
        context.setBotToken(FakeSlack.BOT_TOKEN);
        return context;
    }

    private static View view(String json) {
        return GsonFactory.createSnakeCase().fromJson(json, View.class);
    }

    @Test
    void aModalOpensOnceAndOnlyWithinThreeSeconds() {
        String trigger = typed("C1").payload().path("trigger_id").asText();
        SlackResult opened = open(trigger);

        assertThat(opened).isInstanceOf(SlackResult.Done.class);
        assertThat(slack.user("U1").awaitModal("Set up").path("id").asText())
                .isEqualTo(((SlackResult.Done) opened).ts());
        assertThat(open(trigger)).isEqualTo(new SlackResult.Gone());

        String late = typed("C1").payload().path("trigger_id").asText();
        slack.clock().advance(Duration.ofMillis(3_100));
        assertThat(open(late)).isEqualTo(new SlackResult.Gone());
    }

    @Test
    void aModalIsFilledAfterwardsUnlessItHasChangedOrIsClosed() {
        String trigger = typed("C1").payload().path("trigger_id").asText();
        String id = ((SlackResult.Done) open(trigger)).ts();
        String hash = slack.user("U1").modal().orElseThrow().path("hash").asText();

        assertThat(update(id, Optional.of(hash), Views.ASKING_FOR_APP.replace("Set up", "Filled")))
                .isEqualTo(new SlackResult.Done(id));
        assertThat(update(id, Optional.of(hash), Views.ASKING_FOR_APP))
                .isEqualTo(new SlackResult.Rejected("hash_conflict"));
        slack.user("U1").awaitModal("Filled");
        slack.user("U1").cancels();
        assertThat(update(id, Optional.empty(), Views.ASKING_FOR_APP)).isEqualTo(new SlackResult.Gone());
    }

    @Test
    void aWrongTokenIsRefusedByName() throws Exception {
        try (SlackAccount other = SlackAccount.of(URI.create(slack.apiUrl()), new Secret("xoxb-other"), Map.of())) {
            assertThat(new SlackWeb(other, metrics).verify()).isEqualTo(new SlackResult.Unauthorized("invalid_auth"));
        }
        assertThat(web.verify()).isEqualTo(new SlackResult.Done("T0APPDB"));
    }

    @Test
    void thisMachineAndWhatNoProxyNamesAreReachedDirectly() {
        Map<String, String> environment = Map.of("NO_PROXY", "example.com, .internal,10.0.0.1");

        assertThat(SlackAccount.isDirect("127.0.0.1", Map.of())).isTrue();
        assertThat(SlackAccount.isDirect("localhost", Map.of())).isTrue();
        assertThat(SlackAccount.isDirect("slack.example.com", environment)).isTrue();
        assertThat(SlackAccount.isDirect("slack.internal", environment)).isTrue();
        assertThat(SlackAccount.isDirect("slack.com", environment)).isFalse();
        assertThat(SlackAccount.isDirect("notexample.com", environment)).isFalse();
        assertThat(SlackAccount.isDirect("slack.com", Map.of("no_proxy", "*"))).isTrue();
        assertThat(account.slack().getConfig().getProxyUrl()).isNull();
    }

    @Test
    void aCallHasNoListenerThatWouldLogIt() {
        assertThat(account.slack().getConfig().getHttpClientResponseHandlers()).isEmpty();
        assertThat(new Secret("xoxb-1").toString()).isEqualTo("[redacted]");
    }

    @Test
    void aLogThatIsOnHasMethodsByNameAndOfSecretAddressesTheHostAlone() throws Exception {
        List<String> calls = new CopyOnWriteArrayList<>();
        CallLog log = new CallLog();
        log.listen(call -> calls.add(call.system() + " " + call.what()));
        try (SlackAccount logged =
                SlackAccount.of(URI.create(slack.apiUrl()), new Secret(FakeSlack.BOT_TOKEN), Map.of(), log)) {
            SlackWeb other = new SlackWeb(logged, metrics);
            other.post("C1", Optional.empty(), text("first"), "run:1");
            other.respond(responseUrl("C2"), false, text("secretly"));
        }

        assertThat(calls).containsExactly("slack chat.postMessage", "slack an address of 127.0.0.1");
    }
}
