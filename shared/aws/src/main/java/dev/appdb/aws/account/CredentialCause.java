package dev.appdb.aws.account;

import dev.appdb.failure.Failure;
import dev.appdb.failure.Remedy;
import java.util.function.Function;

/** The reason why there are no credentials, which becomes a failure with the operation that needed them. */
@FunctionalInterface
interface CredentialCause extends Function<String, Failure> {

    /** The source is not set up right. */
    static CredentialCause missing(String why, Remedy remedy) {
        return what -> Failure.failed("aws-no-credentials", what, why, remedy);
    }

    /** The source is set up, and its session or permission is not there. */
    static CredentialCause session(String why, Remedy remedy) {
        return what -> Failure.failed("aws-session", what, why, remedy);
    }

    /** An error of AWS or of the network, met on the way to the credentials. */
    static CredentialCause error(String source, AwsError error) {
        return what -> {
            Failure failure = AwsFailures.of(what, error);
            return new Failure(failure.kind(), failure.code(), what, source + ": " + failure.why(), failure.remedy());
        };
    }
}
