package dev.appdb.aws.lambda;

import dev.appdb.request.Region;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The certificates by which the role manager's function and psql tell a database of RDS from an impostor.
 *
 * @param pem the bundle as text; empty if there is none
 * @param regions the Regions of which it has a root certificate
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.SSL.html">Amazon Aurora User
 *     Guide: "Certificate authorities"</a>
 */
record RdsAuthorities(String pem, SortedSet<String> regions) {
    static final RdsAuthorities NONE = new RdsAuthorities("", new TreeSet<>());

    /** The common name of a Region's root certificate, such as {@code Amazon RDS us-east-1 Root CA RSA2048 G1}. */
    private static final Pattern ROOT = Pattern.compile("CN=Amazon RDS ([a-z0-9-]+) Root CA");

    static RdsAuthorities of(String pem) {
        SortedSet<String> regions = new TreeSet<>();
        for (X509Certificate certificate : certificates(pem)) {
            Matcher root = ROOT.matcher(certificate.getSubjectX500Principal().getName());
            if (root.find()) {
                regions.add(root.group(1));
            }
        }
        return new RdsAuthorities(pem, regions);
    }

    boolean covers(Region region) {
        return regions.contains(region.value());
    }

    private static Collection<X509Certificate> certificates(String pem) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            // The JDBC driver reads the bundle in the same way, and could not use it either.
            return List.of();
        }
    }
}
