package dev.appdb.bot.slack;

import dev.appdb.failure.FailureException;
import java.util.Optional;

/** The receiver of what Slack sends: over Socket Mode or HTTP. */
public interface SlackReceiver extends AutoCloseable {

    /**
     * Begins to receive.
     *
     * @throws FailureException if it can't ever be opened as configured; what may pass by itself is no failure
     */
    void open() throws FailureException;

    /** The reason why no requests can arrive at the moment; empty if they can. May take some seconds. */
    Optional<String> problem();

    /** Lets nothing in any more, and waits until what came in has been kept and acknowledged. */
    @Override
    void close();
}
