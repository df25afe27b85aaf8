package dev.appdb.bot.slack;

import com.slack.api.bolt.response.Response;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.appdb.bot.slack.SlackMetrics.Acknowledged;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The receiver over HTTP: {@code POST /slack/events}, signed by Slack, on the JDK's own server. The signature is verified
 * over the bytes that came, before anything parses them.
 */
public final class HttpReceiver implements SlackReceiver {
    public static final String PATH = "/slack/events";
    /** More than the largest modal that Slack sends (250 kB), twice encoded. */
    static final int LONGEST_BODY_BYTES = 1 << 20;

    /** Slack has given up on an acknowledgement by then. */
    private static final int LAST_ACKS_SECONDS = 3;

    private final InetSocketAddress address;
    private final RequestSignature signature;
    private final RefusedSignatures refusedSignatures;
    private final SlackApp app;
    private final SlackMetrics metrics;
    private final ExecutorService threads = HttpListener.threads();
    private @Nullable HttpServer server;

    public HttpReceiver(
            InetSocketAddress address, Secret signingSecret, SlackApp app, SlackMetrics metrics, Clock clock) {
        this.address = address;
        this.signature = new RequestSignature(signingSecret, clock);
        this.refusedSignatures = new RefusedSignatures(clock);
        this.app = app;
        this.metrics = metrics;
    }

    @Override
    public synchronized void open() throws FailureException {
        try {
            HttpServer created = HttpListener.at(address);
            created.createContext("/", this::handle);
            created.setExecutor(threads);
            created.start();
            server = created;
        } catch (IOException e) {
            throw Failure.failed(
                            "address-not-free",
                            "could not listen on " + address.getHostString() + ":" + address.getPort(),
                            String.valueOf(e.getMessage()),
                            "Choose another address with --http, or stop the process that listens there.")
                    .asException(e);
        }
    }

    /** The port that it listens on: that of the address, or the one that was free if that is 0. */
    public synchronized int port() {
        HttpServer listening = server;
        if (listening == null) {
            throw new IllegalStateException("not open");
        }
        return listening.getAddress().getPort();
    }

    @Override
    public synchronized Optional<String> problem() {
        return server == null ? Optional.of("not open") : refusedSignatures.problem();
    }

    private void handle(HttpExchange exchange) throws IOException {
        long received = System.nanoTime();
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                answer(exchange, 404, "");
            } else if (!exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Allow", "POST");
                answer(exchange, 405, "");
            } else {
                post(exchange, received);
            }
        }
    }

    private void post(HttpExchange exchange, long received) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY_BYTES + 1);
        if (body.length > LONGEST_BODY_BYTES) {
            refuse(exchange, 413, received);
            return;
        }
        RequestSignature.Judged judged = signature.judge(
                header(exchange, "X-Slack-Request-Timestamp"), header(exchange, "X-Slack-Signature"), body);
        if (judged.verdict() != RequestSignature.Verdict.VALID) {
            refusedSignatures.refused(judged.verdict(), judged.age());
            refuse(exchange, 401, received);
            return;
        }
        refusedSignatures.passed();
        Response response = app.http(new String(body, StandardCharsets.UTF_8), received);
        if (response.getBody() != null) {
            exchange.getResponseHeaders().set("Content-Type", response.getContentType());
        }
        answer(exchange, response.getStatusCode(), response.getBody() == null ? "" : response.getBody());
    }

    private void refuse(HttpExchange exchange, int status, long received) throws IOException {
        metrics.delivery(SlackMetrics.HTTP, Acknowledged.REFUSED, Duration.ofNanos(System.nanoTime() - received));
        answer(exchange, status, "");
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public synchronized void close() {
        HttpServer listening = server;
        server = null;
        // First those under way, then the address: the JDK's own graceful stop waits its whole time in any case.
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_ACKS_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (listening != null) {
            listening.stop(0);
        }
    }
}
