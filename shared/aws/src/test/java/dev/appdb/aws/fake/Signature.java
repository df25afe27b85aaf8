package dev.appdb.aws.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A SigV4 {@code Authorization} header: its claims, and the signature, which is computed again from the request.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">AWS: create a signed
 *     request</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">AWS: errors of
 *     signatures</a>
 */
record Signature(
        String accessKeyId, String day, String region, String service, List<String> signedHeaders, String signature) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final Pattern HEADER = Pattern.compile(ALGORITHM + " Credential=([^/,]+)/(\\d{8})/([^/,]+)"
            + "/([^/,]+)/aws4_request, *SignedHeaders=([^,]*\\bhost\\b[^,]*), *Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** The time that may pass between signing and arrival; of S3, EC2 and the others. */
    private static final Duration LONG_WINDOW = Duration.ofMinutes(15);

    private static final Duration WINDOW = Duration.ofMinutes(5);

    static Optional<Signature> of(Request request) {
        return request.header("Authorization")
                .map(HEADER::matcher)
                .filter(Matcher::matches)
                .map(match -> new Signature(
                        match.group(1),
                        match.group(2),
                        match.group(3),
                        match.group(4),
                        List.of(match.group(5).split(";")),
                        match.group(6)));
    }

    /** True if the request was signed with this secret, and nothing that is signed was changed. */
    boolean isBy(String secret, Request request) {
        String scope = day + "/" + region + "/" + service + "/aws4_request";
        String toSign = String.join("\n", ALGORITHM, signedAt(request), scope, hash(canonical(request)));
        byte[] key = hmac(("AWS4" + secret).getBytes(UTF_8), day);
        for (String part : List.of(region, service, "aws4_request")) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign)).equals(signature) && isOfBody(request);
    }

    /** The words of the refusal where the time of signing is too far from the server's; empty if it is near. */
    Optional<String> skew(Request request, Instant now) {
        Instant signed = Instant.from(TIME.parse(signedAt(request)));
        Duration window = List.of("s3", "ec2").contains(service) ? LONG_WINDOW : WINDOW;
        String at = TIME.format(signed);
        if (signed.isBefore(now.minus(window))) {
            return Optional.of("Signature expired: " + at + " is now earlier than " + TIME.format(now.minus(window))
                    + " (" + TIME.format(now) + " - " + window.toMinutes() + " min.)");
        }
        if (signed.isAfter(now.plus(window))) {
            return Optional.of("Signature not yet current: " + at + " is still later than "
                    + TIME.format(now.plus(window)) + " (" + TIME.format(now) + " + " + window.toMinutes() + " min.)");
        }
        return Optional.empty();
    }

    private static String signedAt(Request request) {
        return request.header("X-Amz-Date").orElse("19700101T000000Z");
    }

    private String canonical(Request request) {
        String query = Arrays.stream(request.rawQuery().split("&"))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.contains("=") ? pair : pair + "=")
                .sorted()
                .collect(Collectors.joining("&"));
        String headers = signedHeaders.stream()
                .map(name ->
                        name + ":" + request.header(name).orElse("").strip().replaceAll(" +", " ") + "\n")
                .collect(Collectors.joining());
        return String.join(
                "\n",
                request.method(),
                path(request),
                query,
                headers,
                String.join(";", signedHeaders),
                request.header("x-amz-content-sha256").orElseGet(() -> hash(request.body())));
    }

    /** Each segment encoded once more, except by S3. */
    private String path(Request request) {
        return service.equals("s3")
                ? request.rawPath()
                : Arrays.stream(request.rawPath().split("/", -1))
                        .map(segment -> URLEncoder.encode(segment, UTF_8)
                                .replace("+", "%20")
                                .replace("*", "%2A")
                                .replace("%7E", "~"))
                        .collect(Collectors.joining("/"));
    }

    /** True if the body is the one whose hash is signed; S3 also takes bodies of which only a checksum is. */
    private static boolean isOfBody(Request request) {
        String signed = request.header("x-amz-content-sha256").orElse("");
        return signed.isEmpty()
                || signed.equals("UNSIGNED-PAYLOAD")
                || signed.startsWith("STREAMING-")
                || signed.equals(hash(request.body()));
    }

    private static String hash(String text) {
        return hash(text.getBytes(UTF_8));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
