package dev.appdb.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on which one tries the bot: in a real browser where one is installed, and its address in any case. */
class DemoPageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json";
    private static final String PLAN = """
            [{"type":"header","text":{"type":"plain_text","text":"Plan of shop dev"}},
             {"type":"section","text":{"type":"mrkdwn","text":"*2 resources* to add, `nothing` to remove\\n&lt;img src=x onerror=hacked=1&gt; &amp;amp; <https://example.com|the docs>\\n<javascript:hacked=1|press me>"}},
             {"type":"section","fields":[{"type":"mrkdwn","text":"*Asked by*\\n<@U1>"},{"type":"mrkdwn","text":"*Target*\\nlocal"}]},
             {"type":"actions","block_id":"decide","elements":[
               {"type":"button","action_id":"approve","style":"primary","text":{"type":"plain_text","text":"Approve"},"value":"1","accessibility_label":"Approve the plan of shop dev"},
               {"type":"button","action_id":"deny","style":"danger","text":{"type":"plain_text","text":"Deny"},"value":"1"}]},
             {"type":"context","elements":[{"type":"mrkdwn","text":"The same without a mouse: `/appdb approve 1`"}]}]
            """;
    private static final String MODAL = """
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

    /** The contrast of the messages' text, as WCAG 2.2 defines it: 1 to 21. */
    private static final String CONTRAST = """
            (() => {
              const light = color => {
                const [r, g, b] = color.match(/[0-9.]+/g).slice(0, 3)
                    .map(each => each / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const style = getComputedStyle(document.getElementById('messages'));
              const [less, more] = [light(style.color), light(style.backgroundColor)].sort((a, b) => a - b);
              return (more + 0.05) / (less + 0.05);
            })()""";

    private final BotMetrics metrics = new BotMetrics();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private FakeSlack slack;
    private SlackAccount account;
    private SlackWeb web;
    private SocketModeReceiver receiver;
    private DemoPage page;

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
    private void register(App app) {
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

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void say(String text, Optional<String> blocks) {
        web.post("C1", Optional.empty(), new MessageContent(text, blocks, Optional.empty()), text);
    }

    private HeadlessChromium browser() throws Exception {
        return browser(page.url());
    }

    private HeadlessChromium browser(URI address) throws Exception {
        Optional<Path> installed = HeadlessChromium.installed();
        assumeTrue(installed.isPresent(), "no Chromium on the PATH, so the page is not looked at in a browser");
        return HeadlessChromium.open(
                installed.orElseThrow(), Files.createDirectories(folder.resolve("profile")), address);
    }

    private static String shows(String text) {
        return "document.body.innerText.includes('" + text + "')";
    }

    @Test
    void oneTypesAndPressesWithTheKeyboardAlone() throws Exception {
        try (HeadlessChromium chromium = browser()) {
            chromium.await("document.getElementById('channel').textContent === '#databases'");
            assertThat(chromium.evaluate("document.activeElement.id").asText()).isEqualTo("line");
            assertThat(chromium.evaluate("document.querySelector('.notice').innerText")
                            .asText())
                    .contains("This is not Slack.");

            chromium.type("/appdb plan shop dev");
            chromium.press("Enter");
            chromium.await(shows("Plan of shop dev"));

            assertThat(chromium.evaluate("document.querySelector('.section strong').textContent")
                            .asText())
                    .isEqualTo("2 resources");
            assertThat(chromium.evaluate("document.body.innerText").asText())
                    .contains("<img src=x onerror=hacked=1> &amp; the docs")
                    .contains("press me")
                    .contains("@Anna");
            assertThat(chromium.evaluate("document.images.length").asInt()).isZero();
            assertThat(chromium.evaluate("document.querySelectorAll('#messages a').length")
                            .asInt())
                    .isEqualTo(1);
            assertThat(chromium.evaluate("typeof hacked").asText()).isEqualTo("undefined");

            tabTo(chromium, "Approve the plan of shop dev");
            shot(chromium, "message.png");
            chromium.press("Enter");
            chromium.await(shows("U1 pressed approve"));
        }
    }

    /** Goes on with the Tab key until a button with that name has the focus. */
    private static void tabTo(HeadlessChromium chromium, String name) throws Exception {
        for (int i = 0; i < 20; i++) {
            chromium.press("Tab");
            String label = chromium.evaluate(
                            "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || ''")
                    .asText();
            if (label.equals(name)) {
                return;
            }
        }
        throw new AssertionError(name + " can't be reached with the keyboard");
    }

    @Test
    void aModalIsFilledCorrectedAndSubmitted() throws Exception {
        try (HeadlessChromium chromium = browser()) {
            chromium.await("document.getElementById('channel').textContent === '#databases'");
            chromium.type("/appdb setup");
            chromium.press("Enter");
            chromium.await("document.getElementById('modal').open && document.activeElement.id === 'in-app'");

            chromium.type("My App");
            chromium.evaluate("document.querySelector('input[value=vector]').click()");
            chromium.press("Enter");
            chromium.await(shows("has a space: try my-app"));
            shot(chromium, "modal.png");
            assertThat(chromium.evaluate("document.getElementById('in-app').value")
                            .asText())
                    .isEqualTo("My App");

            chromium.evaluate("document.getElementById('in-app').value = 'my-app'");
            chromium.press("Enter");
            chromium.await("!document.getElementById('modal').open && " + shows("submitted"));

            String posted = slack.awaitMessage("C1", message -> message.text().startsWith("submitted"))
                    .text();
            assertThat(posted)
                    .contains("\"value\":\"my-app\"", "\"local\"", "\"vector\"")
                    .doesNotContain("pg_trgm");
        }
    }

    @Test
    void whatIsForOnePersonAnotherDoesNotSee() throws Exception {
        try (HeadlessChromium chromium = browser()) {
            chromium.await("document.getElementById('channel').textContent === '#databases'");
            web.ephemeral("C1", "U1", MessageContent.text("only for Anna"));
            chromium.await(shows("only for Anna"));

            chromium.evaluate(
                    "(() => { const user = document.getElementById('user'); user.value = 'U2'; user.onchange(); })()");
            chromium.await("!" + shows("only for Anna"));
        }
    }

    @Test
    void theHomeTabWithItsButtonsAndDirectMessagesAreOnThePage() throws Exception {
        try (HeadlessChromium chromium = browser()) {
            chromium.await("document.getElementById('channel').textContent === '#databases'");
            web.post("U1", Optional.empty(), MessageContent.text("to you alone"), "direct");
            chromium.evaluate("document.querySelector('[data-place=direct]').click()");
            chromium.await(shows("to you alone"));

            chromium.evaluate("document.querySelector('[data-place=home]').click()");
            chromium.await(shows("the home of U1"));
            chromium.evaluate("document.querySelector('[data-action=at-home]').click()");
            slack.awaitMessage("C1", message -> message.text().equals("U1 pressed at-home"));
            chromium.evaluate("document.querySelector('[data-place=C1]').click()");
            chromium.await("!" + shows("the home of U1"));
        }
    }

    @Test
    void linesAndLongTextsAndFilesAreShownAsSlackShowsThem() throws Exception {
        web.post("C1", Optional.empty(), MessageContent.text("line " + "one\nline ".repeat(40) + "last"), "long");
        web.upload("C1", Optional.empty(), new MessageContent.File("roles.json", "{\n  \"roles\": []\n}"), "The roles");
        slack.awaitMessage("C1", message -> message.text().contains("The roles"));
        try (HeadlessChromium chromium = browser()) {
            chromium.await(shows("The roles"));
            assertThat(number(chromium, "document.querySelectorAll('.text br').length"))
                    .isEqualTo(40);
            int folded = number(chromium, "document.querySelector('.text').clientHeight");
            chromium.evaluate("document.querySelector('button.more').click()");
            assertThat(number(chromium, "document.querySelector('.text').clientHeight"))
                    .as("after See more")
                    .isGreaterThan(folded * 2);

            assertThat(chromium.evaluate("document.querySelector('details summary').innerText")
                            .asText())
                    .isEqualTo("roles.json");
            chromium.evaluate("document.querySelector('details summary').click()");
            chromium.await("document.querySelector('details pre').innerText.includes('\"roles\": []')");
            web.post("C1", Optional.empty(), MessageContent.text("one more"), "more");
            chromium.await(shows("one more"));
            assertThat(chromium.evaluate("document.querySelector('details').open && "
                                    + "document.querySelector('button.more').innerText")
                            .asText())
                    .as("what was opened stays open")
                    .isEqualTo("See less");
        }
    }

    private static int number(HeadlessChromium chromium, String expression) throws Exception {
        return chromium.evaluate(expression).asInt();
    }

    @Test
    void aTimeIsShownInTheReadersOwnTimeZone() throws Exception {
        web.post(
                "C1",
                Optional.empty(),
                MessageContent.text("until <!date^1764500400^{date_short_pretty} at {time}|11:00 UTC>"),
                "time");
        try (HeadlessChromium chromium = browser()) {
            chromium.await("document.querySelector('time') !== null");
            String shown = chromium.evaluate(
                            "document.querySelector('time').innerText + ' | ' + new Date(1764500400000)"
                                    + ".toLocaleTimeString('en-US', {hour: 'numeric', minute: '2-digit'})")
                    .asText();
            assertThat(shown.split(" \\| ")[0]).contains("2025 at ").endsWith(shown.split(" \\| ")[1]);
        }
    }

    @Test
    void twoPeopleStandSideBySideInTwoChannels() throws Exception {
        slack.channel("C2", "on-call");
        try (HeadlessChromium chromium = browser(page.url().resolve("both"))) {
            chromium.await("frames.length === 2 && Array.from(frames).every(each =>"
                    + " each.document.getElementById('places').innerText.includes('#on-call'))");
            web.post("C2", Optional.empty(), MessageContent.text("from the other channel"), "other");
            chromium.await("frames[1].document.querySelector('[data-place=C2]').innerText.includes('•')");
            assertThat(chromium.evaluate(
                                    "Array.from(frames).map(each => each.document.getElementById('user').value).join(' ')")
                            .asText())
                    .isEqualTo("U1 U2");

            chromium.evaluate("frames[1].document.querySelector('[data-place=C2]').click()");
            chromium.await(
                    "frames[1].document.getElementById('messages').innerText.includes('from the other channel')");
            assertThat(chromium.evaluate("frames[0].document.getElementById('messages').innerText.includes('from the')")
                            .asBoolean())
                    .isFalse();
        }
    }

    @Test
    void whatIsWrongWithAFormIsShownInTheForm() throws Exception {
        try (HeadlessChromium chromium = browser()) {
            chromium.await("document.getElementById('channel').textContent === '#databases'");
            chromium.type("/appdb setup");
            chromium.press("Enter");
            chromium.await("document.getElementById('modal').open && document.activeElement.id === 'in-app'");
            chromium.press("Enter");
            chromium.await("document.getElementById('modal-trouble').textContent === \"the modal's app is required\"");
            assertThat(chromium.evaluate("document.getElementById('trouble').textContent")
                            .asText())
                    .isEmpty();
        }
    }

    @Test
    void theColorsHaveContrastInTheLightAndInTheDark() throws Exception {
        try (HeadlessChromium chromium = browser()) {
            web.post("C1", Optional.empty(), MessageContent.text("written"), "written");
            chromium.await(shows("written"));
            for (boolean dark : new boolean[] {false, true}) {
                chromium.look(900, 700, dark);
                assertThat(chromium.evaluate(CONTRAST).asDouble())
                        .as("dark: " + dark)
                        .isGreaterThan(7);
            }
        }
    }

    @Test
    void anotherSitesPageCannotTypeHere() throws Exception {
        assertThat(post("http://evil.example", "application/json").statusCode()).isEqualTo(403);
        assertThat(post(page.url().toString().replaceFirst("/$", ""), "text/plain")
                        .statusCode())
                .isEqualTo(403);
        assertThat(received).isEmpty();

        HttpResponse<String> own = post(page.url().toString().replaceFirst("/$", ""), "application/json");
        assertThat(own.statusCode()).isEqualTo(200);
        slack.awaitMessage("C1", message -> message.text().equals("A plan"));
    }

    /** Such as a button that is gone since the page was drawn. */
    @Test
    void whatCannotBeDoneIsReported() throws Exception {
        HttpResponse<String> answer =
                post(own(), JSON_TYPE, "act", "{\"user\":\"U1\",\"ts\":\"1\",\"action\":\"approve\"}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo("that message is gone");
    }

    /** One chooses the target again although what the first one asks for is still empty. */
    @Test
    void aChangeIsReportedWhileSomethingRequiredIsEmpty() throws Exception {
        post(own(), JSON_TYPE, "type", "{\"user\":\"U1\",\"line\":\"/appdb setup\"}");
        slack.user("U1").awaitModal("Set up a database");

        assertThat(post(own(), JSON_TYPE, "submit", "{\"user\":\"U1\",\"values\":{}}")
                        .body())
                .isEqualTo("the modal's app is required");
        assertThat(post(
                                own(),
                                JSON_TYPE,
                                "set",
                                "{\"user\":\"U1\",\"action\":\"target\",\"value\":\"aws\",\"values\":{}}")
                        .statusCode())
                .isEqualTo(200);
    }

    private String own() {
        return page.url().toString().replaceFirst("/$", "");
    }

    private HttpResponse<String> post(String origin, String type) throws Exception {
        return post(origin, type, "type", "{\"user\":\"U1\",\"line\":\"/appdb plan\"}");
    }

    private HttpResponse<String> post(String origin, String type, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(page.url().resolve(path))
                .header("Origin", origin)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void thePageMayLoadNothingFromElsewhere() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(page.url()).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(answer.body()).contains("This is not Slack.").doesNotContain("https://");
        assertThat(page.url().getHost()).isEqualTo("127.0.0.1");
    }

    /** Takes a screenshot into the folder of {@code -Ddemo.screenshots}, if there is one. */
    private static void shot(HeadlessChromium chromium, String name) throws Exception {
        String wanted = System.getProperty("demo.screenshots", "");
        if (!wanted.isEmpty()) {
            chromium.screenshot(Path.of(wanted, name));
        }
    }
}
