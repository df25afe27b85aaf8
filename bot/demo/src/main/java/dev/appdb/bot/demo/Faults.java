package dev.appdb.bot.demo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The faults that the fake's Web API is to produce, per method, each once. */
final class Faults {
    private final Map<String, Deque<Fault>> queued = new HashMap<>();

    /** One faulty reaction to a call. */
    sealed interface Fault {
        /** HTTP 429. */
        record RateLimited(Duration retryAfter) implements Fault {}

        /** {@code "ok": false} with an error. */
        record Refused(String error) implements Fault {}

        /** An HTTP status with a body that is no JSON. */
        record Broken(int status) implements Fault {}

        /** The call does its work, but its answer never comes. */
        record Unanswered() implements Fault {}

        /** The call waits for a test. */
        record Held(CountDownLatch until) implements Fault {}
    }

    synchronized void add(String method, Fault fault, int times) {
        for (int i = 0; i < times; i++) {
            queued.computeIfAbsent(method, name -> new ArrayDeque<>()).add(fault);
        }
    }

    synchronized Optional<Fault> next(String method) {
        return Optional.ofNullable(queued.get(method)).map(Deque::poll);
    }
}
