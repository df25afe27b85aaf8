package dev.appdb.aws.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * An uploaded body: plain, or in S3's {@code aws-chunked} framing with checksums in its trailer.
 *
 * @param checksums by lower-case header name, such as {@code x-amz-checksum-crc32}
 */
@SuppressWarnings("ArrayRecordComponent") // a fake's value, never compared
record AwsChunked(byte[] content, Map<String, String> checksums) {
    private static final String CHECKSUM = "x-amz-checksum-";

    static AwsChunked read(Request request) {
        Map<String, String> checksums = new TreeMap<>();
        request.headers().forEach((name, value) -> keepChecksum(checksums, name, value));
        boolean framed = request.header("x-amz-content-sha256").orElse("").startsWith("STREAMING-");
        return new AwsChunked(framed ? unframe(request.body(), checksums) : request.body(), checksums);
    }

    private static byte[] unframe(byte[] body, Map<String, String> checksums) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        int at = 0;
        for (int size = -1; size != 0; ) {
            int end = endOfLine(body, at);
            String header = new String(body, at, end - at, ISO_8859_1);
            size = Integer.parseInt(header.split(";", 2)[0], 16);
            content.write(body, end + 2, size);
            at = end + 2 + size + (size == 0 ? 0 : 2);
        }
        for (String line : new String(body, at, body.length - at, ISO_8859_1).split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                keepChecksum(checksums, line.substring(0, colon), line.substring(colon + 1));
            }
        }
        return content.toByteArray();
    }

    private static int endOfLine(byte[] body, int from) {
        int at = from;
        while (body[at] != '\r' || body[at + 1] != '\n') {
            at++;
        }
        return at;
    }

    private static void keepChecksum(Map<String, String> checksums, String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith(CHECKSUM) && !lower.endsWith("-algorithm") && !lower.endsWith("-mode")) {
            checksums.put(lower, value.strip());
        }
    }

    /** Verifies the checksums, CRC32 and SHA-256; a wrong one is an error as S3 returns it. */
    void requireIntact() {
        checksums.forEach((name, claimed) -> {
            String algorithm = name.substring(CHECKSUM.length());
            byte[] actual = switch (algorithm) {
                case "crc32" -> crc32();
                case "sha256" -> sha256();
                default -> Base64.getDecoder().decode(claimed);
            };
            if (!Base64.getEncoder().encodeToString(actual).equals(claimed)) {
                throw new AwsError(
                        400,
                        "BadDigest",
                        "The " + algorithm.toUpperCase(Locale.ROOT)
                                + " you specified did not match the calculated checksum.");
            }
        });
    }

    private byte[] crc32() {
        CRC32 crc = new CRC32();
        crc.update(content);
        return ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    }

    private byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java without SHA-256", e);
        }
    }
}
