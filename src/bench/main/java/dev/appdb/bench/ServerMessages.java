package dev.appdb.bench;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads what a PostgreSQL server sends, and counts CommandComplete, of which there is one a statement.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">PostgreSQL: message formats</a>
 */
final class ServerMessages {
    private static final int COMMAND_COMPLETE = 'C';
    private static final int HEAD_BYTES = 1 + Integer.BYTES;

    private final AtomicInteger statements;
    private int headRead;
    private int length;
    private int left;

    ServerMessages(AtomicInteger statements) {
        this.statements = statements;
    }

    /** Goes on where it was. */
    void read(byte[] bytes, int count) {
        int at = 0;
        while (at < count) {
            if (headRead < HEAD_BYTES) {
                head(bytes[at++] & 0xff);
            } else {
                int skipped = Math.min(left, count - at);
                left -= skipped;
                at += skipped;
            }
            if (headRead == HEAD_BYTES && left == 0) {
                headRead = 0;
            }
        }
    }

    private void head(int value) {
        if (headRead == 0) {
            length = 0;
            if (value == COMMAND_COMPLETE) {
                statements.incrementAndGet();
            }
        } else {
            length = length << Byte.SIZE | value;
        }
        headRead++;
        if (headRead == HEAD_BYTES) {
            left = length - Integer.BYTES;
        }
    }
}
