package dev.appdb.bot.slack;

import java.time.Duration;

/** Counts and times what passes between the bot and Slack. Called on any thread, and must neither wait nor throw. */
public interface SlackMetrics {
    /** The transport of signed HTTP requests. */
    String HTTP = "http";

    /** The transport of a WebSocket that the bot opens. */
    String SOCKET_MODE = "socket-mode";

    /** The ways in which a request of Slack ends. */
    enum Acknowledged {
        NEW,
        DUPLICATE,
        /** Not acknowledged, as it could not be kept; Slack delivers it again. */
        FAILED,
        /** Not Slack's, or unreadable. */
        REFUSED
    }

    /**
     * A request was acknowledged or refused.
     *
     * @param transport such as {@code http}
     */
    void delivery(String transport, Acknowledged how, Duration took);

    /** Slack answered a call of a method with HTTP 429. */
    void rateLimited(String method);

    /** A call of a method was answered, or not. */
    void call(String method, String outcome, Duration took);
}
