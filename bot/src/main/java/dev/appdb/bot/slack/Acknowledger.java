package dev.appdb.bot.slack;

import dev.appdb.bot.slack.RequestHandler.Receipt;
import dev.appdb.bot.slack.SlackMetrics.Acknowledged;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The handling, by both receivers, of a verified request: hands it on, counts it, acknowledges it. */
final class Acknowledger {
    private static final Logger LOG = LoggerFactory.getLogger(Acknowledger.class);

    private final String receiver;
    private final RequestHandler handler;
    private final SlackMetrics metrics;

    Acknowledger(String receiver, RequestHandler handler, SlackMetrics metrics) {
        this.receiver = receiver;
        this.handler = handler;
        this.metrics = metrics;
    }

    /**
     * Hands a request to the handler.
     *
     * @param receivedNanos {@link System#nanoTime} of its arrival
     * @param acknowledge is called with the reply to send, if it was kept
     * @return whether it was kept; if not, it must not be acknowledged
     */
    boolean handOver(SlackRequest delivery, long receivedNanos, Acknowledge acknowledge) {
        Receipt receipt;
        try {
            receipt = delivery.kind() == SlackRequest.Kind.UNKNOWN ? Receipt.NEW : handler.accept(delivery);
        } catch (RuntimeException e) {
            // The class says what is wrong; a message might quote what a person typed.
            LOG.warn(
                    "{} could not be kept ({}), so that Slack will repeat it",
                    delivery,
                    e.getClass().getName());
            LOG.debug("why", e);
            count(Acknowledged.FAILED, receivedNanos);
            return false;
        }
        // Counted first, so that whoever has the acknowledgement finds it counted.
        count(receipt.isNew() ? Acknowledged.NEW : Acknowledged.DUPLICATE, receivedNanos);
        acknowledge.with(receipt.reply());
        return true;
    }

    void count(Acknowledged how, long receivedNanos) {
        metrics.delivery(receiver, how, Duration.ofNanos(System.nanoTime() - receivedNanos));
    }

    /** Sends an acknowledgement. */
    @FunctionalInterface
    interface Acknowledge {
        void with(Optional<String> reply);
    }
}
