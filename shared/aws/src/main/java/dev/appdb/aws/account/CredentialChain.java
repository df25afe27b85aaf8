package dev.appdb.aws.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * The SDK's default chain of credentials, in its order, as a chain that names the one source that was configured and why it
 * gave none. The SDK's own lists the messages of all of them.
 *
 * @see <a href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html">AWS: default
 *     credentials provider chain</a>
 */
final class CredentialChain implements AwsCredentialsProvider {
    private final List<Source> sources;
    private final ProfileCredentials profile;
    private @Nullable Source last;

    CredentialChain(Map<String, String> environment) {
        profile = new ProfileCredentials(environment);
        CredentialVariables variables = new CredentialVariables(environment);
        sources = List.of(
                new Source(SystemPropertyCredentialsProvider::create, error -> Optional.empty()),
                new Source(EnvironmentVariableCredentialsProvider::create, error -> variables.halfOfTheKeys()),
                new Source(WebIdentityTokenFileCredentialsProvider::create, variables::webIdentity),
                new Source(ProfileCredentialsProvider::create, profile::cause),
                new Source(() -> ContainerCredentialsProvider.builder().build(), variables::container),
                new Source(InstanceProfileCredentialsProvider::create, error -> Optional.empty()));
    }

    /** @throws CredentialException naming the source that should have had some, and why it has none */
    @Override
    public synchronized AwsCredentials resolveCredentials() {
        Optional<CredentialException> failure = Optional.empty();
        for (Source source : last == null ? sources : List.of(last)) {
            try {
                AwsCredentials credentials = source.provider().resolveCredentials();
                last = source;
                return credentials;
            } catch (AbortedException e) {
                throw e;
            } catch (RuntimeException e) {
                failure = failure.or(() -> source.cause(e).map(cause -> new CredentialException(cause, e)));
            }
        }
        throw failure.orElseGet(() -> new CredentialException(profile.nothingConfigured(), null));
    }

    /** One source, whose provider is made on first use: most are never asked. */
    private static final class Source {
        private final Supplier<AwsCredentialsProvider> maker;
        private final Function<RuntimeException, Optional<CredentialCause>> cause;
        private @Nullable AwsCredentialsProvider provider;

        Source(Supplier<AwsCredentialsProvider> maker, Function<RuntimeException, Optional<CredentialCause>> cause) {
            this.maker = maker;
            this.cause = cause;
        }

        AwsCredentialsProvider provider() {
            if (provider == null) {
                provider = maker.get();
            }
            return provider;
        }

        /** The reason why it gave none; empty where it was not configured. */
        Optional<CredentialCause> cause(RuntimeException error) {
            return cause.apply(error);
        }
    }
}
