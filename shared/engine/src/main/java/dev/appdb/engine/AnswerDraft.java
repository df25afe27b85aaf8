package dev.appdb.engine;

import dev.appdb.failure.FailureException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the answers of somebody who left before a run began, so that they can go on. There is one draft at most; a run
 * has its answers in the journal.
 */
public interface AnswerDraft {

    /**
     * Keeps answers in place of those that were kept before.
     *
     * @param answers by flag, as {@link ProvisioningEngine#begin} takes them; never a secret
     * @throws FailureException if they can't be kept
     */
    void keep(Map<String, String> answers) throws FailureException;

    /** The stored answers; empty also if they can't be read. */
    Optional<Map<String, String>> kept();

    /** The time at which they were kept; empty where nothing is kept, or the time is not known. */
    default Optional<Instant> keptAt() {
        return Optional.empty();
    }

    /** Forgets what is kept, if anything is. */
    void discard() throws FailureException;
}
