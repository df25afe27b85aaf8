package dev.appdb.bot.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Delivers over HTTP, signed as docs.slack.dev/authentication/verifying-requests-from-slack says. */
public final class HttpSender {
    private final URI target;
    private final String secret;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    HttpSender(URI target, String secret, Clock clock) {
        this.target = target;
        this.secret = secret;
        this.clock = clock;
    }

    /** A request as Slack would send it, which a test may forge. */
    public record Signed(String body, String contentType, String timestamp, String signature) {}

    /** A request as Slack sends it now. */
    public Signed sign(String body, String contentType) {
        return sign(body, contentType, clock.instant());
    }

    /** A request as Slack would have sent it at some time. */
    public Signed sign(String body, String contentType, Instant at) {
        String timestamp = Long.toString(at.getEpochSecond());
        return new Signed(body, contentType, timestamp, signature(secret, timestamp, body));
    }

    /** {@code v0=} and the hex HMAC-SHA256 of {@code v0:timestamp:body}. */
    public static String signature(String secret, String timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] base = ("v0:" + timestamp + ":" + body).getBytes(StandardCharsets.UTF_8);
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(base));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /** Sends a request, and waits for the answer. */
    public Delivered.Ack send(Signed request) throws IOException, InterruptedException {
        long before = System.nanoTime();
        HttpRequest.Builder post = HttpRequest.newBuilder(target)
                .header("Content-Type", request.contentType())
                .POST(HttpRequest.BodyPublishers.ofString(request.body(), StandardCharsets.UTF_8));
        if (!request.timestamp().isEmpty()) {
            post.header("X-Slack-Request-Timestamp", request.timestamp());
        }
        if (!request.signature().isEmpty()) {
            post.header("X-Slack-Signature", request.signature());
        }
        HttpResponse<String> answer = http.send(post.build(), HttpResponse.BodyHandlers.ofString());
        return new Delivered.Ack(answer.statusCode(), answer.body(), Duration.ofNanos(System.nanoTime() - before));
    }

    /** A slash command's or an interaction's body. */
    static String body(String type, JsonNode payload) {
        if (type.equals("events_api")) {
            return payload.toString();
        }
        if (type.equals("interactive")) {
            return "payload=" + encode(payload.toString());
        }
        return payload.properties().stream()
                .map(field -> field.getKey() + "=" + encode(field.getValue().asText()))
                .collect(Collectors.joining("&"));
    }

    static String contentType(String type) {
        return type.equals("events_api") ? "application/json" : "application/x-www-form-urlencoded";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
