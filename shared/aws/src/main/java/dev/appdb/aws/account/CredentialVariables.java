package dev.appdb.aws.account;

import dev.appdb.failure.Remedy;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The causes where the environment configures credentials: keys, a web identity, a container's endpoint. */
final class CredentialVariables {
    private static final String WEB_IDENTITY = "AWS_WEB_IDENTITY_TOKEN_FILE";

    private final Map<String, String> environment;

    CredentialVariables(Map<String, String> environment) {
        this.environment = environment;
    }

    Optional<CredentialCause> halfOfTheKeys() {
        Optional<String> id = value("AWS_ACCESS_KEY_ID");
        Optional<String> secret = value("AWS_SECRET_ACCESS_KEY");
        if (id.isPresent() == secret.isPresent()) {
            return Optional.empty();
        }
        String given = id.isPresent() ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY";
        String missing = id.isPresent() ? "AWS_SECRET_ACCESS_KEY" : "AWS_ACCESS_KEY_ID";
        return Optional.of(CredentialCause.missing(
                given + " is set, but " + missing + " is not", Remedy.of("Set both, or unset " + given + ".")));
    }

    Optional<CredentialCause> webIdentity(RuntimeException error) {
        return value(WEB_IDENTITY).map(file -> {
            if (value("AWS_ROLE_ARN").isEmpty()) {
                return CredentialCause.missing(
                        WEB_IDENTITY + " is set, but AWS_ROLE_ARN is not", Remedy.of("Set both, or unset it."));
            }
            return webIdentity(error, WEB_IDENTITY, file);
        });
    }

    /** @param setting the variable, or the property of a profile, that names the file */
    static CredentialCause webIdentity(RuntimeException error, String setting, String file) {
        if (error instanceof AwsServiceException service) {
            return CredentialCause.session(
                    "AWS refused the web identity token of " + setting + ": " + AwsFailures.message(service),
                    Remedy.of("Get a new token, and check that the role trusts its issuer and subject."));
        }
        String source = "the web identity token file " + file + " (" + setting + ")";
        AwsError read = AwsCall.error(error);
        if (read.causes().contains("NoSuchFileException")) {
            return CredentialCause.missing(
                    source + " does not exist",
                    Remedy.of("Have your CI system or cluster write it, or correct " + setting + "."));
        }
        return CredentialCause.error(source, read);
    }

    /** The endpoint's address is left out, since its path is as good as a password. */
    Optional<CredentialCause> container(RuntimeException error) {
        return Stream.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
                .filter(name -> value(name).isPresent())
                .findFirst()
                .map(name -> CredentialCause.missing(
                        "the container's credentials endpoint (" + name + ") gave none: "
                                + innermost(error).getMessage(),
                        Remedy.of("Check the role of the task or pod, and that " + name + " is its own.")));
    }

    private static Throwable innermost(Throwable error) {
        Throwable inner = error;
        while (inner.getCause() != null && inner.getCause() != inner) {
            inner = inner.getCause();
        }
        return inner.getMessage() == null ? error : inner;
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
