package dev.appdb.bot.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The hash of an entry of the audit log, in hexadecimal: of all that it says, and of the hash before it. */
final class AuditHash {
    private static final List<String> TEXTS = List.of(
            "user_id", "name", "channel", "action", "command", "app", "environment", "reason", "rule", "run_id");

    private AuditHash() {}

    /** Every text goes in with its length, so that no two entries are the same bytes. */
    static String of(String previous, Row entry) throws SQLException {
        MessageDigest digest = sha256();
        digest.update(HexFormat.of().parseHex(previous));
        digest.update(number(entry.number("id")));
        // The database keeps microseconds.
        digest.update(number(entry.time("at").getEpochSecond()));
        digest.update(number(entry.time("at").getNano()));
        digest.update((byte) (entry.flag("accepted") ? 1 : 0));
        for (String column : TEXTS) {
            Optional<byte[]> text = entry.maybeText(column).map(some -> some.getBytes(StandardCharsets.UTF_8));
            digest.update(number(text.map(bytes -> bytes.length).orElse(-1)));
            text.ifPresent(digest::update);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
