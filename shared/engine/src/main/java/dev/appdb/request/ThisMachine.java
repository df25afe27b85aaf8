package dev.appdb.request;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The hosts that are this machine by their names alone. No password goes to any other one without TLS, unless a person says
 * so with {@code sslmode}: libpq and the JDBC driver prefer TLS, and go on without it where it is refused.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION">libpq: sslmode</a>
 */
public final class ThisMachine {
    /** The mode of TLS for every other machine, where none was named. */
    public static final String MODE_FOR_OTHERS = "require";

    /** Names and addresses that never leave this machine (RFC 6761, RFC 1122, RFC 4291). */
    private static final Pattern NAMES =
            Pattern.compile("(.+\\.)?localhost\\.?|127\\.\\d+\\.\\d+\\.\\d+|\\[?(::1|0:0:0:0:0:0:0:1)\\]?");

    private ThisMachine() {}

    public static boolean is(String host) {
        return NAMES.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
