package dev.appdb.aws.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.aws.fake.FakeAws;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.request.Region;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkSystemSetting;

/** Settings that the SDK rejects, through the real SDK. */
class SdkSettingTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS_ENDPOINT_URL | localhost:4566 | AWS_ENDPOINT_URL is localhost:4566, not a URL such as http://localhost:4566",
                "AWS_ENDPOINT_URL_S3 | 127.0.0.1 | AWS_ENDPOINT_URL_S3 is 127.0.0.1, not a URL such as http://localhost:4566",
                "AWS_MAX_ATTEMPTS | abc | AWS_MAX_ATTEMPTS is abc, not a whole number from 1 on",
                "AWS_MAX_ATTEMPTS | 0 | AWS_MAX_ATTEMPTS is 0, not a whole number from 1 on",
                "AWS_RETRY_MODE | xyz | AWS_RETRY_MODE is xyz, not standard, adaptive or legacy",
                "AWS_DEFAULTS_MODE | fast | AWS_DEFAULTS_MODE is fast, not standard, in-region, cross-region, mobile, auto or legacy",
                "AWS_USE_FIPS_ENDPOINT | yes | AWS_USE_FIPS_ENDPOINT is yes, not true or false",
                "AWS_USE_DUALSTACK_ENDPOINT | 1 | AWS_USE_DUALSTACK_ENDPOINT is 1, not true or false",
                "HTTPS_PROXY | socks5://user:secret@p:1 | HTTPS_PROXY is not the URL of a proxy, such as http://proxy.example.com:3128"
            })
    void aVariableThatTheSdkRejectsIsAnInputProblem(String name, String value, String why) throws Exception {
        assertThat(failure("", Map.of(name, value)))
                .isEqualTo(Failure.input(
                        "aws-settings", "could not use your AWS settings", why, "Correct it, or remove it."));
    }

    @ParameterizedTest
    @CsvSource({
        "endpoint_url = localhost:4566, endpoint_url of profile dev is localhost:4566",
        "max_attempts = many, max_attempts of profile dev is many",
        "retry_mode = xyz, retry_mode of profile dev is xyz",
        "use_fips_endpoint = maybe, use_fips_endpoint of profile dev is maybe",
        "no equals sign, config can't be read: Expected an '=' sign defining a property on line 2"
    })
    void soIsWhatTheProfileSays(String line, String why) throws Exception {
        Failure failure = failure("[profile dev]\n" + line + "\n", Map.of("AWS_PROFILE", "dev"));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.INPUT);
        assertThat(failure.why()).contains(why);
    }

    @Test
    void allProblemsAreReportedTogether() throws Exception {
        Failure failure = failure("", Map.of("AWS_MAX_ATTEMPTS", "abc", "AWS_RETRY_MODE", "xyz"));

        assertThat(failure.why()).contains("AWS_MAX_ATTEMPTS is abc", "; ", "AWS_RETRY_MODE is xyz");
    }

    @Test
    void aVariableOfTheEnvironmentCountsBeforeTheProfilesAndEndpointsMayBeIgnored() throws Exception {
        Files.writeString(folder.resolve("config"), "[profile dev]\nmax_attempts = many\nendpoint_url = nope\n");

        try (SdkEnvironment environment = environment(
                Map.of("AWS_PROFILE", "dev", "AWS_MAX_ATTEMPTS", "2", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"))) {
            assertThatCode(() -> clients(environment).requireSettings()).doesNotThrowAnyException();
        }
    }

    @Test
    void whatElseTheSdkThrowsIsAProblemToo() throws Exception {
        try (SdkEnvironment environment = environment(Map.of())) {
            System.setProperty(SdkSystemSetting.AWS_USE_FIPS_ENDPOINT.property(), "unknown-to-the-check");

            Failure failure = catchThrowableOfType(
                            FailureException.class, () -> clients(environment).requireSettings())
                    .failure();

            assertThat(failure.kind()).isEqualTo(Failure.Kind.INPUT);
            assertThat(failure.why()).contains("the AWS SDK rejects one of your settings", "unknown-to-the-check");
        }
    }

    @Test
    void aBugOfOurOwnIsNotCalledASetting() {
        assertThatThrownBy(() -> AwsCall.make("could not look", () -> {
                    throw new IllegalStateException("ours");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aHostThatDoesNotResolveIsNamed() throws Exception {
        try (SdkEnvironment environment = environment(Map.of(
                "AWS_ENDPOINT_URL_STS",
                "http://sts.nowhere.invalid",
                "AWS_ACCESS_KEY_ID",
                "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY",
                "example",
                "AWS_MAX_ATTEMPTS",
                "1"))) {
            Failure failure = catchThrowableOfType(FailureException.class, () -> Caller.of(clients(environment)))
                    .failure();

            assertThat(failure.why()).isEqualTo("the host name sts.nowhere.invalid was not found");
        }
    }

    private Failure failure(String config, Map<String, String> variables) throws Exception {
        Files.writeString(folder.resolve("config"), config);
        try (SdkEnvironment environment = environment(variables)) {
            return catchThrowableOfType(
                            FailureException.class, () -> clients(environment).requireSettings())
                    .failure();
        }
    }

    private SdkEnvironment environment(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(
                Map.of("AWS_CONFIG_FILE", folder.resolve("config").toString(), "AWS_EC2_METADATA_DISABLED", "true"));
        all.putAll(variables);
        return new SdkEnvironment(all);
    }

    private static AwsClients clients(SdkEnvironment environment) {
        return new AwsClients(new Region("us-east-1"), environment.variables(), FakeAws.NO_WAITING);
    }
}
