package dev.appdb.roles.lambda;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.appdb.failure.Secret;
import java.util.Optional;

/**
 * The master's password as it stands in its secret: {@code {"username":"…","password":"…"}} (AWS Secrets Manager User
 * Guide, "JSON structure of AWS Secrets Manager database credential secrets").
 */
final class MasterSecret {

    private MasterSecret() {}

    /** The body of GetSecretValue. */
    static String question(String secretArn) {
        return "{\"SecretId\":\"" + new String(JsonStringEncoder.getInstance().quoteAsString(secretArn)) + "\"}";
    }

    /** The password in an answer to it; nothing where there is none. */
    static Optional<Secret> password(String answer) {
        try {
            String password = JsonObject.parse(JsonObject.parse(answer).text("SecretString"))
                    .text("password");
            return Optional.of(password).filter(text -> !text.isEmpty()).map(Secret::new);
        } catch (JsonShapeException notASecretOfADatabase) {
            return Optional.empty();
        }
    }
}
