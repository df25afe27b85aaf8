package dev.appdb.roles.lambda;

import dev.appdb.failure.Remedy;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** L1: each user logs in with its token, over TLS. */
final class LoginChecks {
    private static final String ID = "L1";
    private static final String WHO_AND_HOW =
            "SELECT session_user, ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

    private final FunctionLogins logins;
    private final Remedy update;

    LoginChecks(FunctionLogins logins, Remedy update) {
        this.logins = logins;
        this.update = update;
    }

    /** The report with these checks where it says that the logins were not tried. */
    CheckReport in(CheckReport report, List<String> users) {
        List<Check> checks = new ArrayList<>();
        boolean placed = false;
        for (Check check : report.checks()) {
            if (!check.id().equals(ID)) {
                checks.add(check);
            } else if (!placed) {
                users.forEach(user -> checks.add(of(user)));
                placed = true;
            }
        }
        if (!placed) {
            users.forEach(user -> checks.add(of(user)));
        }
        return report.with(checks);
    }

    private Check of(String user) {
        try (Connection connection = logins.asTokenUser(user);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(WHO_AND_HOW)) {
            if (row.next() && row.getBoolean("ssl") && user.equals(row.getString("session_user"))) {
                return check(
                        user, Check.Status.PASSED, "logs in with an IAM token over " + row.getString("version"), "");
            }
            return failed(user, "the server does not see the login as this user's over TLS");
        } catch (SQLException e) {
            return failed(
                    user,
                    "cannot log in with an IAM token: "
                            + String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\n\\s*", "; ") + " (SQLSTATE "
                            + e.getSQLState() + ")");
        }
    }

    private Check failed(String user, String found) {
        return check(
                user,
                Check.Status.FAILED,
                found,
                update + "; if it lasts, allow the function's role rds-db:connect on the cluster as dbuser " + user
                        + ", and switch on the cluster's IAM database authentication");
    }

    private static Check check(String user, Check.Status status, String found, String remedy) {
        return new Check(ID, Check.Severity.CRITICAL, user, status, found, remedy);
    }
}
