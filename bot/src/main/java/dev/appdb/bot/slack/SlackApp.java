package dev.appdb.bot.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.AppHomeOpenedEvent;
import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.message.ButtonAction;
import dev.appdb.bot.modal.CommandModal;
import dev.appdb.bot.modal.FormModal;
import dev.appdb.bot.slack.RequestParser.UnreadableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Slack app, on Bolt: its configuration, middleware and listeners. Both receivers, {@link HttpReceiver} and
 * {@link SocketModeReceiver}, hand requests to it, and acknowledge what it
 * answers with 200.
 *
 * <p>The list of middleware replaces all of Bolt's own: those verify with a constant where there is no secret, accept
 * timestamps of the future, and call {@code auth.test} inside the acknowledgement. Signatures are verified by
 * {@link RequestSignature}, before anything is parsed.
 */
public final class SlackApp {
    /** The status of a response that is an acknowledgement. */
    static final int ACKNOWLEDGED = 200;

    private static final Logger LOG = LoggerFactory.getLogger(SlackApp.class);
    private static final int UNREADABLE = 400;
    /** The bot's workspace is asked for inside an acknowledgement only if Slack did not answer at the start. */
    private static final Duration FOR_WORKSPACE = Duration.ofMillis(1_500);

    private final App app;
    private final RequestParser parser;
    private final SlackMetrics metrics;

    /** The app with the bot's listeners. */
    public static SlackApp of(SlackAccount account, SlackWeb web, SlackMetrics metrics, SlackListeners listeners) {
        TimeLimiter limiter = new TimeLimiter(1, FOR_WORKSPACE);
        return new SlackApp(
                account,
                metrics,
                () -> web.workspace().or(() -> limiter.call(web::askedWorkspace).flatMap(asked -> asked)),
                app -> register(app, listeners));
    }

    /** @param listeners registers them */
    SlackApp(SlackAccount account, SlackMetrics metrics, Supplier<Optional<Workspace>> home, Consumer<App> listeners) {
        AppConfig config = AppConfig.builder()
                .slack(account.slack())
                .singleTeamBotToken(account.botToken().reveal())
                .signingSecret(null)
                // Otherwise SLACK_CLIENT_ID and SLACK_CLIENT_SECRET of the environment replace the bot's token.
                .clientId(null)
                .clientSecret(null)
                .allEventsApiAutoAckEnabled(true)
                // Slack would only repeat it; Bolt has logged its id.
                .unmatchedRequestHandler(request -> Response.ok())
                .build();
        app = new App(
                config,
                account.slack(),
                List.of(new AckMiddleware(metrics)::apply, new WorkspaceMiddleware(home)::apply));
        listeners.accept(app);
        app.start();
        parser = new RequestParser(config);
        this.metrics = metrics;
    }

    /** Ids are exact: Bolt keeps listeners in no order, so that of two patterns that match either may be called. */
    static void register(App app, SlackListeners listeners) {
        app.command(BotCommand.SLASH, listeners::command);
        ButtonAction.COMMAND.actionIds().forEach(id -> app.blockAction(id, listeners::pressed));
        ButtonAction.FORM.actionIds().forEach(id -> app.blockAction(id, listeners::formRequested));
        CommandModal.DECIDING_QUESTIONS.forEach(question -> app.blockAction(question, listeners::answerChanged));
        app.viewSubmission(FormModal.CALLBACK_ID, listeners::submitted);
        app.event(AppHomeOpenedEvent.class, listeners::homeOpened);
        app.globalShortcut(CallbackIds.CHECK_SHORTCUT, listeners::checkRequested);
        app.messageShortcut(CallbackIds.CHECK_MESSAGE_SHORTCUT, listeners::checkRequested);
        app.function(CallbackIds.CHECK_STEP, listeners::stepBegun);
    }

    /** Handles the verified body of an HTTP request. */
    Response http(String body, long arrivedNanos) {
        return handle(SlackMetrics.HTTP, () -> parser.http(body), arrivedNanos);
    }

    /** Handles an envelope of Socket Mode. */
    Response socketMode(ObjectNode envelope, long arrivedNanos) {
        return handle(SlackMetrics.SOCKET_MODE, () -> parser.socketMode(envelope), arrivedNanos);
    }

    /** Reads a request. */
    private interface Reading {
        Optional<Request<?>> request() throws UnreadableException;
    }

    private Response handle(String transport, Reading reading, long arrivedNanos) {
        try {
            Optional<Request<?>> request = reading.request();
            if (request.isEmpty()) {
                return Response.ok();
            }
            RequestAttributes.arrived(request.get(), arrivedNanos);
            // Bolt's parser does so itself, but not for the commands of Socket Mode, which would have no token.
            request.get().updateContext(app.config());
            return app.run(request.get());
        } catch (UnreadableException e) {
            LOG.warn("a request of Slack's could not be read and is not acknowledged: {}", e.getMessage());
            Duration took = Duration.ofNanos(System.nanoTime() - arrivedNanos);
            metrics.delivery(transport, SlackMetrics.Acknowledged.REFUSED, took);
            return Response.error(UNREADABLE);
        } catch (Exception e) {
            throw new IllegalStateException("the first middleware turns every failure into a response", e);
        }
    }
}
