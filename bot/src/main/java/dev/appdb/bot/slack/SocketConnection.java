package dev.appdb.bot.slack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.slack.api.Slack;
import com.slack.api.socket_mode.impl.SocketModeClientJavaWSImpl;
import com.slack.api.socket_mode.queue.impl.ConcurrentLinkedMessageQueue;
import dev.appdb.failure.Secret;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SDK's Socket Mode client, which keeps the connection up. Messages go straight to the receiver instead of through a
 * queue that ten threads poll every 10 ms, and are never logged.
 */
final class SocketConnection extends SocketModeClientJavaWSImpl {
    private static final Logger LOG = LoggerFactory.getLogger(SocketConnection.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Between two looks whether the connection is up; also the time that a new one has for its handshakes. */
    private static final long MONITOR_INTERVAL_MILLIS = 3_000;

    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);
    /** Slack's code in the message of the SDK's exception. */
    private static final Pattern CODE = Pattern.compile("error: ([a-z_]+)");

    private final BiConsumer<SocketConnection, String> messages;
    private volatile String failure = "";
    private volatile boolean isEnded;
    private volatile long warnedNanos = System.nanoTime() - BETWEEN_WARNINGS.toNanos() - 1;

    /** @param messages takes each message, and must not wait */
    SocketConnection(Slack slack, Secret appToken, String url, BiConsumer<SocketConnection, String> messages)
            throws URISyntaxException {
        super(
                slack,
                appToken.reveal(),
                url,
                0,
                new ConcurrentLinkedMessageQueue(),
                true,
                true,
                MONITOR_INTERVAL_MILLIS);
        this.messages = messages;
    }

    @Override
    public void enqueueMessage(String message) {
        messages.accept(this, message);
    }

    /** Messages have what people typed, and response URLs. */
    @Override
    public void debugLogRequest(String message) {
        // Never logged.
    }

    @Override
    public void debugLogResponse(String message) {
        // Never logged.
    }

    /**
     * A refusal comes as an exception that would end the monitor, so that nothing would reconnect any more. The monitor
     * takes being interrupted at the end for a broken connection, and is then not to open another one.
     */
    @Override
    public void connectToNewEndpoint() throws IOException {
        if (isEnded) {
            return;
        }
        try {
            super.connectToNewEndpoint();
            failure = "";
        } catch (IOException | RuntimeException e) {
            Matcher code = CODE.matcher(String.valueOf(e.getMessage()));
            failure = "could not reconnect to Slack ("
                    + (code.find() ? code.group(1) : e.getClass().getSimpleName()) + ")";
            warn();
            throw new IOException(e.getClass().getSimpleName(), e);
        }
    }

    /** The reason why it could not reconnect, with Slack's code where it refuses, as a revoked token; empty once it could. */
    String failure() {
        return failure;
    }

    /** Reports once a minute that it can't reconnect. */
    private void warn() {
        long now = System.nanoTime();
        if (now - warnedNanos > BETWEEN_WARNINGS.toNanos()) {
            warnedNanos = now;
            LOG.warn("{}; trying again", failure);
        }
    }

    /** Acknowledges an envelope, and says whether it could be sent. */
    boolean acknowledge(String envelopeId, Optional<String> reply) {
        ObjectNode ack = JSON.createObjectNode().put("envelope_id", envelopeId);
        reply.ifPresent(json -> ack.putRawValue("payload", new RawValue(json)));
        try {
            sendWebSocketMessage(ack.toString());
            return true;
        } catch (RuntimeException e) {
            LOG.info("an acknowledgement did not get through: {}", e.getClass().getSimpleName());
            return false;
        }
    }

    /** Disconnects, and ends the threads. */
    void end() {
        isEnded = true;
        setAutoReconnectEnabled(false);
        try {
            close();
        } catch (IOException e) {
            LOG.debug("closing", e);
        }
    }
}
