package dev.appdb.bot.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.bolt.response.Response;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.apps.connections.AppsConnectionsOpenResponse;
import dev.appdb.bot.slack.RequestParser.UnreadableException;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Secret;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.java_websocket.framing.CloseFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receiver over Socket Mode, which needs no public address. Each connection is the SDK's client, which reconnects by
 * itself; what it does with messages is replaced. Bolt's {@code SocketModeApp} is not used: it opens two connections at
 * each start, lets go of one before the next is there, and has a single thread.
 */
public final class SocketModeReceiver implements SlackReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(SocketModeReceiver.class);
    private static final int THREADS = 16;
    private static final Duration RECONNECT_PAUSE = Duration.ofMillis(500);
    private static final Duration QUICKLY_AGAIN_AFTER = Duration.ofSeconds(30);
    private static final Duration OLD_LASTS = Duration.ofSeconds(30);
    private static final Duration LAST_ACKS = Duration.ofSeconds(3);
    /** Refusals that no waiting helps against; docs.slack.dev/reference/methods/apps.connections.open. */
    private static final Set<String> FINAL = Set.of(
            "invalid_auth",
            "not_authed",
            "account_inactive",
            "token_revoked",
            "token_expired",
            "no_permission",
            "not_allowed_token_type",
            "missing_scope",
            "user_removed_from_team",
            "forbidden_team");

    private final SlackAccount account;
    private final Secret appToken;
    private final SlackApp app;
    private final Duration firstPause;
    private final ThreadPoolExecutor threads = (ThreadPoolExecutor) Executors.newFixedThreadPool(THREADS);
    private final ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor();
    private final Set<SocketConnection> all = ConcurrentHashMap.newKeySet();
    private volatile String trouble = "not connected yet";
    private volatile boolean isClosing;
    private volatile long lastReconnectNanos = System.nanoTime() - QUICKLY_AGAIN_AFTER.toNanos() - 1;
    private volatile @Nullable SocketConnection connection;

    public SocketModeReceiver(SlackAccount account, Secret appToken, SlackApp app) {
        this(account, appToken, app, Duration.ofSeconds(1));
    }

    /** @param firstPause before the second try to connect at start; doubles up to 30 s */
    SocketModeReceiver(SlackAccount account, Secret appToken, SlackApp app, Duration firstPause) {
        this.account = account;
        this.appToken = appToken;
        this.app = app;
        this.firstPause = firstPause;
    }

    @Override
    public void open() throws FailureException {
        connect(firstPause);
    }

    /** Tries once; what may pass by itself is tried again later, and {@link #problem} says so meanwhile. */
    private void connect(Duration pause) throws FailureException {
        try {
            AppsConnectionsOpenResponse answer =
                    account.slack().methods().appsConnectionsOpen(request -> request.token(appToken.reveal()));
            if (answer.isOk()) {
                SocketConnection opened =
                        new SocketConnection(account.slack(), appToken, answer.getUrl(), this::received);
                opened.addWebSocketCloseListener((code, reason) -> closed(opened, code));
                all.add(opened);
                connection = opened;
                opened.connect();
                return;
            }
            if (FINAL.contains(answer.getError())) {
                throw refused(answer.getError());
            }
            trouble = "Slack refused a connection: " + answer.getError();
        } catch (SlackApiException e) {
            trouble = "Slack answered HTTP " + e.getResponse().code();
        } catch (IOException | URISyntaxException | RuntimeException e) {
            trouble = "Slack can't be reached: " + e.getClass().getSimpleName();
        }
        LOG.warn("{}; trying again in {} s", trouble, pause.toSeconds());
        later(pause, () -> again(pause));
    }

    private void again(Duration pause) {
        if (isClosing) {
            return;
        }
        Duration next = pause.multipliedBy(2);
        Duration longest = Duration.ofSeconds(30);
        try {
            connect(next.compareTo(longest) > 0 ? longest : next);
        } catch (FailureException e) {
            trouble = e.failure().sentence();
            LOG.error("{}", trouble);
        }
    }

    private static FailureException refused(String error) {
        return Failure.failed(
                        "slack-refused",
                        "could not connect to Slack over Socket Mode",
                        "Slack refused SLACK_APP_TOKEN (" + error + ")",
                        "Make an app-level token with the scope connections:write in the app's settings, under Basic"
                                + " Information, and set SLACK_APP_TOKEN to it.")
                .asException();
    }

    @Override
    public Optional<String> problem() {
        SocketConnection current = connection;
        if (current == null) {
            return Optional.of(trouble);
        }
        String why = current.failure();
        return current.verifyConnection()
                ? Optional.empty()
                : Optional.of("the connection to Slack is down" + (why.isEmpty() ? "" : ": " + why));
    }

    /** Called by the connection's reader, which must not wait. */
    private void received(SocketConnection from, String message) {
        long at = System.nanoTime();
        try {
            threads.execute(() -> take(from, message, at));
        } catch (RejectedExecutionException e) {
            // It is closing: what is not acknowledged Slack delivers to another replica.
            LOG.debug("not taken while closing");
        }
    }

    private void take(SocketConnection from, String message, long at) {
        try {
            ObjectNode envelope = RequestParser.json(message);
            if (envelope.path("type").asText().equals("disconnect")) {
                replace(from);
            } else if (envelope.has("envelope_id") && !isClosing) {
                Response response = app.socketMode(envelope, at);
                if (response.getStatusCode() == SlackApp.ACKNOWLEDGED) {
                    acknowledge(from, envelope.path("envelope_id").asText(), Optional.ofNullable(response.getBody()));
                }
            }
        } catch (UnreadableException e) {
            LOG.warn("a message of Slack's could not be read: {}", e.getMessage());
        }
    }

    /** Acknowledges over either connection. If both fail, Slack delivers it again, and it is a duplicate. */
    private void acknowledge(SocketConnection from, String id, Optional<String> reply) {
        SocketConnection current = connection;
        if (!from.acknowledge(id, reply) && current != null && current != from) {
            current.acknowledge(id, reply);
        }
    }

    /**
     * Slack is about to close a connection, and says so. The SDK would close it at once and then open another, losing
     * what arrives meanwhile; here the old one goes on until Slack closes it, or for half a minute.
     */
    private synchronized void replace(SocketConnection old) {
        if (isClosing || old != connection) {
            return;
        }
        old.setAutoReconnectEnabled(false);
        again(firstPause);
        later(OLD_LASTS, () -> end(old));
    }

    private void later(Duration after, Runnable action) {
        try {
            ScheduledFuture<?> unused = retries.schedule(action, after.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("not done any more while closing");
        }
    }

    private void end(SocketConnection old) {
        all.remove(old);
        old.end();
    }

    /**
     * A connection has ended. The SDK's monitor would see it some seconds later, which people would notice; but it alone
     * tries again and again, at a pace that Slack allows.
     */
    private void closed(SocketConnection ended, int code) {
        long now = System.nanoTime();
        boolean isFirstInAWhile = now - lastReconnectNanos > QUICKLY_AGAIN_AFTER.toNanos();
        if (code == CloseFrame.NORMAL || isClosing || ended != connection || !isFirstInAWhile) {
            return;
        }
        lastReconnectNanos = now;
        later(RECONNECT_PAUSE, () -> reconnect(ended));
    }

    private void reconnect(SocketConnection current) {
        if (isClosing) {
            return;
        }
        try {
            current.connectToNewEndpoint();
        } catch (IOException e) {
            LOG.warn("{}; trying again", current.failure());
        }
    }

    @Override
    public void close() {
        isClosing = true;
        retries.shutdownNow();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_ACKS.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(SocketConnection::end);
    }
}
