package dev.appdb.postgres.server;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Secret;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Judges the passwords of a person's file by users that exist already, whose passwords an update does not replace. */
final class GivenAdoption {
    private final Map<String, Secret> given;
    private final ServerLogins logins;

    GivenAdoption(Map<String, Secret> given, ServerLogins logins) {
        this.given = given;
        this.logins = logins;
    }

    /**
     * The users that have these passwords already.
     *
     * @throws FailureException a refusal naming each user that has another one
     */
    List<String> users(ServerPasswords passwords) throws FailureException {
        List<String> proved = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Map.Entry<String, Secret> each : given.entrySet()) {
            if (logsIn(each.getKey(), each.getValue())) {
                proved.add(each.getKey());
            } else if (exists(each.getKey())) {
                refused.add(each.getKey());
            }
        }
        if (!refused.isEmpty()) {
            throw Failure.refused(
                            "password-other",
                            "did not use the given password of " + String.join(" and ", refused),
                            "the server refuses it, and a user that exists keeps the password that it has",
                            Remedy.of(
                                    "Correct the file, or replace the password with {} and {--password-file FILE}.",
                                    passwords.rotation(refused.get(0))))
                    .asException();
        }
        return proved;
    }

    /** Anything but a wrong password says nothing against it; the check reports it. */
    private boolean logsIn(String user, Secret password) {
        try (Connection connection = logins.as(user, password)) {
            return !connection.isClosed();
        } catch (SQLException e) {
            return !ServerPasswords.INVALID_PASSWORD.equals(e.getSQLState());
        }
    }

    private boolean exists(String user) throws FailureException {
        try (Connection connection = logins.asMaster();
                PreparedStatement query =
                        connection.prepareStatement("SELECT FROM pg_catalog.pg_roles WHERE rolname = ?")) {
            query.setString(1, user);
            try (ResultSet found = query.executeQuery()) {
                return found.next();
            }
        } catch (SQLException e) {
            throw Failure.failed(
                            "password-file",
                            "could not look for user " + user,
                            String.valueOf(e.getMessage()),
                            Remedy.text(
                                    "Check host, port, the password file (in a terminal PGPASSWORD goes before it) and sslmode."))
                    .asException(e);
        }
    }
}
