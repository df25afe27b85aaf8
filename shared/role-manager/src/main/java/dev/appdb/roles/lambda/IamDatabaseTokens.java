package dev.appdb.roles.lambda;

import dev.appdb.failure.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/**
 * Makes IAM database tokens here, without asking anybody: a token is the presigned address, without its scheme, of a
 * request that is never sent.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.html">Amazon Aurora
 *     User Guide, "IAM database authentication"</a>: service {@code rds-db}, valid for 15 minutes
 */
final class IamDatabaseTokens implements DatabaseTokens {
    private static final Duration VALID_FOR = Duration.ofMinutes(15);
    private static final String SCHEME = "https://";

    private final String host;
    private final int port;
    private final String region;
    private final AwsCredentials credentials;
    private final Clock clock;

    IamDatabaseTokens(String host, int port, String region, AwsCredentials credentials, Clock clock) {
        this.host = host;
        this.port = port;
        this.region = region;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** For the server and the credentials that the environment names. */
    static IamDatabaseTokens of(FunctionEnvironment environment, Clock clock) {
        return new IamDatabaseTokens(
                environment.host(), environment.port(), environment.region(), environment.credentials(), clock);
    }

    @Override
    public Secret tokenFor(String user) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create(SCHEME + host + ":" + port + "/"))
                .putRawQueryParameter("Action", "connect")
                .putRawQueryParameter("DBUser", user)
                .build();
        URI signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials.identity())
                        .request(request)
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, VALID_FOR)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "rds-db")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request()
                .getUri();
        return new Secret(signed.toString().substring(SCHEME.length()));
    }
}
