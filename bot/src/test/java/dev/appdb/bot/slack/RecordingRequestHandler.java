package dev.appdb.bot.slack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A handler in memory, that can be made to fail. */
public final class RecordingRequestHandler implements RequestHandler {
    private final List<SlackRequest> accepted = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private int failures;
    private Function<SlackRequest, Receipt> answer = delivery -> Receipt.NEW;

    @Override
    public Receipt accept(SlackRequest delivery) {
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

    public synchronized void answers(Function<SlackRequest, Receipt> how) {
        answer = how;
    }

    synchronized List<SlackRequest> accepted() {
        return List.copyOf(accepted);
    }
}
