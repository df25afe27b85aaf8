package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.console.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proxy with a password, for the client that the SDK makes by itself to assume a profile's role. */
class ProxyPasswordTest {
    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private ServerSocket proxy;

    @BeforeEach
    void start() throws IOException {
        DemoProject.in(folder).with("home/.aws/config", """
            [profile base]
            aws_access_key_id = AKIDEXAMPLE
            aws_secret_access_key = example
            [profile dev]
            role_arn = arn:aws:iam::123456789012:role/deployer
            source_profile = base
            region = us-east-1
            """);
        proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread answering = new Thread(this::answer, "proxy");
        answering.setDaemon(true);
        answering.start();
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
    }

    /** Asks for a password, and then refuses all the same. */
    private void answer() {
        while (!proxy.isClosed()) {
            try (Socket client = proxy.accept()) {
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                boolean isNamed = false;
                for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                    asked.add(line);
                    isNamed |= line.startsWith("Proxy-authorization:");
                }
                String status = isNamed ? "502 No" : "407 Who\r\nProxy-Authenticate: Basic realm=\"corp\"";
                client.getOutputStream()
                        .write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                return; // the test has ended
            }
        }
    }

    @Test
    void isGivenItsNameAndPasswordWhichAreNotShown() throws Exception {
        Map<String, String> environment = Map.of(
                "HOME",
                folder.resolve("home").toString(),
                "AWS_PROFILE",
                "dev",
                "AWS_MAX_ATTEMPTS",
                "1",
                "HTTPS_PROXY",
                "http://me:p%40ss@127.0.0.1:" + proxy.getLocalPort());

        Invocation status = new OwnProcess(folder, environment).runs("status" + DemoProject.NAMED);

        assertThat(asked)
                .contains(
                        "CONNECT sts.us-east-1.amazonaws.com:443 HTTP/1.1", "Proxy-authorization: Basic bWU6cEBzcw==");
        assertThat(status.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(status.err())
                .contains("profile dev: the connection failed", "HTTPS_PROXY")
                .doesNotContain("p%40ss", "p@ss", "Exception");
    }
}
