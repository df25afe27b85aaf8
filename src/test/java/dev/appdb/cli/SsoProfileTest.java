package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.FakeAwsExtension;
import dev.appdb.cli.console.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Credentials of a profile that logs in through IAM Identity Center, in a process and a home of its own. */
class SsoProfileTest {
    private static final String LONG_AGO = "2020-01-01T00:00:00Z";
    private static final String FAR_OFF = "2099-01-01T00:00:00Z";

    @TempDir
    Path folder;

    @RegisterExtension
    final FakeAwsExtension fake = new FakeAwsExtension();

    private final FakeAws aws = fake.aws();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer identityCenter;

    @BeforeEach
    void start() throws IOException {
        DemoProject.in(folder).with("home/.aws/config", """
            [profile dev]
            sso_session = corp
            sso_account_id = 123456789012
            sso_role_name = deployer
            [sso-session corp]
            sso_start_url = https://corp.awsapps.com/start
            sso_region = us-east-1
            sso_registration_scopes = sso:account:access
            """);
        identityCenter = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        // https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html
        Map<String, String> keys = aws.environment();
        answers("/federation/credentials", """
            {"roleCredentials": {"accessKeyId": "%s", "secretAccessKey": "%s", "sessionToken": "%s",
             "expiration": 4070908800000}}
            """.formatted(
                keys.get("AWS_ACCESS_KEY_ID"), keys.get("AWS_SECRET_ACCESS_KEY"), keys.get("AWS_SESSION_TOKEN")));
        // https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html
        answers("/token", """
            {"accessToken": "a-fresh-token", "tokenType": "Bearer", "expiresIn": 28800, "refreshToken": "another"}
            """);
        identityCenter.start();
    }

    @AfterEach
    void stop() {
        identityCenter.stop(0);
    }

    private void answers(String path, String json) {
        identityCenter.createContext(path, exchange -> answer(exchange, json));
    }

    private void answer(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("x-amz-sso_bearer_token"));
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** The files that {@code aws sso login} leaves behind. */
    private void loggedIn(String expiresAt, String more) throws Exception {
        String name = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-1").digest("corp".getBytes(StandardCharsets.UTF_8)));
        Path cache = Files.createDirectories(folder.resolve("home/.aws/sso/cache"));
        Files.writeString(
                cache.resolve(name + ".json"),
                "{\"startUrl\": \"https://corp.awsapps.com/start\", \"region\": \"us-east-1\","
                        + " \"accessToken\": \"the-cached-token\", \"expiresAt\": \"" + expiresAt + "\"" + more + "}");
    }

    @Test
    void aCachedTokenIsEnough() throws Exception {
        loggedIn(FAR_OFF, "");

        Invocation status = status();

        assertThat(status.exitCode()).as(status.err()).isZero();
        assertThat(status.out()).contains("there is no appdb-app-dev");
        assertThat(asked)
                .isNotEmpty()
                .allMatch(each -> each.contains("role_name=deployer")
                        && each.contains("account_id=123456789012")
                        && each.endsWith(" the-cached-token"));
    }

    @Test
    void anOldTokenIsRefreshedWhereTheSessionStillLasts() throws Exception {
        loggedIn(
                LONG_AGO,
                ", \"clientId\": \"c\", \"clientSecret\": \"s\", \"refreshToken\": \"r\","
                        + " \"registrationExpiresAt\": \"" + FAR_OFF + "\"");

        Invocation status = status();

        assertThat(status.exitCode()).as(status.err()).isZero();
        assertThat(asked).first().asString().startsWith("/token");
        assertThat(asked).last().asString().endsWith(" a-fresh-token");
    }

    @Test
    void aSessionThatHasEndedOrNeverBegunSaysHowToLogIn() throws Exception {
        Invocation never = status();
        loggedIn(LONG_AGO, "");
        Invocation ended = status();

        for (Invocation status : List.of(never, ended)) {
            assertThat(status.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(status.err())
                    .contains(
                            "profile dev",
                            "Run `aws sso login --profile dev`, then `appdb status --app-name app --environment dev`.")
                    .doesNotContain("Exception", "\tat ", "the-cached-token");
        }
        assertThat(asked).isEmpty();
    }

    private Invocation status() throws IOException, InterruptedException {
        String center = "http://127.0.0.1:" + identityCenter.getAddress().getPort();
        Map<String, String> environment = Map.of(
                "HOME",
                folder.resolve("home").toString(),
                "AWS_PROFILE",
                "dev",
                "AWS_ENDPOINT_URL",
                aws.endpoint().toString(),
                "AWS_ENDPOINT_URL_SSO",
                center,
                "AWS_ENDPOINT_URL_SSO_OIDC",
                center);
        return new OwnProcess(folder, environment).runs("status" + DemoProject.NAMED);
    }
}
