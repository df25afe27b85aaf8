package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** One of the demo's people, who uses the page's own addresses. */
final class DemoClient {
    /** The line in which a demo prints the address of its page. */
    static final Pattern PAGE = Pattern.compile("Open: +(http://127\\.0\\.0\\.1:\\d+/)");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    private final URI page;
    private final String user;
    private final String place;

    /** Somebody in the first channel. */
    DemoClient(URI page, String user) {
        this(page, user, "");
    }

    private DemoClient(URI page, String user, String place) {
        this.page = page;
        this.user = user;
        this.place = place;
    }

    /** The same person in another channel. */
    DemoClient in(String channel) {
        return new DemoClient(page, user, channel);
    }

    URI page() {
        return page;
    }

    void types(String line) throws Exception {
        post("type", Map.of("user", user, "place", place, "line", line));
    }

    void presses(JsonNode message, String action) throws Exception {
        post(
                "act",
                Map.of("user", user, "place", place, "ts", message.path("ts").asText(), "action", action));
    }

    /** Waits for a message with a text, in the channel. */
    JsonNode awaitMessage(String text) throws Exception {
        for (long end = System.nanoTime() + Duration.ofMinutes(2).toNanos(); System.nanoTime() < end; ) {
            for (JsonNode message : messages()) {
                if (message.toString().contains(text)) {
                    return message;
                }
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no message with " + text + ": " + messages());
    }

    JsonNode messages() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(page.resolve("state?user=" + user + "&place=" + place))
                .build();
        return JSON.readTree(
                        HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .path("messages");
    }

    private void post(String path, Map<String, String> body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(page.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
