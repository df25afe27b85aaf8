package dev.appdb.postgres.server;

import dev.appdb.request.ServerUrl;
import dev.appdb.request.ThisMachine;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.postgresql.util.GT;
import org.postgresql.util.PSQLState;

/**
 * The TLS mode of logins to a server, by the rule of {@link ThisMachine}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION">libpq: sslmode</a>
 */
final class TransportSecurity {
    private TransportSecurity() {}

    /** The mode that was named, else {@code require} for another machine; empty where the usual one will do. */
    static Optional<String> mode(ServerUrl url, Map<String, String> environment) {
        return named(url, environment)
                .or(() -> ThisMachine.is(url.host()) ? Optional.empty() : Optional.of(ThisMachine.MODE_FOR_OTHERS));
    }

    private static Optional<String> named(ServerUrl url, Map<String, String> environment) {
        return url.parameter("sslmode")
                .or(() -> Optional.ofNullable(environment.get("PGSSLMODE")).filter(mode -> !mode.isEmpty()));
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
