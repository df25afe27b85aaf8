package dev.appdb.bot.slack;

import com.slack.api.bolt.context.Context;
import com.slack.api.model.view.View;
import com.slack.api.util.json.GsonFactory;
import dev.appdb.bot.job.SlackResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Modals, opened and changed inside the acknowledgement, since they can be opened for 3 s only. A call that takes longer
 * than what is left of that is not waited for.
 */
final class Modals {
    /** With what {@link KnownDatabases} takes it is well below the 3 s that Slack waits. */
    private static final Duration FOR_A_FORM = Duration.ofMillis(1_500);
    /** As many as a receiver has: of what hangs, none keeps another from trying. */
    private static final int FORMS_AT_ONCE = 16;

    private final SlackCalls calls;
    private final TimeLimiter limiter = new TimeLimiter(FORMS_AT_ONCE, FOR_A_FORM);

    Modals(SlackMetrics metrics) {
        this.calls = new SlackCalls(metrics);
    }

    /**
     * Opens a modal.
     *
     * @param trigger of what the user did, within the last 3 s
     * @return {@link SlackResult.Done} with the view's id; {@link SlackResult.Gone} if the trigger has expired; empty if
     *     Slack does not say in time whether it is open
     */
    Optional<SlackResult> open(Context context, @Nullable String trigger, View view) {
        return within(
                view,
                json -> calls.make(
                        "views.open",
                        () -> context.client()
                                .viewsOpen(request -> request.triggerId(trigger).viewAsString(json)),
                        answer -> new SlackResult.Done(answer.getView().getId())));
    }

    /**
     * Changes a modal that somebody sees.
     *
     * @param seen the view that the change is meant for; if it has changed since, it is rejected with
     *     {@code hash_conflict}
     * @return {@link SlackResult.Gone} if it has been closed
     */
    Optional<SlackResult> update(Context context, View seen, View next) {
        return update(context, seen, next, now -> {});
    }

    private Optional<SlackResult> update(Context context, View seen, View next, Consumer<View> now) {
        return within(
                next,
                json -> calls.make(
                        "views.update",
                        () -> context.client()
                                .viewsUpdate(request -> request.viewId(seen.getId())
                                        .hash(seen.getHash())
                                        .viewAsString(json)),
                        answer -> {
                            now.accept(answer.getView());
                            return new SlackResult.Done(answer.getView().getId());
                        }));
    }

    /**
     * Changes a modal as {@link #update} does.
     *
     * @return the view as it is now; empty if it was not changed
     */
    Optional<View> changed(Context context, View seen, View next) {
        AtomicReference<View> now = new AtomicReference<>(null);
        Optional<SlackResult> result = update(context, seen, next, now::set);
        return result.filter(SlackResult.Done.class::isInstance).map(done -> now.get());
    }

    private Optional<SlackResult> within(View view, Function<String, SlackResult> call) {
        String json = GsonFactory.createSnakeCase().toJson(view);
        Optional<String> problem = BlockLimits.ofModal(json);
        return problem.isPresent() ? problem.map(SlackWeb::invalid) : limiter.call(() -> call.apply(json));
    }
}
