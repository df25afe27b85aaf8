package dev.appdb.roles.lambda;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The certificates that stand in every build: whole, of the Regions that are named, and far from their end. */
class RdsBundleTest {
    /** A build that is older than this is no longer supported in any case. */
    private static final Duration USED_FOR = Duration.ofDays(5 * 365);

    private static final Pattern NAME =
            Pattern.compile("CN=Amazon RDS ([a-z0-9-]+) Root CA (RSA2048|RSA4096|ECC384) G1\\b");

    private String text = "";
    private List<X509Certificate> certificates = List.of();

    @BeforeEach
    void read() throws Exception {
        try (InputStream bundle =
                Objects.requireNonNull(RdsAuthorities.class.getResourceAsStream(RdsAuthorities.RESOURCE))) {
            text = new String(bundle.readAllBytes(), US_ASCII);
        }
        certificates =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(text.getBytes(US_ASCII)))
                        .stream()
                        .map(X509Certificate.class::cast)
                        .toList();
    }

    @Test
    void itSaysWhereItIsFromAndWhen() {
        assertThat(text).contains("Source: ").containsPattern("Taken on 20\\d\\d-\\d\\d-\\d\\d\\.");
    }

    @Test
    void eachIsARootThatVouchesForItselfAndIsValidForYears() {
        Instant end = Instant.now().plus(USED_FOR);
        assertThat(certificates).hasSize(81).allSatisfy(certificate -> {
            assertThat(certificate.getNotAfter().toInstant()).isAfter(end);
            assertThat(certificate.getNotBefore().toInstant()).isBefore(Instant.now());
            assertThat(certificate.getBasicConstraints()).isNotNegative();
            assertThatCode(() -> certificate.verify(certificate.getPublicKey())).doesNotThrowAnyException();
        });
    }

    /** A cluster's certificate is signed by any of the three, as its owner chose. */
    @Test
    void eachRegionHasAllThreeAuthorities() {
        Map<String, Set<String>> byRegion = new TreeMap<>();
        for (X509Certificate certificate : certificates) {
            Matcher name = NAME.matcher(certificate.getSubjectX500Principal().getName());
            assertThat(name.find())
                    .as(certificate.getSubjectX500Principal().getName())
                    .isTrue();
            byRegion.computeIfAbsent(name.group(1), region -> new TreeSet<>()).add(name.group(2));
        }
        assertThat(byRegion).hasSize(27).containsKeys("us-east-1", "us-west-2", "eu-central-1", "me-central-1");
        assertThat(byRegion.values()).allMatch(Set.of("RSA2048", "RSA4096", "ECC384")::equals);
    }
}
