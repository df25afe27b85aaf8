package dev.appdb.roles;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.roles.CatalogSnapshot.Role;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Grants and revokes temporary access of people, each in one transaction. Safe to repeat. */
final class AccessUpdate {
    /** The longest time that is granted, and an hour by which the clock of who agreed on an end may be fast. */
    private static final long LONGEST_SECONDS =
            AccessRequest.LONGEST.plus(Duration.ofHours(1)).toSeconds();

    private final RoleSpec spec;
    private final AccessRequest request;
    private final String what;
    private final String user;
    private final Optional<UserPasswords> passwords;

    /** @param passwords keeps those of people, for a server without rds_iam */
    AccessUpdate(RoleSpec spec, AccessRequest request, String what, Optional<UserPasswords> passwords) {
        this.spec = spec;
        this.request = request;
        this.what = what;
        this.user = Identifier.quoted(request.user());
        this.passwords = passwords;
    }

    AccessReport run(Transactions master) throws SQLException, FailureException {
        List<String> changes = switch (request.operation()) {
            case GRANT -> master.write(this::grant);
            case REVOKE -> revoke(master);
            case LIST -> List.of();
        };
        CatalogSnapshot now = master.look(spec);
        return new AccessReport(changes, all(spec, now), login(now));
    }

    private AccessReport.Login login(CatalogSnapshot now) {
        if (now.hasIam()) {
            return AccessReport.Login.IAM;
        }
        return makesPasswords().isPresent() ? AccessReport.Login.PASSWORD : AccessReport.Login.PASSWORD_TO_BE_SET;
    }

    /** Those who give a person a password. */
    private Optional<UserPasswords> makesPasswords() {
        return passwords.filter(UserPasswords::areForNewUsers);
    }

    /** The accesses with the rights of this database's users. */
    static List<TemporaryAccess> all(RoleSpec spec, CatalogSnapshot now) {
        return now.roles().stream()
                .flatMap(role -> TemporaryAccess.of(role).stream())
                .filter(access -> spec.users().contains(access.as()))
                .toList();
    }

    private List<String> grant(Connection connection) throws SQLException, FailureException {
        CatalogSnapshot now = CatalogReader.look(connection, spec, "", "");
        requireGrantable(now);
        Optional<Role> role = now.role(request.user());
        boolean hasOptions = now.server().hasMembershipOptions();
        List<String> statements = new ArrayList<>();
        if (hasOptions) {
            statements.add("SET LOCAL createrole_self_grant = ''");
        }
        String[] times = times(connection);
        statements.add((role.isPresent() ? "ALTER" : "CREATE") + " ROLE " + user + " LOGIN VALID UNTIL "
                + SqlText.literal(times[1]));
        role.flatMap(TemporaryAccess::of)
                .filter(before -> !before.as().equals(request.as()))
                .ifPresent(before -> statements.add("REVOKE " + Identifier.quoted(before.as()) + " FROM " + user));
        if (now.hasIam()) {
            statements.add("GRANT rds_iam TO " + user);
        }
        // with its own rights only, and not as somebody else: logs then name the person
        statements.add("GRANT " + Identifier.quoted(request.as()) + " TO " + user
                + (hasOptions ? " WITH INHERIT TRUE, SET FALSE" : ""));
        TemporaryAccess access = new TemporaryAccess(
                request.user(),
                request.as(),
                times[1],
                request.reason(),
                request.by(),
                times[0],
                TemporaryAccess.State.VALID);
        statements.add("COMMENT ON ROLE " + user + " IS " + SqlText.literal(access.comment()));
        List<String> changes = new ArrayList<>(List.of("granted " + access.sentence()));
        // whoever has access already keeps the password too
        if (role.isEmpty() && !now.hasIam() && makesPasswords().isPresent()) {
            Repair.Statement password = Repair.Statement.password(request.user());
            statements.add(password.withVerifier(
                    makesPasswords().get().newVerifier(request.user()).reveal()));
            changes.add(password.done());
        }
        run(connection, statements);
        return changes;
    }

    private void requireGrantable(CatalogSnapshot now) throws FailureException {
        boolean isUsersOrMaster =
                spec.users().contains(request.user()) || now.server().master().equals(request.user());
        if (isUsersOrMaster || (now.hasRole(request.user()) && isNotOurs(now))) {
            throw refused(
                    "role " + user
                            + (isUsersOrMaster
                                    ? " is one of the database's own"
                                    : " exists and has no temporary access"),
                    Remedy.text("Choose another name for the person's user."));
        }
        boolean mayBeGranted =
                request.as().equals(spec.appUser()) || spec.readers().contains(request.as());
        if (!mayBeGranted || !now.hasRole(request.as())) {
            throw refused(
                    Identifier.quoted(request.as())
                            + (mayBeGranted ? " does not exist yet" : " is neither the app user nor a declared reader"),
                    mayBeGranted
                            ? Remedy.of("Run {} first.", Subcommand.ROLES_UPDATE.call())
                            : Remedy.text("Grant access as the app user or as a reader."));
        }
    }

    private boolean isNotOurs(CatalogSnapshot now) {
        return now.role(request.user()).flatMap(TemporaryAccess::of).isEmpty();
    }

    /** Shuts the role out of the server, ends its sessions, and drops it. */
    private List<String> revoke(Transactions master) throws SQLException, FailureException {
        String oid = master.write(connection -> {
            CatalogSnapshot now = CatalogReader.look(connection, spec, "", "");
            if (!now.hasRole(request.user())) {
                return "";
            }
            if (isNotOurs(now)) {
                throw refused(
                        "role " + user + " has no temporary access that appdb has granted",
                        Remedy.of("See who has: {}.", Subcommand.ACCESS_LIST.call()));
            }
            run(connection, List.of("ALTER ROLE " + user + " NOLOGIN"));
            return value(connection, "SELECT oid FROM pg_roles WHERE rolname = " + SqlText.literal(request.user()));
        });
        if (oid.isEmpty()) {
            forgetPassword();
            return List.of();
        }
        String ended = master.write(connection -> {
            String sessions = value(
                    connection,
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usesysid = " + oid);
            run(connection, List.of("DROP ROLE " + user));
            return sessions;
        });
        forgetPassword();
        return List.of("revoked the access of " + user
                + (ended.equals("0") ? "" : " and ended " + ended + (ended.equals("1") ? " session" : " sessions")));
    }

    private void forgetPassword() throws FailureException {
        if (passwords.isPresent()) {
            passwords.get().forget(request.user());
        }
    }

    /** Now and the end, by the server's clock, as it prints them in UTC. */
    private String[] times(Connection connection) throws SQLException, FailureException {
        String now = "date_trunc('second', now() AT TIME ZONE 'UTC')";
        String end = request.until()
                .map(until -> "timestamp '" + LocalDateTime.ofInstant(until, ZoneOffset.UTC) + "'")
                .orElseGet(() -> now + " + interval '" + request.duration().toSeconds() + " s'");
        String[] times = value(
                        connection,
                        "SELECT " + now + " || '+00|' || " + end + " || '+00|' || (" + end + " > " + now + " AND " + end
                                + " <= " + now + " + interval '" + LONGEST_SECONDS + " s')")
                .split("\\|");
        if (!Boolean.parseBoolean(times[2])) {
            throw refused(
                    "its end, " + times[1] + ", is " + (times[1].compareTo(times[0]) > 0 ? "too late" : "over")
                            + ": the server's clock says " + times[0],
                    Remedy.text("Ask for the access again, for at most 7 days."));
        }
        return times;
    }

    private static String value(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private FailureException refused(String why, Remedy remedy) {
        return Failure.refused("access-refused", what, why, remedy).asException();
    }
}
