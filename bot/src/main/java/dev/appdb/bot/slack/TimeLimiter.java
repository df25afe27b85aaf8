package dev.appdb.bot.slack;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Waits for something only for a while, and goes on without it then: Slack does not wait for an acknowledgement longer
 * than 3 s, however long its Web API takes.
 */
final class TimeLimiter {
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;
    private final Duration limit;

    /** @param threads how many may be at work at once, also those that nobody waits for any more */
    TimeLimiter(int threads, Duration limit) {
        this.limit = limit;
        this.threads = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), TimeLimiter::daemon);
        this.threads.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "time-limited");
        thread.setDaemon(true);
        return thread;
    }

    /** @return empty if it took too long: if it has begun, it goes on all the same, and nobody learns what it came to */
    <T> Optional<T> call(Supplier<T> work) {
        Future<T> result = threads.submit(work::get);
        try {
            return Optional.of(result.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            result.cancel(false);
        }
    }
}
