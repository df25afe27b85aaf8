package dev.appdb.bot.slack;

import dev.appdb.bot.job.PlaceLook;
import dev.appdb.form.Answers;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ServerUrl;
import dev.appdb.roles.AvailableExtension;
import dev.appdb.setting.Settings;
import dev.appdb.setting.SetupForm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The looks at places that are made while people fill in forms, in threads of their own: Slack does not wait for one. What was
 * found good is known for a minute; after a refusal the place is looked at again, since it may have been corrected.
 */
final class PlaceLooks {
    private static final Logger LOG = LoggerFactory.getLogger(PlaceLooks.class);
    private static final Duration GOOD = Duration.ofMinutes(1);
    /** As long as it takes to press a button twice. */
    private static final Duration REFUSED = Duration.ofSeconds(5);

    private static final int AT_ONCE = 4;
    private static final int WAITING = 64;
    private static final int IDLE_SECONDS = 10;

    private final Function<Answers, PlaceLook> looking;
    private final Map<Object, Begun> looks = new ConcurrentHashMap<>();
    private final Map<String, List<AvailableExtension>> onServers = new ConcurrentHashMap<>();
    private final Map<List<String>, String> withoutBucket = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads;

    /** @param looking looks at the place that answers name; takes its time */
    PlaceLooks(Function<Answers, PlaceLook> looking) {
        this.looking = looking;
        threads = new ThreadPoolExecutor(
                AT_ONCE, AT_ONCE, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), work -> {
                    Thread thread = new Thread(work, "form-look");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** A look that was begun. */
    record Begun(CompletableFuture<PlaceLook> look, long sinceNanos) {
        private boolean isOver() {
            if (!look.isDone()) {
                return false;
            }
            boolean isGood =
                    !look.isCompletedExceptionally() && look.join().refusal().isEmpty();
            return System.nanoTime() - sinceNanos > (isGood ? GOOD : REFUSED).toNanos();
        }

        /** Waits for it. @return empty if it takes longer, or could not be made */
        Optional<PlaceLook> within(Duration limit) {
            try {
                return Optional.of(look.get(limit.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException | ExecutionException e) {
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        boolean isPending() {
            return !look.isDone();
        }
    }

    /**
     * The look at the place that answers name, which begins now unless it has been made. Whether the person may have it made is
     * for the caller to judge.
     *
     * @return empty where too many wait already
     */
    Optional<Begun> at(Answers answers) {
        looks.values().removeIf(Begun::isOver);
        Object place = SetupForm.NAMING_A_PLACE.stream()
                .map(setting -> answers.value(setting.id()).orElse(""))
                .toList();
        try {
            return Optional.of(looks.computeIfAbsent(
                    place,
                    key -> new Begun(CompletableFuture.supplyAsync(() -> look(answers), threads), System.nanoTime())));
        } catch (RejectedExecutionException e) {
            return Optional.empty();
        }
    }

    private PlaceLook look(Answers answers) {
        try {
            // Switches are judged by what was found.
            PlaceLook look = looking.apply(answers.without(Settings.EXTENSIONS.id()));
            keep(answers, look);
            return look;
        } catch (RuntimeException e) {
            LOG.warn("could not look at what a form names: {}", e.getClass().getName());
            LOG.debug("looking", e);
            throw e;
        }
    }

    private void keep(Answers answers, PlaceLook look) {
        SetupForm.valid(answers, Settings.SERVER_URL)
                .ifPresent(url -> look.extensions().ifPresent(extensions -> onServers.put(url.value(), extensions)));
        SetupForm.valid(answers, Settings.APP_NAME)
                .ifPresent(app -> SetupForm.valid(answers, Settings.ENVIRONMENT).ifPresent(environment -> {
                    withoutBucket.remove(key(app, environment));
                    look.unknownBucket().ifPresent(why -> withoutBucket.put(key(app, environment), why));
                }));
    }

    private static List<String> key(AppName app, EnvironmentName environment) {
        return List.of(app.value(), environment.value());
    }

    /** The extensions that a server said to have; empty where it was not looked at. */
    Optional<List<AvailableExtension>> extensions(ServerUrl server) {
        return Optional.ofNullable(onServers.get(server.value()));
    }

    /** The reason why the bucket of an environment has to be asked for; empty where it has not, or was not looked for. */
    Optional<String> unknownBucket(AppName app, EnvironmentName environment) {
        return Optional.ofNullable(withoutBucket.get(key(app, environment)));
    }
}
