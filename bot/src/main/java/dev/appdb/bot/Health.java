package dev.appdb.bot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.appdb.bot.slack.HttpListener;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * Says how the bot is: {@code /healthz} (the process answers), {@code /readyz} (200 when all of what it needs works,
 * otherwise 503 with what does not), {@code /metrics} for Prometheus. It has an address of its own, which Slack and the
 * internet need not reach.
 */
public final class Health implements AutoCloseable {
    static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final String OK = "ok";

    private final HttpServer server;
    private final ExecutorService threads = HttpListener.threads();
    private final List<Readiness> needed;
    private final Clock clock;
    private Map<String, String> last = Map.of();
    private Instant lastAt = Instant.EPOCH;
    private volatile boolean isStopping;

    private Health(HttpServer server, List<Readiness> needed, Clock clock) {
        this.server = server;
        this.needed = List.copyOf(needed);
        this.clock = clock;
    }

    /**
     * Begins to answer.
     *
     * @throws FailureException if the address is taken
     */
    public static Health start(InetSocketAddress address, List<Readiness> needed, BotMetrics metrics, Clock clock)
            throws FailureException {
        HttpServer server;
        try {
            server = HttpListener.at(address);
        } catch (IOException e) {
            throw Failure.failed(
                            "address-not-free",
                            "could not listen on " + address.getHostString() + ":" + address.getPort() + " for health",
                            String.valueOf(e.getMessage()),
                            "Set APPDB_BOT_HEALTH to another address, or stop the process that listens there.")
                    .asException(e);
        }
        Health health = new Health(server, needed, clock);
        server.createContext("/healthz", page("text/plain; charset=utf-8", () -> new Page(200, OK + "\n")));
        server.createContext("/readyz", page("text/plain; charset=utf-8", health::ready));
        server.createContext(
                "/metrics", page("text/plain; version=0.0.4; charset=utf-8", () -> new Page(200, metrics.scrape())));
        server.setExecutor(health.threads);
        server.start();
        return health;
    }

    private record Page(int status, String text) {}

    private static HttpHandler page(String type, java.util.function.Supplier<Page> content) {
        return exchange -> {
            try (HttpExchange open = exchange) {
                Page page = content.get();
                byte[] bytes = page.text().getBytes(StandardCharsets.UTF_8);
                open.getResponseHeaders().set("Content-Type", type);
                open.sendResponseHeaders(page.status(), bytes.length);
                open.getResponseBody().write(bytes);
            }
        };
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private Page ready() {
        if (isStopping) {
            return new Page(503, "stopping\n");
        }
        Map<String, String> found = look();
        StringBuilder text = new StringBuilder();
        found.forEach(
                (name, state) -> text.append(name).append(": ").append(state).append('\n'));
        boolean isReady = found.values().stream().allMatch(OK::equals);
        return new Page(isReady ? 200 : 503, text.toString());
    }

    private synchronized Map<String, String> look() {
        Instant now = clock.instant();
        boolean wasReady = !last.isEmpty() && last.values().stream().allMatch(OK::equals);
        // Only what is good is remembered: whoever waits for readiness is not to wait longer.
        if (wasReady && Duration.between(lastAt, now).abs().compareTo(REMEMBERED) < 0) {
            return last;
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (Readiness each : needed) {
            found.put(each.name(), each.problem().get().orElse(OK));
        }
        last = found;
        lastAt = now;
        return found;
    }

    /** Checks every part; empty if all of them work. */
    public Optional<String> problem() {
        Page page = ready();
        return page.status() == 200 ? Optional.empty() : Optional.of(page.text().strip());
    }

    /** Makes the bot report that it is not ready, so that no new requests are sent here. */
    void stopping() {
        isStopping = true;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
