package dev.appdb.roles.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.appdb.failure.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class IamDatabaseTokensTest {
    private static final String HOST = "app-dev.cluster-abc123.eu-central-1.rds.amazonaws.com";
    private static final AwsCredentials LASTING =
            new AwsCredentials("AKIDEXAMPLE", new Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), Optional.empty());
    private static final AwsCredentials TEMPORARY = new AwsCredentials(
            LASTING.accessKeyId(), LASTING.secretAccessKey(), Optional.of(new Secret("AQoDYXdzEXAMPLE/+=token")));
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

    /** But for the order of what is signed. Made by botocore 1.43.11, generate_db_auth_token, with its clock stopped. */
    @Test
    void aTokenIsTheOneThatBotocoreMakes() {
        String botocore = HOST + ":5433/?Action=connect&DBUser=migrator&X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIDEXAMPLE%2F20260102%2Feu-central-1%2Frds-db%2Faws4_request"
                + "&X-Amz-Date=20260102T030405Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host"
                + "&X-Amz-Signature=7aa59a4e260eaec61e521e17f30fe3435e92088a0c2e8865754fd019f04e747f";

        String ours = token(LASTING, THEN, "migrator");

        assertThat(ours).startsWith(HOST + ":5433/?Action=connect&DBUser=migrator&X-Amz-");
        assertThat(parameters(ours)).isEqualTo(parameters(botocore));
    }

    @Test
    void aTokenOfTemporaryCredentialsIsTheOneThatBotocoreMakes() {
        IamDatabaseTokens tokens = new IamDatabaseTokens(
                "app-dev.cluster-abc123.us-east-1.rds.amazonaws.com",
                5432,
                "us-east-1",
                TEMPORARY,
                Clock.fixed(THEN, ZoneOffset.UTC));

        assertThat(parameters(tokens.tokenFor("app").reveal()))
                .contains("X-Amz-Security-Token=AQoDYXdzEXAMPLE%2F%2B%3Dtoken")
                .contains("X-Amz-Signature=d1c1776a8c367a5016d5ddf33b4e13236eb75ea7cfc6f76df8a6ab26f8d862f1");
    }

    @Test
    void aUserOfAnyNameGetsTheTokenThatBotocoreMakes() {
        assertThat(parameters(token(LASTING, THEN, "my user@x")))
                .contains("DBUser=my%20user%40x")
                .contains("X-Amz-Signature=a1c1fe81b03da7fe1618e0c1eca7c2ad9e0f1511eefab875544b9e4a25a05dd4");
    }

    @Test
    void aTokenIsTheOneThatTheAwsCommandLineMakesNow() throws IOException, InterruptedException {
        ProcessBuilder aws = new ProcessBuilder(
                        "aws",
                        "rds",
                        "generate-db-auth-token",
                        "--hostname",
                        HOST,
                        "--port",
                        "5433",
                        "--username",
                        "app",
                        "--region",
                        "eu-central-1")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        aws.environment()
                .putAll(Map.of(
                        "AWS_ACCESS_KEY_ID",
                        LASTING.accessKeyId(),
                        "AWS_SECRET_ACCESS_KEY",
                        LASTING.secretAccessKey().reveal(),
                        "AWS_SESSION_TOKEN",
                        "AQoDYXdzEXAMPLE/+=token"));
        Optional<String> theirs = output(aws);
        assumeTrue(theirs.isPresent(), "the aws command line is not installed: its token is not compared");
        Matcher date = Pattern.compile("X-Amz-Date=(\\d{8}T\\d{6}Z)").matcher(theirs.get());
        assertThat(date.find()).isTrue();
        Instant made = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").parse(date.group(1), Instant::from);

        assertThat(parameters(token(TEMPORARY, made, "app"))).isEqualTo(parameters(theirs.get()));
    }

    @Test
    void aTokenIsNotPrinted() {
        IamDatabaseTokens tokens =
                new IamDatabaseTokens(HOST, 5432, "eu-central-1", TEMPORARY, Clock.fixed(THEN, ZoneOffset.UTC));

        assertThat(tokens.tokenFor("app")).hasToString("[redacted]");
        assertThat(TEMPORARY.toString()).doesNotContain("EXAMPLEKEY").doesNotContain("AQoD");
    }

    private static String token(AwsCredentials credentials, Instant at, String user) {
        return new IamDatabaseTokens(HOST, 5433, "eu-central-1", credentials, Clock.fixed(at, ZoneOffset.UTC))
                .tokenFor(user)
                .reveal();
    }

    /** Their order means nothing. */
    private static Set<String> parameters(String token) {
        return Set.of(token.split("[?&]"));
    }

    private static Optional<String> output(ProcessBuilder command) throws InterruptedException {
        try {
            Process process = command.start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0
                    ? Optional.of(out)
                    : Optional.empty();
        } catch (IOException notInstalled) {
            return Optional.empty();
        }
    }
}
