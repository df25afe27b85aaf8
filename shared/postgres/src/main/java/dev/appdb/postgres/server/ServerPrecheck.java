package dev.appdb.postgres.server;

import dev.appdb.engine.Preflight.Finding;
import dev.appdb.failure.Failure;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Secret;
import dev.appdb.form.SecretPrompt;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.ServerUrl;
import dev.appdb.roles.RoleManagerFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postgresql.util.GT;
import org.postgresql.util.PSQLState;

/**
 * The look at a server before a database is set up on it: whether it answers, lets the master in, and is one on which the
 * master can do what a setup needs. Asks for the master's password where it is missing or wrong.
 */
final class ServerPrecheck {
    private static final String QUERY =
            "SELECT current_setting('server_version_num')::int / 10000 AS major, current_setting('server_version') AS version,"
                    + " pg_is_in_recovery() AS is_replica, r.rolsuper AS is_superuser, r.rolcreaterole AS creates_roles,"
                    + " pg_has_role(d.datdba, 'USAGE') AS owns_database,"
                    + " (SELECT count(*) FROM pg_roles WHERE rolname = ANY (?)) AS users"
                    + " FROM pg_roles r, pg_database d WHERE r.rolname = current_user AND d.datname = current_database()";

    private static final int QUERY_TIMEOUT_SECONDS = 15;

    private final DatabaseRequest request;
    private final ServerUrl url;
    private final ServerLogins logins;
    private final TypedPasswords typed;
    private final SecretPrompt prompt;

    ServerPrecheck(DatabaseRequest request, ServerLogins logins, TypedPasswords typed, SecretPrompt prompt) {
        this.request = request;
        this.url = logins.url();
        this.logins = logins;
        this.typed = typed;
        this.prompt = prompt;
    }

    /** The finding about the server, good or bad. */
    Finding finding() {
        while (true) {
            try (Connection connection = logins.asMaster()) {
                return finding(connection);
            } catch (SQLException e) {
                Optional<Secret> password = isAboutPassword(e)
                        ? prompt.ask("Password of " + url.user() + " on " + place(), problem(e))
                        : Optional.empty();
                if (password.isEmpty()) {
                    typed.forget(url);
                    return problem(failure(e));
                }
                typed.keep(url, password.get());
            }
        }
    }

    private String place() {
        return url.host() + ":" + url.port();
    }

    /** The server's word where there was a password already. */
    private static String problem(SQLException e) {
        return isRefusedPassword(e) ? failure(e).why().replaceFirst("^FATAL: ", "") : "";
    }

    private static Failure failure(SQLException e) {
        return RoleManagerFailure.of("could not log in", e).failure();
    }

    private Finding problem(Failure failure) {
        return Finding.problem("server", place() + ": " + failure.why().replaceFirst("^FATAL: ", ""), failure.remedy());
    }

    private static boolean isRefusedPassword(SQLException e) {
        return PSQLState.INVALID_PASSWORD.getState().equals(e.getSQLState());
    }

    /** The driver has no state of its own for a password that it was not given. */
    private static boolean isAboutPassword(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return isRefusedPassword(e)
                || Set.of(
                                GT.tr("The server requested SCRAM-based authentication, but no password was provided."),
                                GT.tr(
                                        "The server requested SCRAM-based authentication, but the password is an empty string."))
                        .contains(message)
                || message.startsWith(GT.tr(
                        "The server requested password-based authentication, but no password was provided by plugin {0}",
                        ""));
    }

    private Finding finding(Connection connection) throws SQLException {
        List<String> users = request.names().spec().users();
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setQueryTimeout(QUERY_TIMEOUT_SECONDS);
            statement.setArray(1, connection.createArrayOf("text", users.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return finding(row, users.size());
            }
        }
    }

    private Finding finding(ResultSet row, int users) throws SQLException {
        String version = "PostgreSQL " + row.getString("version");
        int major = row.getInt("major");
        if (major < PostgresVersion.OLDEST) {
            return Finding.problem(
                    "server",
                    place() + " is " + version + ": appdb manages " + PostgresVersion.OLDEST + " and newer",
                    "Upgrade the server, or name another one.");
        }
        if (row.getBoolean("is_replica")) {
            return Finding.problem(
                    "server", place() + " is a replica, which takes no changes", "Name the address of the primary.");
        }
        // What is there already may have been made by somebody with more rights.
        boolean isNew = row.getInt("users") < users;
        if (!isNew || row.getBoolean("is_superuser")) {
            return Finding.good("server", place() + " answers, " + version);
        }
        if (!row.getBoolean("creates_roles")) {
            return Finding.problem(
                    "rights",
                    url.user() + " may not create users on " + place() + ": it is neither superuser nor has CREATEROLE",
                    Remedy.of("Name a user that may in the URL."));
        }
        return row.getBoolean("owns_database")
                ? Finding.good("server", place() + " answers, " + version)
                : Finding.problem(
                        "rights",
                        url.user() + " does not own database " + url.database() + " on " + place(),
                        "Name its owner in the URL, or a superuser.");
    }
}
