package dev.appdb.call;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The log of the calls of this process to others. It is off until somebody listens, and then costs nothing. */
public final class CallLog {
    private volatile @Nullable Consumer<Call> listener;

    /**
     * One call, which has ended.
     *
     * @param system the system that was called, such as {@code postgresql}, {@code aws} or {@code program}
     * @param what the call in one line, without secrets
     * @param took how long it took, repetitions included
     * @param trouble the code that it failed with; empty where it did not
     */
    public record Call(String system, String what, Duration took, Optional<String> trouble) {}

    /** Has every later call passed to a listener, which is called in the thread of the call. */
    public void listen(Consumer<Call> to) {
        listener = to;
    }

    /** True if somebody listens. */
    public boolean isOn() {
        return listener != null;
    }

    /**
     * Logs a call that has just ended.
     *
     * @param sinceNanos the time of {@link System#nanoTime()} when it began
     */
    public void ended(String system, String what, long sinceNanos, Optional<String> trouble) {
        ended(new Call(system, what, Duration.ofNanos(System.nanoTime() - sinceNanos), trouble));
    }

    /** Logs a call. */
    public void ended(Call call) {
        Consumer<Call> to = listener;
        if (to != null) {
            to.accept(call);
        }
    }
}
