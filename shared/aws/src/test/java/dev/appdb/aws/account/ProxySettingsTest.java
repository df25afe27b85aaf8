package dev.appdb.aws.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.RefusingProxy;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.request.Region;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proxies of the environment, with a proxy on loopback that answers every CONNECT with 502. */
class ProxySettingsTest {
    private RefusingProxy proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = RefusingProxy.started(false);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
    }

    private Failure failure(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(Map.of(
                "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY", "example", "AWS_MAX_ATTEMPTS", "1"));
        variables.forEach((name, value) -> all.put(name, value.replace("PROXY", proxy.address())));
        try (SdkEnvironment environment = new SdkEnvironment(all)) {
            AwsClients clients = new AwsClients(new Region("us-east-1"), environment.variables(), FakeAws.NO_WAITING);
            return catchThrowableOfType(FailureException.class, () -> Caller.of(clients))
                    .failure();
        }
    }

    @Test
    void theProxyOfHttpsIsUsedForHttps() {
        Failure failure = failure(Map.of("HTTPS_PROXY", "http://PROXY", "HTTP_PROXY", "http://127.0.0.1:9"));

        assertThat(proxy.connects()).containsExactly("sts.us-east-1.amazonaws.com:443");
        assertThat(failure.code()).isEqualTo("aws-not-reachable");
        assertThat(failure.why()).contains("proxy", "502");
        assertThat(failure.remedy().toString()).contains("HTTPS_PROXY");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_PROXY, ''",
        "HTTPS_PROXY, invalid",
        "HTTPS_PROXY, 'localhost, .AWS.invalid'",
        "HTTPS_PROXY, sts.aws.invalid",
        "HTTPS_PROXY, *"
    })
    void noneIsUsedForHttpsByTheProxyOfHttpNorForHostsThatAreExcluded(String name, String excluded) {
        Failure failure =
                failure(Map.of(name, "PROXY", "NO_PROXY", excluded, "AWS_ENDPOINT_URL_STS", "https://sts.aws.invalid"));

        assertThat(proxy.lines()).isEmpty();
        assertThat(failure.why()).isEqualTo("the host name sts.aws.invalid was not found");
    }
}
