package dev.appdb.aws.account;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An error that AWS returned, or the reason why there was no response. Copied from the SDK's exception, so that it is
 * classified without the SDK.
 *
 * @param service such as {@code CloudFormation}; empty where no service answered
 * @param code the error's code, such as {@code AccessDenied}; empty where there is none
 * @param status the HTTP status; 0 where nothing answered
 * @param message the error's message
 * @param causes the simple names of the exceptions behind it, outermost first
 */
public record AwsError(String service, String code, int status, String message, Set<String> causes) {

    /** S3's code. Its answers to HEAD have none, so that only their date tells. */
    static final String CLOCK_SKEW = "RequestTimeTooSkewed";

    // https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
    private static final Set<String> EXPIRED = Set.of("expiredtoken", "expiredtokenexception", "tokenrefreshrequired");

    /** EC2's, for both: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html. */
    private static final String EXPIRED_OR_CLOCK = "requestexpired";

    private static final Set<String> UNKNOWN_KEYS = Set.of(
            "invalidclienttokenid",
            "unrecognizedclientexception",
            "invalidaccesskeyid",
            "authfailure",
            "invalidtoken",
            "missingauthenticationtoken",
            "missingauthenticationtokenexception",
            "incompletesignature",
            "incompletesignatureexception");
    private static final Set<String> BAD_SIGNATURE = Set.of("signaturedoesnotmatch", "invalidsignatureexception");
    private static final Set<String> CLOCK =
            Set.of("requesttimetooskewed", "requesttimetooskewedexception", "requestinthefuture");
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
    private static final Set<String> DENIED = Set.of(
            "accessdenied",
            "accessdeniedexception",
            "unauthorizedoperation",
            "unauthorizedaccess",
            "authorizationerror",
            "notauthorized",
            "insufficientprivilegesexception",
            "allaccessdisabled",
            "forbidden");
    private static final Set<String> NOT_ENABLED = Set.of("optinrequired", "subscriptionrequiredexception");
    // https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
    private static final Set<String> THROTTLED = Set.of(
            "throttling",
            "throttlingexception",
            "throttledexception",
            "requestthrottled",
            "requestthrottledexception",
            "toomanyrequestsexception",
            "requestlimitexceeded",
            "bandwidthlimitexceeded",
            "priorrequestnotcomplete",
            "slowdown");

    private static final Pattern ACTION =
            Pattern.compile("not authorized to perform: ?\\[?([a-z0-9-]+:[A-Za-z]+)(?:.*? on resource: (\\S+))?");

    public AwsError {
        causes = Set.copyOf(causes);
    }

    /** The kind of error, by its code and status, or by its causes where nothing answered. */
    Kind kind() {
        String lower = code.toLowerCase(Locale.ROOT);
        if (EXPIRED.contains(lower) || says("sso session associated")) {
            return Kind.EXPIRED;
        } else if (lower.equals(EXPIRED_OR_CLOCK)) {
            return Kind.EXPIRED_OR_CLOCK;
        } else if (CLOCK.contains(lower) || BAD_SIGNATURE.contains(lower) && isAboutTime()) {
            return Kind.CLOCK;
        } else if (BAD_SIGNATURE.contains(lower)) {
            return Kind.BAD_SIGNATURE;
        } else if (UNKNOWN_KEYS.contains(lower)) {
            return Kind.UNKNOWN_KEYS;
        } else if (NOT_ENABLED.contains(lower)) {
            return Kind.NOT_ENABLED;
        } else if (THROTTLED.contains(lower) || status == 429) {
            return Kind.THROTTLED;
        } else if (DENIED.contains(lower) || status == 403) {
            return Kind.DENIED;
        } else if (status == 0) {
            return unanswered();
        }
        return status >= 500 ? Kind.BROKEN : Kind.OTHER;
    }

    /** The words of services that have one code for all: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html. */
    private boolean isAboutTime() {
        return says("signature expired") || says("signature not yet current");
    }

    private Kind unanswered() {
        if (says("unable to load credentials") || says("profile file contained no credentials")) {
            return Kind.NO_CREDENTIALS;
        } else if (says("unable to load region")) {
            return Kind.NO_REGION;
        } else if (causes.contains("AbortedException") || causes.contains("InterruptedException")) {
            return Kind.INTERRUPTED;
        } else if (causes.contains("UnknownHostException")) {
            return Kind.NO_SUCH_HOST;
        } else if (causes.contains("ApiCallTimeoutException")
                || causes.contains("ApiCallAttemptTimeoutException")
                || causes.contains("SocketTimeoutException")) {
            return Kind.TIMEOUT;
        } else if (causes.stream().anyMatch(name -> name.startsWith("SSL"))) {
            return Kind.NO_TLS;
        }
        return Kind.UNREACHABLE;
    }

    public boolean says(String words) {
        return message.toLowerCase(Locale.ROOT).contains(words);
    }

    /** The permission that was missing, such as {@code cloudformation:CreateChangeSet}, if the message says. */
    Optional<String> deniedAction() {
        return found(1);
    }

    /** The ARN that it was missing on, if the message says. */
    Optional<String> deniedResource() {
        return found(2);
    }

    private Optional<String> found(int group) {
        Matcher matcher = ACTION.matcher(message);
        return matcher.find() ? Optional.ofNullable(matcher.group(group)) : Optional.empty();
    }

    /** Kinds of errors that have a message of their own. */
    enum Kind {
        EXPIRED,
        EXPIRED_OR_CLOCK,
        CLOCK,
        UNKNOWN_KEYS,
        BAD_SIGNATURE,
        DENIED,
        NOT_ENABLED,
        THROTTLED,
        /** An error inside AWS (5xx). */
        BROKEN,
        NO_CREDENTIALS,
        NO_REGION,
        NO_SUCH_HOST,
        NO_TLS,
        TIMEOUT,
        UNREACHABLE,
        INTERRUPTED,
        OTHER
    }
}
