package dev.appdb.bot.slack;

import com.slack.api.bolt.context.Context;
import com.slack.api.bolt.request.Request;
import java.util.Map;
import java.util.Optional;

/** The attributes that the bot adds to the context of a Bolt request, which holds texts alone. */
final class RequestAttributes {
    private static final String ARRIVED = "appdb.arrived";
    private static final String DUPLICATE = "appdb.duplicate";
    private static final String EXTERNAL = "appdb.external-team";

    private RequestAttributes() {}

    /** @param nanos {@link System#nanoTime} of the request's arrival */
    static void arrived(Request<?> request, long nanos) {
        of(request.getContext()).put(ARRIVED, Long.toString(nanos));
    }

    /** {@link System#nanoTime} of the request's arrival. */
    static long arrival(Request<?> request) {
        return Optional.ofNullable(of(request.getContext()).get(ARRIVED))
                .map(Long::parseLong)
                .orElseGet(System::nanoTime);
    }

    /** Marks a request that had been delivered before, and for which nothing was done. */
    static void duplicate(Context context) {
        of(context).put(DUPLICATE, "true");
    }

    static boolean isDuplicate(Request<?> request) {
        return of(request.getContext()).containsKey(DUPLICATE);
    }

    /** Marks a request of somebody from another organization, who sees the bot in a shared channel. */
    static void external(Context context, String team) {
        of(context).put(EXTERNAL, team);
    }

    /** The team of somebody from another organization; empty for the bot's own people. */
    static Optional<String> externalTeam(Context context) {
        return Optional.ofNullable(of(context).get(EXTERNAL));
    }

    private static Map<String, String> of(Context context) {
        return context.getAdditionalValues();
    }
}
