package dev.appdb.bot.job;

import java.time.Duration;

/** Counts what becomes of jobs and runs. Called on the jobs' threads, and must neither wait nor throw. */
public interface JobMetrics {
    /** Tells nobody. */
    JobMetrics NONE = new JobMetrics() {
        @Override
        public void job(String task, boolean isDone, Duration took) {
            // Not counted.
        }

        @Override
        public void run(String command, String result) {
            // Not counted.
        }

        @Override
        public void messageGivenUp() {
            // Not counted.
        }

        @Override
        public void messageRedirected() {
            // Not counted.
        }
    };

    /**
     * A job ended.
     *
     * @param task what it does, such as {@code run} or {@code check}; one of few
     * @param isDone false if it is to be tried again
     */
    void job(String task, boolean isDone, Duration took);

    /**
     * A run ended, and that is kept.
     *
     * @param command such as {@code apply}
     * @param result such as {@code done}, {@code failed} or {@code refused}
     */
    void run(String command, String result);

    /** No one will see a message, since Slack refuses every way to show it. */
    void messageGivenUp();

    /** A scheduled message goes to a person directly, since its channel refuses it. */
    void messageRedirected();
}
