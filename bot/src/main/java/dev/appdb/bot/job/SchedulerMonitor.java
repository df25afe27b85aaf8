package dev.appdb.bot.job;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.StoreException;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the log say what stops the scheduler from working. Its own log would have a stack trace for each try while the
 * database is away; nobody else may need the database then, so it is looked for here.
 */
final class SchedulerMonitor extends AbstractSchedulerListener {
    private static final Logger LOG = LoggerFactory.getLogger(SchedulerMonitor.class);

    /** The events that only occur if the database answers; the second of them every other heartbeat. */
    private static final Set<SchedulerEventType> RAN =
            EnumSet.of(SchedulerEventType.RAN_EXECUTE_DUE, SchedulerEventType.RAN_DETECT_DEAD);

    private final Store store;

    SchedulerMonitor(Store store) {
        this.store = store;
    }

    @Override
    public void onSchedulerEvent(SchedulerEventType event) {
        if (event == SchedulerEventType.UNEXPECTED_ERROR && !store.isUnreachable() && isReachable()) {
            LOG.warn("the scheduler of the jobs had an error, and goes on; the log of com.github.kagkarlsson, at the"
                    + " level warn, has more");
        } else if (RAN.contains(event) && store.isUnreachable()) {
            isReachable();
        }
    }

    private boolean isReachable() {
        try {
            store.perform(transaction -> {});
            return true;
        } catch (StoreException e) {
            return false;
        }
    }
}
