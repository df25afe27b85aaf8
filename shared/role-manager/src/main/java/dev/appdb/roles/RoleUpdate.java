package dev.appdb.roles;

import dev.appdb.failure.FailureException;
import dev.appdb.roles.Repair.Statement;
import dev.appdb.roles.Repair.Step;
import dev.appdb.roles.Situation.MigratorAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Carries out the statements of a {@link RepairPlan}: users, database, schema and privileges, in one transaction. */
final class RoleUpdate {
    private final RoleSpec spec;
    private final DatabaseLogins logins;
    private final TransactionPolicy policy;
    private final String what;

    RoleUpdate(RoleSpec spec, DatabaseLogins logins, TransactionPolicy policy, String what) {
        this.spec = spec;
        this.logins = logins;
        this.policy = policy;
        this.what = what;
    }

    /**
     * The outcome.
     *
     * @param done one sentence a change
     * @param lacksMigratorsLogin whether the migrator's part was left, for want of a login
     * @param now the catalogs afterwards
     */
    record Result(List<String> done, boolean lacksMigratorsLogin, CatalogSnapshot now) {}

    /** Looks first, without any lock, and returns at once where nothing is to be done. */
    Result run(Transactions master) throws SQLException, FailureException {
        CatalogSnapshot first = master.look(spec);
        requireManageable(first);
        if (!RepairPlan.of(spec, first).changesRoles()) {
            return new Result(List.of(), false, first);
        }
        Pass pass = master.write(this::masterPass);
        return pass.leavesMigratorsPart()
                ? withMigratorsLogin(master, pass)
                : new Result(pass.done(), false, pass.now());
    }

    private void requireManageable(CatalogSnapshot now) throws FailureException {
        if (!now.server().database().equals(spec.database())) {
            throw RoleManagerFailure.of(
                    what,
                    "the connection is to database "
                            + Identifier.quoted(now.server().database()),
                    "Connect to " + Identifier.quoted(spec.database()) + ".",
                    SqlState.INVALID_CATALOG_NAME,
                    null);
        }
        if (now.server().inRecovery()) {
            throw RoleManagerFailure.of(
                    what,
                    "this server is a reader, which takes no changes",
                    "Name the writer's address, not a reader's.",
                    SqlState.READ_ONLY_SQL_TRANSACTION,
                    null);
        }
        for (String user : List.of(spec.appUser(), spec.migratorUser())) {
            if (user.equals(now.server().master())) {
                throw RoleManagerFailure.of(
                        what,
                        "user " + Identifier.quoted(user) + " is the master itself",
                        "Give the app and the migrator users of their own.",
                        SqlState.INSUFFICIENT_PRIVILEGE,
                        null);
            }
        }
    }

    /**
     * The outcome of one transaction.
     *
     * @param leavesMigratorsPart whether something is left to the migrator's own login
     */
    private record Pass(List<String> done, boolean leavesMigratorsPart, CatalogSnapshot now) {}

    private Pass masterPass(Connection connection) throws SQLException, FailureException {
        CatalogSnapshot before = lookAgain(connection);
        RepairPlan plan = RepairPlan.of(spec, before);
        List<Statement> planned = statements(connection, plan);
        List<Statement> performed = new ArrayList<>();
        boolean leavesMigratorsPart = false;
        try (java.sql.Statement session = session(connection)) {
            if (before.server().hasMembershipOptions()) {
                // otherwise a new user may come with a membership that leads the master to rds_iam
                session.execute("SET LOCAL createrole_self_grant = ''");
            }
            perform(session, RepairPlan.of(Step.USERS_AND_DATABASE, planned), performed);
            if (plan.situation().access() == MigratorAccess.OWN_LOGIN) {
                leavesMigratorsPart = !RepairPlan.of(Step.AS_MIGRATOR, planned).isEmpty();
            } else {
                migratorPart(session, plan.situation(), planned, performed);
            }
            perform(session, RepairPlan.of(Step.MEMBERSHIPS, planned), performed);
        }
        CatalogSnapshot after = performed.isEmpty() ? before : lookAgain(connection);
        requireNoLastingMembership(before, after);
        return new Pass(
                withEffect(performed, statements(connection, RepairPlan.of(spec, after))), leavesMigratorsPart, after);
    }

    /** A statement that is still needed has changed nothing: REVOKE by the wrong grantor only warns. */
    private static List<String> withEffect(List<Statement> performed, List<Statement> stillNeeded) {
        Set<String> needed = new HashSet<>();
        stillNeeded.forEach(statement -> needed.add(statement.sql()));
        return performed.stream()
                .filter(statement -> !needed.contains(statement.sql()))
                .map(Statement::done)
                .toList();
    }

    private void migratorPart(
            java.sql.Statement session, Situation situation, List<Statement> planned, List<Statement> performed)
            throws SQLException, FailureException {
        List<Statement> onSchema = RepairPlan.of(Step.SCHEMA, planned);
        List<Statement> asMigrator = RepairPlan.of(Step.AS_MIGRATOR, planned);
        if (onSchema.isEmpty() && asMigrator.isEmpty()) {
            return;
        }
        boolean borrowed = situation.access() == MigratorAccess.BORROWED;
        if (borrowed) {
            String options = situation.now().server().hasMembershipOptions() ? " WITH INHERIT TRUE, SET TRUE" : "";
            session.execute("GRANT " + situation.migrator() + " TO " + situation.master() + options);
        }
        perform(session, onSchema, performed);
        if (!asMigrator.isEmpty()) {
            session.execute("SET LOCAL ROLE " + situation.migrator());
            perform(session, asMigrator, performed);
            session.execute("RESET ROLE");
        }
        if (borrowed) {
            session.execute("REVOKE " + situation.migrator() + " FROM " + situation.master());
        }
    }

    private static java.sql.Statement session(Connection connection) throws SQLException {
        java.sql.Statement session = connection.createStatement();
        session.setEscapeProcessing(false);
        return session;
    }

    private void perform(java.sql.Statement session, List<Statement> statements, List<Statement> performed)
            throws SQLException, FailureException {
        for (Statement statement : statements) {
            try {
                session.execute(statement.sql());
            } catch (SQLException e) {
                if (SqlState.isCollision(e)) {
                    throw e;
                }
                throw Failures.of(what, statement, e);
            }
            performed.add(statement);
        }
    }

    /** A REVOKE by the wrong grantor only warns, so what is about to be committed is looked at. */
    private void requireNoLastingMembership(CatalogSnapshot before, CatalogSnapshot after) throws FailureException {
        String master = before.server().master();
        if (after.master().superuser()) {
            return;
        }
        for (String group : List.of(ServerRoles.IAM, spec.migratorUser(), spec.appUser())) {
            if (after.memberships().reaches(master, group)
                    && !before.memberships().reaches(master, group)) {
                throw RoleManagerFailure.of(
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

    private Result withMigratorsLogin(Transactions master, Pass first) throws SQLException, FailureException {
        Optional<Connection> login = migratorsLogin();
        if (login.isEmpty()) {
            return new Result(first.done(), true, first.now());
        }
        List<String> done = new ArrayList<>(first.done());
        try (Transactions migrator = Transactions.over(login.get(), policy)) {
            done.addAll(migrator.write(this::migratorPass));
        }
        // what the migrator needed for this alone is taken back
        Pass last = master.write(this::masterPass);
        done.addAll(last.done());
        return new Result(done, false, last.now());
    }

    private Optional<Connection> migratorsLogin() throws FailureException {
        try {
            return logins.asMigrator();
        } catch (SQLException e) {
            throw Failures.of(what + ", for no login as " + Identifier.quoted(spec.migratorUser()), e);
        }
    }

    /** The migrator's part, over its own connection; the same rules are asked, as itself. */
    private List<String> migratorPass(Connection connection) throws SQLException, FailureException {
        List<Statement> planned = statements(connection, RepairPlan.of(spec, lookAgain(connection)));
        List<Statement> performed = new ArrayList<>();
        try (java.sql.Statement session = session(connection)) {
            perform(session, RepairPlan.of(Step.SCHEMA, planned), performed);
            perform(session, RepairPlan.of(Step.AS_MIGRATOR, planned), performed);
        }
        return performed.stream().map(Statement::done).toList();
    }

    private CatalogSnapshot lookAgain(Connection connection) throws SQLException {
        return CatalogReader.look(connection, spec, "", "");
    }

    private List<Statement> statements(Connection connection, RepairPlan plan) throws SQLException {
        return plan.statements(plan.grantsObjects() ? CatalogReader.ungranted(connection, spec) : List.of());
    }
}
