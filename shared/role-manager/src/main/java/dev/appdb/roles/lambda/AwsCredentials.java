package dev.appdb.roles.lambda;

import dev.appdb.failure.Secret;
import java.util.Optional;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * The function's own credentials, as AWS Lambda gives them in its environment.
 *
 * @param accessKeyId names the key; no secret
 * @param secretAccessKey signs
 * @param sessionToken goes with a role's temporary key; absent with a lasting one
 */
record AwsCredentials(String accessKeyId, Secret secretAccessKey, Optional<Secret> sessionToken) {

    /** The same for the SDK's signer. */
    AwsCredentialsIdentity identity() {
        if (sessionToken.isEmpty()) {
            return AwsCredentialsIdentity.create(accessKeyId, secretAccessKey.reveal());
        }
        return AwsSessionCredentialsIdentity.create(
                accessKeyId, secretAccessKey.reveal(), sessionToken.get().reveal());
    }
}
