package dev.appdb.postgres.server;

import dev.appdb.request.ServerUrl;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postgresql.util.GT;
import org.postgresql.util.PSQLState;

/**
 * The TLS mode of logins to a server. libpq and the JDBC driver prefer TLS and go on without it where it is refused, so that
 * anybody on the way could have the password; to a server on another machine no password goes like that unless a person
 * says so with {@code sslmode}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION">libpq: sslmode</a>
 */
final class TransportSecurity {
    private static final String REQUIRE = "require";

    /** Names and addresses that never leave this machine (RFC 6761, RFC 1122, RFC 4291). */
    private static final Pattern THIS_MACHINE =
            Pattern.compile("(.+\\.)?localhost\\.?|127\\.\\d+\\.\\d+\\.\\d+|\\[?(::1|0:0:0:0:0:0:0:1)\\]?");

    private TransportSecurity() {}

    /** The mode that was named, else {@code require} for another machine; empty where the usual one will do. */
    static Optional<String> mode(ServerUrl url, Map<String, String> environment) {
        return named(url, environment).or(() -> isOnThisMachine(url.host()) ? Optional.empty() : Optional.of(REQUIRE));
    }

    private static Optional<String> named(ServerUrl url, Map<String, String> environment) {
        return url.parameter("sslmode")
                .or(() -> Optional.ofNullable(environment.get("PGSSLMODE")).filter(mode -> !mode.isEmpty()));
    }

    /** Returns whether a host is this machine by its name alone. */
    static boolean isOnThisMachine(String host) {
        return THIS_MACHINE.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /** The same failure, with the way out where the server refused TLS and nobody had asked for it. */
    static SQLException explained(SQLException failure, ServerUrl url, Map<String, String> environment) {
        boolean refusesTls = named(url, environment).isEmpty()
                && PSQLState.CONNECTION_REJECTED.getState().equals(failure.getSQLState())
                && GT.tr("The server does not support SSL.").equals(failure.getMessage());
        return refusesTls
                ? new SQLException(
                        url.host()
                                + " refuses TLS, and no password goes to another machine without it. Turn TLS on there,"
                                + " or say sslmode=disable in the URL, or in PGSSLMODE, if the network is safe",
                        failure.getSQLState(),
                        failure)
                : failure;
    }
}
