package dev.appdb.aws.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.appdb.aws.fake.FakeAws;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.request.Region;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of trouble with credentials, through the real SDK: which source, the one cause, and what to do. */
class CredentialTroubleTest {
    private static final String KEYS = "aws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = example\n";
    private static final String ROLE = "role_arn = arn:aws:iam::123456789012:role/deployer\n";
    private static final String PROFILES = """
            [default]
            region = us-east-1
            [profile no-source]
            %2$ssource_profile = gone
            [profile source-without-keys]
            %2$ssource_profile = empty
            [profile empty]
            region = eu-west-1
            [profile half]
            aws_access_key_id = AKIDEXAMPLE
            [profile base]
            %1$s
            [profile assume]
            %2$ssource_profile = base
            [profile mfa]
            %2$ssource_profile = base
            mfa_serial = arn:aws:iam::123456789012:mfa/me
            [profile circle]
            %2$ssource_profile = circle2
            [profile circle2]
            %2$ssource_profile = circle
            [profile program-missing]
            credential_process = /nowhere/vault
            [profile program-fails]
            credential_process = sh -c "echo log in to the vault first >&2; exit 3"
            [profile program-garbage]
            credential_process = echo the-secret
            [profile token]
            %2$sweb_identity_token_file = /nowhere/token
            [profile nonsense]
            %2$scredential_source = Nonsense
            [profile from-environment]
            %2$scredential_source = Environment
            [profile sso]
            sso_session = corp
            sso_account_id = 123456789012
            sso_role_name = deployer
            [profile assume-by-sso]
            %2$ssource_profile = sso
            [profile sso-part]
            sso_session = corp
            sso_role_name = deployer
            [profile sso-lost]
            sso_session = nope
            sso_account_id = 123456789012
            sso_role_name = deployer
            [profile login]
            login_session = arn:aws:iam::123456789012:user/me
            [sso-session corp]
            sso_start_url = https://corp.awsapps.com/start
            sso_region = us-east-1
            """.formatted(KEYS, ROLE);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    static Path folder;

    private static HttpServer tokens;

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(folder.resolve("config"), PROFILES);
        Files.writeString(folder.resolve("jwt"), "a-token");
        tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
        tokens.createContext("/", exchange -> {
            try (exchange) {
                byte[] answer = ("<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User:"
                                + " arn:aws:iam::123456789012:user/base is not authorized to perform: sts:AssumeRole on"
                                + " resource: arn:aws:iam::123456789012:role/deployer</Message></Error></ErrorResponse>")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(403, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        tokens.start();
    }

    @AfterAll
    static void stop() {
        tokens.stop(0);
    }

    static Stream<Arguments> profiles() {
        String deployer = "arn:aws:iam::123456789012:role/deployer";
        return Stream.of(
                row(
                        "gone",
                        "aws-no-credentials",
                        "profile gone (AWS_PROFILE) does not exist in",
                        "assume, assume-by-sso"),
                row(
                        "no-source",
                        "aws-no-credentials",
                        "profile gone (source_profile of no-source) does not exist in",
                        "aws configure --profile gone"),
                row("source-without-keys", "aws-no-credentials", "profile empty has no credentials", "Add one"),
                row("empty", "aws-no-credentials", "profile empty has no credentials", "Add one"),
                row("half", "aws-no-credentials", "profile half has no aws_secret_access_key", "Add it"),
                row(
                        "assume",
                        "aws-session",
                        "AWS did not let profile assume assume " + deployer
                                + ": User: arn:aws:iam::123456789012:user/base" + " is not authorized",
                        "identity of profile base"),
                row(
                        "mfa",
                        "aws-session",
                        "profile mfa needs a code of an MFA device (mfa_serial) to assume " + deployer,
                        "aws configure export-credentials --profile mfa --format env"),
                row(
                        "circle",
                        "aws-no-credentials",
                        "profile circle takes its credentials from itself",
                        "source_profile"),
                row(
                        "program-missing",
                        "aws-no-credentials",
                        "credential_process of profile program-missing was not found",
                        "Install it"),
                row(
                        "program-fails",
                        "aws-no-credentials",
                        "credential_process of profile program-fails failed with exit code 3: log in to the vault first",
                        "Run it yourself"),
                row(
                        "program-garbage",
                        "aws-no-credentials",
                        "credential_process of profile program-garbage did not print credentials as JSON",
                        "AccessKeyId"),
                row(
                        "token",
                        "aws-no-credentials",
                        "the web identity token file /nowhere/token (web_identity_token_file of profile token) does not exist",
                        "correct web_identity_token_file"),
                row(
                        "nonsense",
                        "aws-no-credentials",
                        "profile nonsense can't be used: Nonsense is not a valid",
                        "Correct it"),
                row(
                        "from-environment",
                        "aws-no-credentials",
                        "credential_source of profile from-environment is Environment, which has no credentials",
                        "Correct it"),
                row(
                        "sso",
                        "aws-session",
                        "no valid session of your profile sso, which logs in through IAM Identity Center",
                        "Run `aws sso login --profile sso`, then the same command."),
                row(
                        "assume-by-sso",
                        "aws-session",
                        "no valid session of your profile sso, which logs in through IAM Identity Center",
                        "Run `aws sso login --profile sso`, then the same command."),
                row("sso-part", "aws-no-credentials", "profile sso-part has no sso_account_id", "Add it"),
                row(
                        "sso-lost",
                        "aws-no-credentials",
                        "profile sso-lost can't be used: Sso-session section not found",
                        "Correct"),
                row(
                        "login",
                        "aws-session",
                        "no valid session of your profile login, which logs in through aws login",
                        "Run `aws login --profile login`, then the same command."));
    }

    static Stream<Arguments> variables() {
        return Stream.of(
                Arguments.of(
                        Map.of(),
                        "aws-no-credentials",
                        "no AWS credentials were found: the environment has no keys",
                        "(assume,"),
                Arguments.of(
                        Map.of("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
                        "aws-no-credentials",
                        "AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not",
                        "Set both"),
                Arguments.of(
                        Map.of("AWS_WEB_IDENTITY_TOKEN_FILE", "/nowhere/token"),
                        "aws-no-credentials",
                        "AWS_WEB_IDENTITY_TOKEN_FILE is set, but AWS_ROLE_ARN is not",
                        "Set both"),
                Arguments.of(
                        Map.of(
                                "AWS_WEB_IDENTITY_TOKEN_FILE",
                                "/nowhere/token",
                                "AWS_ROLE_ARN",
                                "arn:aws:iam::1:role/x"),
                        "aws-no-credentials",
                        "the web identity token file /nowhere/token (AWS_WEB_IDENTITY_TOKEN_FILE) does not exist",
                        "correct AWS_WEB_IDENTITY_TOKEN_FILE"),
                Arguments.of(
                        Map.of(
                                "AWS_WEB_IDENTITY_TOKEN_FILE",
                                folder.resolve("jwt") + "",
                                "AWS_ROLE_ARN",
                                "arn:aws:iam::1:role/x"),
                        "aws-session",
                        "AWS refused the web identity token of AWS_WEB_IDENTITY_TOKEN_FILE: User:",
                        "trusts"),
                Arguments.of(
                        Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:9/secret"),
                        "aws-no-credentials",
                        "the container's credentials endpoint (AWS_CONTAINER_CREDENTIALS_FULL_URI) gave none: Connection refused",
                        "role of the task or pod"));
    }

    private static Arguments row(String profile, String code, String why, String remedy) {
        return Arguments.of(Map.of("AWS_PROFILE", profile), code, why, remedy);
    }

    @ParameterizedTest
    @MethodSource({"profiles", "variables"})
    void namesTheSourceAndTheOneCause(Map<String, String> variables, String code, String why, String remedy) {
        Failure failure = failure(variables);

        assertThat(failure.why()).startsWith(why).doesNotContain("Exception", "Provider(", "the-secret", "127.0.0.1:9");
        assertThat(failure.remedy().toString()).contains(remedy).endsWith(".");
        assertThat(failure.code()).isEqualTo(code);
    }

    private static Failure failure(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(Map.of(
                "AWS_CONFIG_FILE",
                folder.resolve("config").toString(),
                "AWS_SHARED_CREDENTIALS_FILE",
                folder.resolve("credentials").toString(),
                "AWS_EC2_METADATA_DISABLED",
                "true",
                "AWS_REGION",
                "us-east-1",
                "AWS_ENDPOINT_URL_STS",
                "http://127.0.0.1:" + tokens.getAddress().getPort()));
        all.putAll(variables);
        try (SdkEnvironment environment = new SdkEnvironment(all)) {
            AwsClients clients = new AwsClients(new Region("us-east-1"), environment.variables(), FakeAws.NO_WAITING);
            return catchThrowableOfType(FailureException.class, () -> Caller.of(clients))
                    .failure();
        }
    }
}
