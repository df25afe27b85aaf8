package dev.appdb.bot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A desk in memory, that can be made to fail. */
final class RecordingDesk implements DeliveryDesk {
    private final List<Incoming> accepted = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private int failures;
    private Function<Incoming, Receipt> answer = delivery -> Receipt.NEW;

    @Override
    public Receipt accept(Incoming delivery) {
        synchronized (this) {
            if (failures > 0) {
                failures--;
                throw new IllegalStateException("the database is away");
            }
            if (!known.add(delivery.id())) {
                return Receipt.DUPLICATE;
            }
            accepted.add(delivery);
        }
        return answer.apply(delivery);
    }

    synchronized void fails(int times) {
        failures = times;
    }

    synchronized int failuresLeft() {
        return failures;
    }

    synchronized void answers(Function<Incoming, Receipt> how) {
        answer = how;
    }

    synchronized List<Incoming> accepted() {
        return List.copyOf(accepted);
    }
}
