package dev.appdb.aws.fake;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * STS: who the caller is, and the keys of roles that trust the caller.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AWS: AssumeRole</a>
 */
final class StsFake {
    private static final int DEFAULT_SECONDS = 3600;
    private static final int LEAST_SECONDS = 900;
    private static final int MOST_SECONDS = 43_200;

    private final Account account;

    private StsFake(Account account) {
        this.account = account;
    }

    static QueryService of(Account account) {
        StsFake sts = new StsFake(account);
        return QueryService.query(
                "sts",
                "2011-06-15",
                "https://sts.amazonaws.com/doc/2011-06-15/",
                account,
                Map.of("GetCallerIdentity", parameters -> sts.callerIdentity(), "AssumeRole", sts::assumeRole));
    }

    private Consumer<Xml> callerIdentity() {
        String arn = account.credentials().caller();
        return result -> result.text("Arn", arn)
                .text("UserId", "AROAFAKEFAKEFAKEFAKE1:" + arn.substring(arn.lastIndexOf('/') + 1))
                .text("Account", Account.ID);
    }

    private Consumer<Xml> assumeRole(Parameters call) {
        String role = call.required("RoleArn");
        String session = call.required("RoleSessionName");
        if (!session.matches("[\\w+=,.@-]{2,64}")) {
            throw AwsError.validation("1 validation error detected: Value '" + session
                    + "' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression"
                    + " pattern: [\\w+=,.@-]*");
        }
        int seconds = call.number("DurationSeconds", DEFAULT_SECONDS);
        if (seconds < LEAST_SECONDS || seconds > MOST_SECONDS) {
            throw AwsError.validation("1 validation error detected: Value '" + seconds
                    + "' at 'durationSeconds' failed to satisfy constraint: Member must have value between "
                    + LEAST_SECONDS + " and " + MOST_SECONDS);
        }
        if (account.credentials()
                .trusted(role)
                .filter(externalId -> externalId.equals(call.get("ExternalId").orElse("")))
                .isEmpty()) {
            throw new AwsError(
                    403,
                    "AccessDenied",
                    "User: " + account.credentials().caller()
                            + " is not authorized to perform: sts:AssumeRole on resource: " + role);
        }
        return keys(role, session, seconds);
    }

    private Consumer<Xml> keys(String role, String session, int seconds) {
        String arn = role.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/" + session;
        String id = "ASIA" + account.freshId(16).toUpperCase(java.util.Locale.ROOT);
        String secret = account.freshId(32) + "/fake+00";
        String token = "token-" + account.freshId(20);
        account.credentials().add(id, new Credentials.Session(secret, Optional.of(token), Optional.of(arn)));
        return result -> result.child(
                        "AssumedRoleUser",
                        user -> user.text("Arn", arn).text("AssumedRoleId", "AROAFAKEFAKEFAKEFAKE2:" + session))
                .child(
                        "Credentials",
                        keys -> keys.text("AccessKeyId", id)
                                .text("SecretAccessKey", secret)
                                .text("SessionToken", token)
                                .text("Expiration", account.credentials().now().plus(Duration.ofSeconds(seconds))));
    }
}
