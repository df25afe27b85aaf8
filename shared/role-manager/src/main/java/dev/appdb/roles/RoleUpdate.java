package dev.appdb.roles;

import dev.appdb.roles.Change.Step;
import dev.appdb.roles.RoleDiff.MigratorAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Carries out a {@link RoleDiff}: users, database, schema and privileges, in one transaction. */
final class RoleUpdate {
    private final RoleSpec spec;
    private final DatabaseLogins logins;
    private final Patience patience;
    private final String what;

    RoleUpdate(RoleSpec spec, DatabaseLogins logins, Patience patience, String what) {
        this.spec = spec;
        this.logins = logins;
        this.patience = patience;
        this.what = what;
    }

    /**
     * What came of it.
     *
     * @param done one sentence a change
     * @param told the checks that the obstacles speak of
     * @param now the catalogs afterwards
     */
    record Result(
            List<String> done,
            List<Obstacle> obstacles,
            Set<CheckId> told,
            List<String> notices,
            CatalogSnapshot now) {}

    /** Looks first, without any lock, and returns at once where nothing is to be done. */
    Result run(Transactions master) throws SQLException, RoleManagerException {
        CatalogSnapshot first = master.look(spec);
        requireManageable(first);
        if (!RoleDiff.isNeeded(spec, first)) {
            RoleDiff diff = RoleDiff.between(spec, first, List.of());
            return new Result(List.of(), diff.obstacles(), diff.told(), diff.notices(), first);
        }
        Pass pass = master.write(this::masterPass);
        if (!pass.leftToMigrator().isEmpty()) {
            return withMigratorsLogin(master, pass);
        }
        return pass.result(List.of());
    }

    private void requireManageable(CatalogSnapshot now) throws RoleManagerException {
        if (!now.server().database().equals(spec.database())) {
            throw new RoleManagerException(
                    what,
                    "the connection is to database "
                            + Identifier.quoted(now.server().database()),
                    "Connect to " + Identifier.quoted(spec.database()) + ".",
                    SqlState.INVALID_CATALOG_NAME,
                    null);
        }
        if (now.server().inRecovery()) {
            throw new RoleManagerException(
                    what,
                    "this server is a reader, which takes no changes",
                    "Name the writer's address, not a reader's.",
                    SqlState.READ_ONLY_SQL_TRANSACTION,
                    null);
        }
        for (String user : List.of(spec.appUser(), spec.migratorUser())) {
            if (user.equals(now.server().master())) {
                throw new RoleManagerException(
                        what,
                        "user " + Identifier.quoted(user) + " is the master itself",
                        "Give the app and the migrator users of their own.",
                        SqlState.INSUFFICIENT_PRIVILEGE,
                        null);
            }
        }
    }

    /** What one transaction did, and what it left to the migrator's own login. */
    private record Pass(List<String> done, List<Change> leftToMigrator, RoleDiff after, CatalogSnapshot now) {

        Result result(List<String> doneBefore) {
            List<String> all = new ArrayList<>(doneBefore);
            all.addAll(done);
            return result(all, leftToMigrator.isEmpty() ? after.changes() : List.of(), Pass::withoutEffect);
        }

        /** With an obstacle for each change that was not made. */
        Result result(List<String> all, List<Change> undone, Function<Change, Obstacle> why) {
            List<Obstacle> obstacles = new ArrayList<>(after.obstacles());
            Set<CheckId> told = new HashSet<>(after.told());
            for (Change change : undone) {
                obstacles.add(why.apply(change));
                told.addAll(change.mends());
            }
            return new Result(all, obstacles, told, after.notices(), now);
        }

        private static Obstacle withoutEffect(Change change) {
            return new Obstacle(
                    "still to be done: " + change.done(),
                    "PostgreSQL accepted the statement, but it had no effect (a privilege that somebody else granted is"
                            + " revoked with a mere warning)",
                    "As the grantor or a superuser: " + change.sql() + ";");
        }
    }

    private Pass masterPass(Connection connection) throws SQLException, RoleManagerException {
        CatalogSnapshot before = lookAgain(connection);
        RoleDiff diff = diff(connection, before);
        List<String> done = new ArrayList<>();
        List<Change> left = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            if (before.server().hasMembershipOptions()) {
                // otherwise a new user may come with a membership that leads the master to rds_iam
                statement.execute("SET LOCAL createrole_self_grant = ''");
            }
            perform(statement, diff.of(Step.USERS_AND_DATABASE), done);
            if (diff.access() == MigratorAccess.OWN_LOGIN) {
                left.addAll(diff.of(Step.AS_MIGRATOR));
            } else if (diff.hasMigratorPart()) {
                migratorPart(statement, before, diff, done);
            }
            perform(statement, diff.of(Step.MEMBERSHIPS), done);
        }
        CatalogSnapshot after = diff.changes().isEmpty() ? before : lookAgain(connection);
        requireNoLastingMembership(before, after);
        return new Pass(done, left, diff(connection, after), after);
    }

    private void migratorPart(Statement statement, CatalogSnapshot before, RoleDiff diff, List<String> done)
            throws SQLException, RoleManagerException {
        String migrator = Identifier.quoted(spec.migratorUser());
        String master = Identifier.quoted(before.server().master());
        boolean borrowed = diff.access() == MigratorAccess.BORROWED;
        if (borrowed) {
            String options = before.server().hasMembershipOptions() ? " WITH INHERIT TRUE, SET TRUE" : "";
            statement.execute("GRANT " + migrator + " TO " + master + options);
        }
        perform(statement, diff.of(Step.SCHEMA), done);
        List<Change> asMigrator = diff.of(Step.AS_MIGRATOR);
        if (!asMigrator.isEmpty()) {
            statement.execute("SET LOCAL ROLE " + migrator);
            perform(statement, asMigrator, done);
            statement.execute("RESET ROLE");
        }
        if (borrowed) {
            statement.execute("REVOKE " + migrator + " FROM " + master);
        }
    }

    private void perform(Statement statement, List<Change> changes, List<String> done)
            throws SQLException, RoleManagerException {
        for (Change change : changes) {
            try {
                statement.execute(change.sql());
            } catch (SQLException e) {
                if (SqlState.isCollision(e)) {
                    throw e;
                }
                throw Failures.of(what, change, e);
            }
            done.add(change.done());
        }
    }

    /** A REVOKE by the wrong grantor only warns, so what is about to be committed is looked at. */
    private void requireNoLastingMembership(CatalogSnapshot before, CatalogSnapshot after) throws RoleManagerException {
        String master = before.server().master();
        if (after.master().superuser()) {
            return;
        }
        for (String group : List.of(ServerRoles.IAM, spec.migratorUser(), spec.appUser())) {
            if (after.memberships().reaches(master, group)
                    && !before.memberships().reaches(master, group)) {
                throw new RoleManagerException(
                        what,
                        "the membership in " + Identifier.quoted(group) + " that " + Identifier.quoted(master)
                                + " borrowed could not be taken back, so everything was rolled back",
                        "As a superuser, see who granted it: SELECT * FROM pg_auth_members WHERE roleid = "
                                + SqlText.literal(group) + "::regrole;",
                        SqlState.INSUFFICIENT_PRIVILEGE,
                        null);
            }
        }
    }

    private Result withMigratorsLogin(Transactions master, Pass first) throws SQLException, RoleManagerException {
        Optional<Connection> login = migratorsLogin();
        if (login.isEmpty()) {
            return first.result(first.done(), first.leftToMigrator(), change -> needsLogin(first.now(), change));
        }
        List<String> done = new ArrayList<>(first.done());
        try (Transactions migrator = Transactions.over(login.get(), patience)) {
            done.addAll(migrator.write(this::migratorPass));
        }
        // what the migrator needed for this alone is taken back
        return master.write(this::masterPass).result(done);
    }

    private Optional<Connection> migratorsLogin() throws RoleManagerException {
        try {
            return logins.asMigrator();
        } catch (SQLException e) {
            throw Failures.of(what + ", for no login as " + Identifier.quoted(spec.migratorUser()), e);
        }
    }

    private Obstacle needsLogin(CatalogSnapshot now, Change change) {
        String migrator = Identifier.quoted(spec.migratorUser());
        String master = Identifier.quoted(now.server().master());
        return new Obstacle(
                "still to be done: " + change.done(),
                master + " has no ADMIN on " + migrator + ", and no login as " + migrator + " is offered",
                Remedy.asSuperuser("GRANT " + migrator + " TO " + master
                        + " WITH ADMIN TRUE, INHERIT FALSE, SET FALSE; then run the same command again."));
    }

    /** The migrator's part, over its own connection; it asks the same questions, as itself. */
    private List<String> migratorPass(Connection connection) throws SQLException, RoleManagerException {
        RoleDiff diff = diff(connection, lookAgain(connection));
        List<String> done = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            perform(statement, diff.of(Step.SCHEMA), done);
            perform(statement, diff.of(Step.AS_MIGRATOR), done);
        }
        return done;
    }

    private CatalogSnapshot lookAgain(Connection connection) throws SQLException {
        return CatalogReader.look(connection, spec, "", "");
    }

    private RoleDiff diff(Connection connection, CatalogSnapshot now) throws SQLException {
        List<Ungranted> ungranted =
                now.finding("grantable").isEmpty() ? List.of() : CatalogReader.ungranted(connection, spec);
        return RoleDiff.between(spec, now, ungranted);
    }
}
