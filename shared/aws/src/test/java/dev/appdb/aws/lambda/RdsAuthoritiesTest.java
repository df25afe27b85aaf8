package dev.appdb.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.aws.fake.SampleJar;
import dev.appdb.engine.Preflight.Verdict;
import dev.appdb.request.Region;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Regions in which the role manager can log in, read from the certificates in its jar. */
class RdsAuthoritiesTest {
    /** Made for this test, with the name that AWS gives to the root of GovCloud. */
    private static final String GOV_CLOUD = """
            -----BEGIN CERTIFICATE-----
            MIICaDCCAg+gAwIBAgIUAp/MtxS2uCoywHE/r81ZtFQ7ecQwCgYIKoZIzj0EAwIw
            gYgxCzAJBgNVBAYTAlVTMQswCQYDVQQIDAJXQTEQMA4GA1UECgwHRXhhbXBsZTET
            MBEGA1UECwwKQW1hem9uIFJEUzEzMDEGA1UEAwwqQW1hem9uIFJEUyB1cy1nb3Yt
            d2VzdC0xIFJvb3QgQ0EgRUNDMzg0IEcxMRAwDgYDVQQHDAdTZWF0dGxlMCAXDTI2
            MTEzMDEyMzkxOVoYDzIxMjYxMTA2MTIzOTE5WjCBiDELMAkGA1UEBhMCVVMxCzAJ
            BgNVBAgMAldBMRAwDgYDVQQKDAdFeGFtcGxlMRMwEQYDVQQLDApBbWF6b24gUkRT
            MTMwMQYDVQQDDCpBbWF6b24gUkRTIHVzLWdvdi13ZXN0LTEgUm9vdCBDQSBFQ0Mz
            ODQgRzExEDAOBgNVBAcMB1NlYXR0bGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
            AAQruW10lq9UTcmHDyR3Z2Fxa8EkD8nDRyjFof3TjZY/1E9brSPIZeiEKNLd+0Yk
            ljjaYjksrQkzESI0TeofpMwTo1MwUTAdBgNVHQ4EFgQUU2V044I/gmqc8sVo45NO
            Ctt6w5IwHwYDVR0jBBgwFoAUU2V044I/gmqc8sVo45NOCtt6w5IwDwYDVR0TAQH/
            BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiBGZ9KWdaaVWxC65Xi9Qc4nFRvt2Wbh
            ZIO23hRgvAWqpQIgeGiy57BPHQFSXvUj3mYp5YGIxzWpIhPnNToaqAUKyQY=
            -----END CERTIFICATE-----
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "us-east-1, OK",
        "eu-central-2, OK",
        "us-gov-west-1, PROBLEM",
        "cn-north-1, PROBLEM",
        "il-central-1, PROBLEM"
    })
    void aRegionWithoutACertificateIsAProblem(String region, Verdict verdict) throws Exception {
        Path jar = SampleJar.write(folder.resolve("role-manager.jar"), "");

        assertThat(JarContents.finding(Optional.of(jar), new Region(region)).verdict())
                .isEqualTo(verdict);
    }

    @Test
    void anotherBundleCoversItsOwnRegionsAlone() {
        RdsAuthorities other = RdsAuthorities.of("A heading\n" + GOV_CLOUD);

        assertThat(other.covers(new Region("us-gov-west-1"))).isTrue();
        assertThat(other.covers(new Region("us-east-1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void aBundleThatCannotBeReadCoversNothing(String pem) {
        assertThat(RdsAuthorities.of(pem).regions()).isEmpty();
    }

    @Test
    void aJarWithoutABundleHasNoAuthoritiesToExtract() throws Exception {
        Path jar = SampleJar.write(folder.resolve("role-manager.jar"), "", List.of(SampleJar.HANDLER));

        assertThat(JarContents.authorities(jar, folder)).isEmpty();
    }
}
