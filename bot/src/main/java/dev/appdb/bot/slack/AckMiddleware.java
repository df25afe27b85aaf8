package dev.appdb.bot.slack;

import com.slack.api.bolt.middleware.MiddlewareChain;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.response.Response;
import dev.appdb.bot.slack.SlackMetrics.Acknowledged;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outermost middleware: counts and times each request, and turns the failure of a listener into a response that no
 * receiver takes for an acknowledgement, so that Slack delivers the request again.
 */
final class AckMiddleware {
    private static final Logger LOG = LoggerFactory.getLogger(AckMiddleware.class);
    private static final int NOT_STORED = 500;

    private final SlackMetrics metrics;

    AckMiddleware(SlackMetrics metrics) {
        this.metrics = metrics;
    }

    /** @param given what Bolt hands to every middleware; not used */
    Response apply(Request<?> request, Response given, MiddlewareChain chain) {
        try {
            Response response = chain.next(request);
            // Counted first, so that whoever has the acknowledgement finds it counted.
            count(request, outcome(request, response));
            return response;
        } catch (Exception e) {
            // The class says what is wrong; a message might quote what a person typed.
            LOG.warn(
                    "a request ({}) could not be kept ({}), so that Slack will repeat it",
                    request.getRequestType(),
                    e.getClass().getName());
            LOG.debug("why", e);
            count(request, Acknowledged.FAILED);
            return Response.error(NOT_STORED);
        }
    }

    private static Acknowledged outcome(Request<?> request, Response response) {
        if (response.getStatusCode() != SlackApp.ACKNOWLEDGED) {
            return Acknowledged.REFUSED;
        }
        return RequestAttributes.isDuplicate(request) ? Acknowledged.DUPLICATE : Acknowledged.NEW;
    }

    private void count(Request<?> request, Acknowledged how) {
        Duration took = Duration.ofNanos(System.nanoTime() - RequestAttributes.arrival(request));
        metrics.delivery(request.isSocketMode() ? SlackMetrics.SOCKET_MODE : SlackMetrics.HTTP, how, took);
    }
}
