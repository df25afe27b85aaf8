package dev.appdb.aws.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.aws.fake.FakeAws;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.request.Region;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proxies of the environment, with a proxy on loopback that answers every CONNECT with 502. */
class ProxySettingsTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private ServerSocket proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread answering = new Thread(this::answer, "proxy");
        answering.setDaemon(true);
        answering.start();
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
    }

    private void answer() {
        while (!proxy.isClosed()) {
            try (Socket client = proxy.accept()) {
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                    if (line.startsWith("CONNECT ")) {
                        asked.add(line);
                    }
                }
                client.getOutputStream()
                        .write("HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                return; // the test has ended
            }
        }
    }

    private Failure failure(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(Map.of(
                "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY", "example", "AWS_MAX_ATTEMPTS", "1"));
        variables.forEach((name, value) -> all.put(name, value.replace("PROXY", "127.0.0.1:" + proxy.getLocalPort())));
        try (SdkEnvironment environment = new SdkEnvironment(all)) {
            AwsClients clients = new AwsClients(new Region("us-east-1"), environment.variables(), FakeAws.NO_WAITING);
            return catchThrowableOfType(FailureException.class, () -> Caller.of(clients))
                    .failure();
        }
    }

    @Test
    void theProxyOfHttpsIsUsedForHttps() {
        Failure failure = failure(Map.of("HTTPS_PROXY", "http://PROXY", "HTTP_PROXY", "http://127.0.0.1:9"));

        assertThat(asked).containsExactly("CONNECT sts.us-east-1.amazonaws.com:443 HTTP/1.1");
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

        assertThat(asked).isEmpty();
        assertThat(failure.why()).isEqualTo("the host name sts.aws.invalid was not found");
    }
}
