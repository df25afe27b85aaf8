package dev.appdb.aws.account;

import dev.appdb.failure.FailureException;

/**
 * The identity that the credentials belong to.
 *
 * @param arn of a user, a role or a session of a role
 * @param account 12 digits
 */
public record Caller(String arn, String account) {

    /** Calls GetCallerIdentity. */
    public static Caller of(AwsClients clients) throws FailureException {
        return AwsCall.make("could not get your AWS identity", () -> {
            var identity = clients.sts().getCallerIdentity();
            return new Caller(identity.arn(), identity.account());
        });
    }
}
