package dev.appdb.bot.slack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.appdb.bot.slack.SlackMetrics.Acknowledged;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The way in over HTTP: {@code POST /slack/events}, signed by Slack. Bolt's {@code App} is bypassed, since it asks Slack
 * who it is inside the acknowledgement, and answers a failed question with an error; the JDK's server does the rest.
 */
public final class HttpReceiver implements SlackReceiver {
    public static final String PATH = "/slack/events";
    /** More than the largest modal that Slack sends (250 kB), twice encoded. */
    static final int LONGEST_BODY_BYTES = 1 << 20;

    private static final int THREADS = 16;
    /** Slack has given up on an acknowledgement by then. */
    private static final int LAST_ACKS_SECONDS = 3;

    private final InetSocketAddress address;
    private final RequestSignature signature;
    private final Acknowledger acknowledger;
    private final Clock clock;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private @Nullable HttpServer server;

    public HttpReceiver(
            InetSocketAddress address,
            Secret signingSecret,
            RequestHandler handler,
            SlackMetrics metrics,
            Clock clock) {
        this.address = address;
        this.signature = new RequestSignature(signingSecret, clock);
        this.acknowledger = new Acknowledger("http", handler, metrics);
        this.clock = clock;
    }

    @Override
    public synchronized void open() throws FailureException {
        try {
            HttpServer created = HttpServer.create(address, 0);
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
        return server == null ? Optional.of("not open") : Optional.empty();
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
            acknowledger.count(Acknowledged.REFUSED, received);
            answer(exchange, 413, "");
            return;
        }
        if (!signature.isValid(
                header(exchange, "X-Slack-Request-Timestamp"), header(exchange, "X-Slack-Signature"), body)) {
            acknowledger.count(Acknowledged.REFUSED, received);
            answer(exchange, 401, "");
            return;
        }
        try {
            take(
                    exchange,
                    SlackRequestReader.body(header(exchange, "Content-Type").orElse(""), body),
                    received);
        } catch (SlackRequestReader.UnreadableException e) {
            acknowledger.count(Acknowledged.REFUSED, received);
            answer(exchange, 400, "");
        }
    }

    private void take(HttpExchange exchange, SlackRequestReader.Body body, long received) throws IOException {
        if (body.payload().path("type").asText().equals("url_verification")) {
            // Slack asks this once, when the address is entered in the app's settings.
            answer(exchange, 200, body.payload().path("challenge").asText());
            return;
        }
        SlackRequest delivery = SlackRequestReader.delivery(body.type(), body.payload(), clock.instant());
        boolean isKept = acknowledger.handOver(delivery, received, reply -> {
            try {
                reply.ifPresent(json -> exchange.getResponseHeaders().set("Content-Type", "application/json"));
                answer(exchange, 200, reply.orElse(""));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        if (!isKept) {
            answer(exchange, 500, "");
        }
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
