package dev.appdb.bot.slack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.bolt.App;
import com.slack.api.model.event.AppHomeOpenedEvent;
import dev.appdb.bot.BotMetrics;
import dev.appdb.bot.demo.DemoPage;
import dev.appdb.bot.demo.FakeSlack;
import dev.appdb.bot.job.MessageContent;
import dev.appdb.failure.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A bot that answers at once, and the demo's page of it. */
abstract class DemoPages {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String JSON_TYPE = "application/json";
    static final String PLAN = """
            [{"type":"header","text":{"type":"plain_text","text":"Plan of shop dev"}},
             {"type":"section","text":{"type":"mrkdwn","text":"*2 resources* to add, `nothing` to remove\\n&lt;img src=x onerror=hacked=1&gt; &amp;amp; <https://example.com|the docs>\\n<javascript:hacked=1|press me>"}},
             {"type":"section","fields":[{"type":"mrkdwn","text":"*Asked by*\\n<@U1>"},{"type":"mrkdwn","text":"*Target*\\nlocal"}]},
             {"type":"actions","block_id":"decide","elements":[
               {"type":"button","action_id":"approve","style":"primary","text":{"type":"plain_text","text":"Approve"},"value":"1","accessibility_label":"Approve the plan of shop dev"},
               {"type":"button","action_id":"deny","style":"danger","text":{"type":"plain_text","text":"Deny"},"value":"1"}]},
             {"type":"context","elements":[{"type":"mrkdwn","text":"The same without a mouse: `/appdb approve 1`"}]}]
            """;
    static final String MODAL = """
            {"type":"modal","callback_id":"form","title":{"type":"plain_text","text":"Set up a database"},"submit":{"type":"plain_text","text":"Plan"},
             "blocks":[
              {"type":"input","block_id":"app","label":{"type":"plain_text","text":"App"},"hint":{"type":"plain_text","text":"As its folder is called"},
               "element":{"type":"plain_text_input","action_id":"app"}},
              {"type":"input","block_id":"target","label":{"type":"plain_text","text":"Target"},
               "element":{"type":"static_select","action_id":"target","initial_option":{"text":{"type":"plain_text","text":"This machine"},"value":"local"},
                "options":[{"text":{"type":"plain_text","text":"This machine"},"value":"local"},{"text":{"type":"plain_text","text":"AWS"},"value":"aws"}]}},
              {"type":"input","block_id":"extensions","optional":true,"label":{"type":"plain_text","text":"Extensions"},
               "element":{"type":"checkboxes","action_id":"extensions","options":[{"text":{"type":"plain_text","text":"vector"},"value":"vector"},{"text":{"type":"plain_text","text":"pg_trgm"},"value":"pg_trgm"}]}}]}
            """;

    @TempDir
    Path folder;

    final BotMetrics metrics = new BotMetrics();
    final List<String> received = new CopyOnWriteArrayList<>();
    FakeSlack slack;
    SlackAccount account;
    SlackWeb web;
    SocketModeReceiver receiver;
    DemoPage page;

    @BeforeEach
    void start() throws Exception {
        slack = FakeSlack.start(AppManifest.SCOPES).channel("C1", "databases");
        account = SlackAccount.of(URI.create(slack.apiUrl()), new Secret(FakeSlack.BOT_TOKEN), Map.of());
        web = new SlackWeb(account, metrics);
        SlackApp app = new SlackApp(account, metrics, () -> Optional.of(RecordingInbox.HOME), this::register);
        receiver = new SocketModeReceiver(account, new Secret(FakeSlack.APP_TOKEN), app);
        receiver.open();
        slack.awaitConnections(1);
        page = DemoPage.start(slack, "C1", new TreeMap<>(Map.of("U1", "Anna", "U2", "Ben")), 0);
    }

    @AfterEach
    void stop() throws Exception {
        page.close();
        receiver.close();
        account.close();
        slack.close();
    }

    /** A bot that answers at once. */
    void register(App app) {
        app.command("/appdb", (request, context) -> {
            received.add(request.getRequestBodyAsString());
            if (String.valueOf(request.getPayload().getText()).startsWith("setup")) {
                context.client()
                        .viewsOpen(
                                view -> view.triggerId(context.getTriggerId()).viewAsString(MODAL));
            } else {
                say("A plan", Optional.of(PLAN));
            }
            return context.ack();
        });
        app.event(AppHomeOpenedEvent.class, (request, context) -> {
            String shown = "[{\"type\":\"section\",\"text\":{\"type\":\"plain_text\",\"text\":\"the home of "
                    + request.getEvent().getUser() + "\"}},{\"type\":\"actions\",\"elements\":[{\"type\":\"button\","
                    + "\"action_id\":\"at-home\",\"text\":{\"type\":\"plain_text\",\"text\":\"Check\"}}]}]";
            web.publishHome(request.getEvent().getUser(), new MessageContent("", Optional.of(shown), Optional.empty()));
            return context.ack();
        });
        app.viewSubmission("form", (request, context) -> {
            received.add(request.getRequestBodyAsString());
            JsonNode values = json(request.getRequestBodyAsString()).at("/view/state/values");
            if (values.at("/app/app/value").asText().equals("My App")) {
                return context.ackWithErrors(Map.of("app", "has a space: try my-app"));
            }
            say("submitted " + values, Optional.empty());
            return context.ack();
        });
        app.blockAction(Pattern.compile(".*"), (request, context) -> {
            received.add(request.getRequestBodyAsString());
            say(
                    request.getPayload().getUser().getId() + " pressed "
                            + request.getPayload().getActions().get(0).getActionId(),
                    Optional.empty());
            return context.ack();
        });
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void say(String text, Optional<String> blocks) {
        web.post("C1", Optional.empty(), new MessageContent(text, blocks, Optional.empty()), text);
    }

    HeadlessChromium browser() throws Exception {
        return browser(page.url());
    }

    HeadlessChromium browser(URI address) throws Exception {
        Optional<Path> installed = HeadlessChromium.installed();
        assumeTrue(installed.isPresent(), "no Chromium on the PATH, so the page is not looked at in a browser");
        return HeadlessChromium.open(
                installed.orElseThrow(), Files.createDirectories(folder.resolve("profile")), address);
    }

    static String shows(String text) {
        return "document.body.innerText.includes('" + text + "')";
    }
}
