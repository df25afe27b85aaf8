package dev.appdb.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.job.MessageContent;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The page on which one tries the bot: in a real browser where one is installed, and its address in any case. */
class DemoPageTest extends DemoPages {
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
            chromium.click("document.querySelector('input[value=vector]')");
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
            chromium.click("document.querySelector('[data-place=direct]')");
            chromium.await(shows("to you alone"));

            chromium.click("document.querySelector('[data-place=home]')");
            chromium.await(shows("the home of U1"));
            chromium.click("document.querySelector('[data-action=at-home]')");
            slack.awaitMessage("C1", message -> message.text().equals("U1 pressed at-home"));
            chromium.click("document.querySelector('[data-place=C1]')");
            chromium.await("!" + shows("the home of U1"));
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
