package dev.appdb.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The server's limits, in a process of its own: the JDK reads them once. */
class HttpListenerTest {
    private static final int GENEROUS_MILLIS = 90_000;

    @Test
    void moreHalfRequestsThanThreadsAreGivenUpAndOthersAreAnswered() throws Exception {
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Listening.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            int port = Integer.parseInt(output.readLine());
            try (HalfRequests half = new HalfRequests(port, 600)) {
                HttpResponse<String> answer = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                                        .timeout(Duration.ofMillis(GENEROUS_MILLIS))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());

                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(half.isGivenUp(GENEROUS_MILLIS)).isTrue();
            }
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    /** A server that answers everything, until its input ends. */
    static final class Listening {
        private Listening() {}

        public static void main(String... arguments) throws Exception {
            HttpServer server = HttpListener.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.sendResponseHeaders(200, -1);
                }
            });
            server.setExecutor(HttpListener.threads());
            server.start();
            System.out.println(server.getAddress().getPort());
            while (System.in.read() >= 0) {
                // until whoever started it ends
            }
            server.stop(0);
        }
    }
}
