package dev.appdb.bot.slack;

import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.SlackFilesUploadV2Exception;
import dev.appdb.bot.job.SlackResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one call of the Web API and says what became of it as a value. The SDK's client throws on HTTP 429; waiting is
 * for the jobs, which survive a restart while they wait. Nothing of a call is logged: bodies have secrets in them.
 */
final class SlackCalls {
    /** The pause before a retry where Slack names none. */
    static final Duration DEFAULT_RETRY = Duration.ofSeconds(1);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final Set<String> GONE =
            Set.of("message_not_found", "not_found", "expired_trigger_id", "exchanged_trigger_id", "thread_not_found");
    /** A private channel that the bot is no member of Slack does not admit to exist. */
    private static final Set<String> OUTSIDE = Set.of("not_in_channel", "channel_not_found");
    /** Slack's own trouble, which passes: docs.slack.dev lists these for every method. */
    private static final Set<String> UNCLEAR = Set.of(
            "external_channel_migrating",
            "fatal_error",
            "internal_error",
            "org_login_required",
            "request_timeout",
            "service_unavailable",
            "team_added_to_org");
    /** Trouble of the token, or of the whole app, with every call. */
    private static final Set<String> UNAUTHORIZED = Set.of(
            "access_denied",
            "account_inactive",
            "ekm_access_denied",
            "enterprise_is_restricted",
            "invalid_auth",
            "not_allowed_token_type",
            "not_authed",
            "team_access_not_granted",
            "token_expired",
            "token_revoked",
            "two_factor_setup_required");
    /** Refusals that are a part of normal operation, and are not logged. */
    private static final Set<String> EXPECTED = Set.of("hash_conflict");

    private static final Set<String> LIMITED = Set.of("ratelimited", "rate_limited", "message_limit_exceeded");

    private static final Logger LOG = LoggerFactory.getLogger(SlackCalls.class);

    private final SlackMetrics metrics;

    SlackCalls(SlackMetrics metrics) {
        this.metrics = metrics;
    }

    /** A call of the SDK. */
    @FunctionalInterface
    interface Call<T extends SlackApiTextResponse> {
        T make() throws IOException, SlackApiException;
    }

    /** Makes a call, once. */
    <T extends SlackApiTextResponse> SlackResult make(String method, Call<T> call, Function<T, SlackResult> done) {
        long start = System.nanoTime();
        SlackResult sent = attempt(call, done);
        note(method, sent, Duration.ofNanos(System.nanoTime() - start));
        return sent;
    }

    /** Counts a call by its outcome, a refused one by Slack's code; and reports a refusal. */
    void note(String method, SlackResult sent, Duration took) {
        Optional<String> code = code(sent);
        metrics.call(
                method, code.orElseGet(() -> sent.getClass().getSimpleName().toLowerCase(Locale.ROOT)), took);
        code.filter(each -> !EXPECTED.contains(each)).ifPresent(each -> LOG.warn("Slack refused {}: {}", method, each));
        if (sent instanceof SlackResult.RateLimited) {
            metrics.rateLimited(method);
        }
    }

    /** Slack's code, without what the bot itself adds to one. */
    private static Optional<String> code(SlackResult sent) {
        String code = sent instanceof SlackResult.Unauthorized unauthorized
                ? unauthorized.code()
                : sent instanceof SlackResult.Rejected rejected ? rejected.code() : "";
        return Optional.of(code.replaceFirst(":.*", "")).filter(each -> each.matches("[a-z_]+"));
    }

    private static <T extends SlackApiTextResponse> SlackResult attempt(Call<T> call, Function<T, SlackResult> done) {
        try {
            T answer = call.make();
            return answer.isOk() ? done.apply(answer) : refused(String.valueOf(answer.getError()));
        } catch (SlackApiException e) {
            return status(
                    e.getResponse().code(), Optional.ofNullable(e.getResponse().header("Retry-After")));
        } catch (SlackFilesUploadV2Exception e) {
            return upload(e);
        } catch (IOException | RuntimeException e) {
            // Its message may quote the request.
            return new SlackResult.Unreachable(
                    "Slack could not be reached: " + e.getClass().getSimpleName());
        }
    }

    /** The result for an HTTP status that is not a success. */
    static SlackResult status(int status, Optional<String> retryAfter) {
        if (status == TOO_MANY_REQUESTS) {
            return new SlackResult.RateLimited(retryAfter
                    .filter(text -> text.matches("[0-9]{1,6}"))
                    .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                    .filter(wait -> !wait.isZero())
                    .orElse(DEFAULT_RETRY));
        }
        String text = "Slack answered HTTP " + status;
        return status >= SERVER_ERROR ? new SlackResult.Unreachable(text) : new SlackResult.Rejected(text);
    }

    static SlackResult refused(String error) {
        if (UNAUTHORIZED.contains(error)) {
            return new SlackResult.Unauthorized(error);
        }
        if (LIMITED.contains(error)) {
            return new SlackResult.RateLimited(DEFAULT_RETRY);
        }
        if (GONE.contains(error)) {
            return new SlackResult.Gone();
        }
        if (OUTSIDE.contains(error)) {
            return new SlackResult.NotInChannel();
        }
        return UNCLEAR.contains(error)
                ? new SlackResult.Unreachable("Slack answered " + error)
                : new SlackResult.Rejected(error);
    }

    private static SlackResult upload(SlackFilesUploadV2Exception e) {
        Optional<String> error = Optional.ofNullable(e.getCompleteResponse())
                .filter(answer -> !answer.isOk())
                .map(SlackApiTextResponse::getError)
                .or(() -> Optional.ofNullable(e.getGetURLResponses()).stream()
                        .flatMap(answers -> answers.stream())
                        .filter(answer -> !answer.isOk())
                        .map(SlackApiTextResponse::getError)
                        .findFirst());
        return error.map(SlackCalls::refused)
                .orElseGet(() -> new SlackResult.Unreachable("the file could not be uploaded"));
    }
}
