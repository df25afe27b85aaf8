package dev.appdb.tui.screen;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Keys and tasks on their way to the one thread that handles them; filled from any thread. */
final class InputQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<KeyStroke> keys = new ArrayDeque<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean isClosed;
    private boolean isAtEnd;

    void add(KeyStroke key) {
        lock.lock();
        try {
            isAtEnd |= key.getKeyType() == KeyType.EOF;
            keys.add(key);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds a task.
     *
     * @return false if the queue is closed, so that the task will not run
     */
    boolean add(Runnable task) {
        lock.lock();
        try {
            if (!isClosed) {
                tasks.add(task);
                arrived.signalAll();
            }
            return !isClosed;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            isClosed = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return isClosed;
        } finally {
            lock.unlock();
        }
    }

    Optional<Runnable> task() {
        lock.lock();
        try {
            return Optional.ofNullable(tasks.poll());
        } finally {
            lock.unlock();
        }
    }

    Optional<KeyStroke> key() {
        lock.lock();
        try {
            return Optional.ofNullable(keys.poll());
        } finally {
            lock.unlock();
        }
    }

    /** Removes and returns the first key that cancels, at any position; the others stay. */
    Optional<KeyStroke> cancellingKey() {
        lock.lock();
        try {
            Optional<KeyStroke> found = firstThatCancels();
            found.ifPresent(keys::remove);
            return found;
        } finally {
            lock.unlock();
        }
    }

    private Optional<KeyStroke> firstThatCancels() {
        for (KeyStroke key : keys) {
            if (Keys.cancels(key)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** Adds the end of the terminal again for the next page, once it was reached. */
    void repeatEnd() {
        lock.lock();
        try {
            if (isAtEnd) {
                keys.add(new KeyStroke(KeyType.EOF));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is something to do, for a time at most.
     *
     * @param takesKeys whether a key is something to do; one that cancels always is
     */
    void await(long nanos, boolean takesKeys) {
        lock.lock();
        try {
            long left = nanos;
            while (left > 0
                    && !isClosed
                    && tasks.isEmpty()
                    && (takesKeys ? keys.isEmpty() : firstThatCancels().isEmpty())) {
                left = arrived.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            isClosed = true; // only the end of the process interrupts this thread
        } finally {
            lock.unlock();
        }
    }

    /** Forgets keys until none was typed for a while; one that cancels is kept. */
    void forgetKeys(Duration quiet) {
        lock.lock();
        try {
            Optional<KeyStroke> cancelling = Optional.empty();
            do {
                cancelling = firstThatCancels();
                keys.clear();
            } while (cancelling.isEmpty() && !isClosed && arrived.await(quiet.toNanos(), TimeUnit.NANOSECONDS));
            cancelling.ifPresent(keys::add);
        } catch (InterruptedException e) {
            isClosed = true;
        } finally {
            lock.unlock();
        }
    }
}
