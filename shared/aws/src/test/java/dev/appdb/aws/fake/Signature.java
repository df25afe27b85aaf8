package dev.appdb.aws.fake;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The claims of a SigV4 {@code Authorization} header. The signature itself is not verified. */
record Signature(String accessKeyId, String region, String service) {
    private static final Pattern HEADER = Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/,]+)/(\\d{8})/([^/,]+)"
            + "/([^/,]+)/aws4_request, *SignedHeaders=[^,]*\\bhost\\b[^,]*, *Signature=[0-9a-f]{64}");

    static Optional<Signature> of(Request request) {
        return request.header("Authorization")
                .map(HEADER::matcher)
                .filter(Matcher::matches)
                .map(Signature::of);
    }

    private static Signature of(Matcher match) {
        return new Signature(match.group(1), match.group(3), match.group(4));
    }
}
