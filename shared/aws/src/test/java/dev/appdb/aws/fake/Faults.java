package dev.appdb.aws.fake;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Faults that are placed at future calls: {@code faults.at("ExecuteChangeSet").afterEffect().cut()}.
 *
 * <p>Each strikes once, or as often as {@link Placement#times} says, on the first calls that match.
 */
public final class Faults {
    private final List<Fault> waiting = new ArrayList<>();
    private boolean dead;

    /** The n-th call of all, from 1, as {@link Call#number} counts. */
    public Placement at(int number) {
        return new Placement(call -> call.number() == number);
    }

    /** The next call of an operation, such as {@code CreateChangeSet}. */
    public Placement at(String operation) {
        return new Placement(call -> call.operation().equals(operation));
    }

    public Placement where(Predicate<Call> condition) {
        return new Placement(condition);
    }

    /** Removes every pending fault, and counts the caller's process as alive again. */
    public synchronized void clear() {
        waiting.clear();
        dead = false;
    }

    /** Returns true if the caller's process counts as dead. */
    public synchronized boolean isDead() {
        return dead;
    }

    /** Returns true if each fault has struck. */
    public synchronized boolean allStruck() {
        return waiting.isEmpty();
    }

    synchronized Optional<Fault> strike(Call call) {
        if (dead) {
            return Optional.of(new Fault(all -> true, Fault.Moment.BEFORE_EFFECT, Fault.Kind.DEATH));
        }
        for (Iterator<Fault> faults = waiting.iterator(); faults.hasNext(); ) {
            Fault fault = faults.next();
            if (fault.where().test(call)) {
                faults.remove();
                dead = fault.kind() == Fault.Kind.DEATH;
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    private synchronized void add(Fault fault, int times) {
        for (int i = 0; i < times; i++) {
            waiting.add(fault);
        }
    }

    /** The calls that a fault strikes, and the moment. */
    public final class Placement {
        private final Predicate<Call> where;
        private Fault.Moment moment = Fault.Moment.BEFORE_EFFECT;
        private int times = 1;

        private Placement(Predicate<Call> where) {
            this.where = where;
        }

        /** Strikes after the call's effect, so that only its response is lost. */
        public Placement afterEffect() {
            moment = Fault.Moment.AFTER_EFFECT;
            return this;
        }

        public Placement times(int count) {
            times = count;
            return this;
        }

        public void throttle() {
            add(Fault.Kind.THROTTLE);
        }

        public void error500() {
            add(Fault.Kind.ERROR_500);
        }

        public void expiredToken() {
            add(Fault.Kind.EXPIRED_TOKEN);
        }

        /** No answer: the caller's own time limit ends the wait. */
        public void timeout() {
            add(Fault.Kind.TIMEOUT);
        }

        /**
         * The connection ends without an answer.
         *
         * <p>Java's {@code HttpURLConnection} then repeats a call without a body (GET, HEAD) once by itself, before the
         * SDK knows: such a call fails for the SDK only when it is cut twice.
         */
        public void cut() {
            add(Fault.Kind.CUT);
        }

        /** Simulates that the caller's process is killed: none of its further calls arrives, until {@link #clear}. */
        public void death() {
            add(Fault.Kind.DEATH);
        }

        private void add(Fault.Kind kind) {
            Faults.this.add(new Fault(where, moment, kind), times);
        }
    }
}
