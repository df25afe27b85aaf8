package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.aws.fake.RefusingProxy;
import dev.appdb.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proxy with a password, for the client that the SDK makes by itself to assume a profile's role. */
class ProxyPasswordTest {
    @TempDir
    Path folder;

    private RefusingProxy proxy;

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
        proxy = RefusingProxy.started(true);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
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
                "http://me:p%40ss@" + proxy.address());

        Invocation status = new OwnProcess(folder, environment).runs("status" + DemoProject.NAMED);

        assertThat(proxy.lines())
                .contains(
                        "CONNECT sts.us-east-1.amazonaws.com:443 HTTP/1.1", "Proxy-authorization: Basic bWU6cEBzcw==");
        assertThat(status.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(status.err())
                .contains("profile dev: the connection failed", "HTTPS_PROXY")
                .doesNotContain("p%40ss", "p@ss", "Exception");
    }
}
