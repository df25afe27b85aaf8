package dev.appdb.bot.slack;

import dev.appdb.bot.BotMetrics;
import dev.appdb.bot.job.Inbox;
import dev.appdb.bot.store.Delivery;
import dev.appdb.bot.store.ResponseUrl;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** An inbox in memory, that can be made to fail; and apps that store in it, which have no forms. */
public final class RecordingInbox implements Inbox {
    static final Workspace HOME = new Workspace("T0APPDB", Optional.empty());

    private final List<Delivery> accepted = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private int failures;
    private Consumer<Delivery> storing = delivery -> {};

    /** Listeners that store here. */
    public SlackListeners listeners(Clock clock) {
        return new SlackListeners(
                this,
                new Modals(new BotMetrics()),
                (user, channel, command) -> {
                    throw new IllegalStateException("no forms here");
                },
                clock);
    }

    /** The bot's app, with listeners that store here, in the workspace {@link #HOME}. */
    SlackApp app(SlackAccount account, SlackMetrics metrics, Clock clock) {
        return new SlackApp(account, metrics, () -> Optional.of(HOME), app -> SlackApp.register(app, listeners(clock)));
    }

    @Override
    public boolean accept(Delivery delivery) {
        Consumer<Delivery> before;
        synchronized (this) {
            if (failures > 0) {
                failures--;
                throw new IllegalStateException("the database is away");
            }
            if (!known.add(delivery.id())) {
                return false;
            }
            accepted.add(delivery);
            before = storing;
        }
        before.accept(delivery);
        return true;
    }

    @Override
    public synchronized boolean knows(String id) {
        return known.contains(id);
    }

    @Override
    public synchronized void done(Delivery delivery) {
        known.add(delivery.id());
    }

    @Override
    public Optional<ResponseUrl> responseUrl(String id) {
        return Optional.empty();
    }

    synchronized void fails(int times) {
        failures = times;
    }

    synchronized int failuresLeft() {
        return failures;
    }

    /** Does something before storing a delivery ends. */
    public synchronized void whileStoring(Consumer<Delivery> what) {
        storing = what;
    }

    synchronized List<Delivery> accepted() {
        return List.copyOf(accepted);
    }
}
