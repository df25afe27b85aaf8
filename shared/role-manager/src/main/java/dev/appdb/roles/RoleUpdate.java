package dev.appdb.roles;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.roles.PreparedUpdate.Offered;
import dev.appdb.roles.Repair.Statement;
import dev.appdb.roles.Repair.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Carries out a {@link PreparedUpdate}: users, database, schema and privileges, in one transaction. */
final class RoleUpdate {
    private final RoleSpec spec;
    private final UpdateOptions options;
    private final DatabaseLogins logins;
    private final TransactionPolicy policy;
    private final String what;

    RoleUpdate(RoleSpec spec, UpdateOptions options, DatabaseLogins logins, TransactionPolicy policy, String what) {
        this.spec = spec;
        this.options = options;
        this.logins = logins;
        this.policy = policy;
        this.what = what;
    }

    /**
     * The outcome.
     *
     * @param done one sentence a change
     * @param update what was run, and the extensions that are still to be done
     * @param now the catalogs afterwards
     */
    record Result(List<String> done, PreparedUpdate update, CatalogSnapshot now) {

        /** Returns whether the migrator's part was left, for want of a login. */
        boolean lacksMigratorsLogin() {
            return update.lacksMigratorsLogin();
        }
    }

    /** Looks first, without any lock, and returns at once where nothing is to be done. */
    Result run(Transactions master) throws SQLException, FailureException {
        CatalogSnapshot first = master.look(spec);
        requireManageable(first);
        RepairPlan repairs = RepairPlan.of(spec, first);
        if (repairs.isEmpty()) {
            return new Result(
                    List.of(),
                    PreparedUpdate.of(repairs, options.mode(), Offered.NOTHING, List.of(), LossEvidence.NONE),
                    first);
        }
        try (MigratorsLogin login = MigratorsLogin.of(repairs.situation(), logins)) {
            Pass pass = master.write(connection -> masterPass(connection, Offered.of(login, logins)));
            return pass.update().needsMigratorsLogin()
                    ? withMigratorsLogin(master, login, pass)
                    : new Result(pass.done(), pass.update(), pass.now());
        }
    }

    /** The plan of the update; changes nothing. */
    DatabasePlan plan(Transactions master) throws SQLException, FailureException {
        CatalogSnapshot first = master.look(spec);
        requireManageable(first);
        try (MigratorsLogin login = MigratorsLogin.of(Situation.of(spec, first), logins)) {
            return master.read(
                    connection -> prepare(connection, Offered.of(login, logins)).plan());
        }
    }

    private PreparedUpdate prepare(Connection connection, Offered offered) throws SQLException {
        return PreparedUpdate.read(connection, spec, options.mode(), offered, lookAgain(connection));
    }

    private void requireAgreed(DatabasePlan plan) throws FailureException {
        if (plan.isEmpty()) {
            return;
        }
        String expected = options.expectedPlan().orElse(plan.id());
        if (!expected.equals(plan.id())) {
            throw Failure.refused(
                            "roles-plan-changed",
                            what,
                            "the database has changed since the plan was made",
                            Remedy.of("Make the plan again, read it, and apply the new one."))
                    .asException();
        }
        plan.requireConsent(options.allowedRevocations());
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
        for (String user : spec.users()) {
            if (user.equals(now.server().master())) {
                throw RoleManagerFailure.of(
                        what,
                        "user " + Identifier.quoted(user) + " is the master itself",
                        "Give the app, the migrator and each reader a user of its own.",
                        SqlState.INSUFFICIENT_PRIVILEGE,
                        null);
            }
        }
    }

    /** The outcome of one transaction. */
    private record Pass(List<String> done, PreparedUpdate update, CatalogSnapshot now) {}

    private Pass masterPass(Connection connection, Offered offered) throws SQLException, FailureException {
        PreparedUpdate update = prepare(connection, offered);
        requireAgreed(update.plan());
        List<Statement> performed = new ArrayList<>();
        try (java.sql.Statement session = session(connection)) {
            if (update.situation().now().server().hasMembershipOptions()
                    && !update.statements().isEmpty()) {
                // otherwise a new user may come with a membership that leads the master to rds_iam
                session.execute("SET LOCAL createrole_self_grant = ''");
            }
            perform(session, update.of(Step.USERS_AND_DATABASE), performed);
            perform(session, update.of(Step.PERMITS), performed);
            if (!update.needsMigratorsLogin()) {
                migratorPart(session, update, performed);
                perform(session, update.of(Step.MEMBERSHIPS), performed);
            }
        }
        CatalogSnapshot before = update.situation().now();
        return finished(connection, update, performed, performed.isEmpty() ? before : lookAgain(connection));
    }

    /** Takes back what the migrator needed for its own part alone, and what must not last. */
    private Pass closingPass(Connection connection, PreparedUpdate update) throws SQLException, FailureException {
        List<Statement> performed = new ArrayList<>();
        try (java.sql.Statement session = session(connection)) {
            perform(session, update.of(Step.TAKE_BACK), performed);
            perform(session, update.of(Step.MEMBERSHIPS), performed);
        }
        return finished(connection, update, performed, lookAgain(connection));
    }

    private Pass finished(
            Connection connection, PreparedUpdate update, List<Statement> performed, CatalogSnapshot after)
            throws SQLException, FailureException {
        requireNoIamForMaster(update.situation(), after);
        requireNoLastingMembership(
                update.situation().now(), after, Borrowing.owners(update.situation(), update.of(Step.SCHEMA)));
        RepairPlan again = RepairPlan.of(spec, after);
        List<Ungranted> ungranted = again.grantsObjects()
                ? CatalogReader.ungranted(connection, again.situation(), options.mode())
                : List.of();
        return new Pass(withEffect(performed, again.statements(ungranted)), update, after);
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

    private void migratorPart(java.sql.Statement session, PreparedUpdate update, List<Statement> performed)
            throws SQLException, FailureException {
        List<Statement> onSchema = update.of(Step.SCHEMA);
        List<Statement> asMigrator = update.of(Step.AS_MIGRATOR);
        if (onSchema.isEmpty() && asMigrator.isEmpty()) {
            return;
        }
        for (String sql : Borrowing.begin(update.situation(), onSchema)) {
            session.execute(sql);
        }
        perform(session, onSchema, performed);
        if (!asMigrator.isEmpty()) {
            session.execute("SET LOCAL ROLE " + update.situation().migrator());
            perform(session, asMigrator, performed);
            session.execute("RESET ROLE");
        }
        for (String sql : Borrowing.end(update.situation(), onSchema)) {
            session.execute(sql);
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
                session.execute(sql(statement));
            } catch (SQLException e) {
                if (SqlState.isCollision(e)) {
                    throw e;
                }
                throw Failures.of(what, statement, e);
            }
            performed.add(statement);
        }
    }

    private String sql(Statement statement) throws FailureException {
        String user = statement.passwordOf();
        return user == null
                ? statement.sql()
                : statement.withVerifier(
                        logins.passwords().orElseThrow().newVerifier(user).reveal());
    }

    /** A REVOKE by the wrong grantor only warns, so what is about to be committed is looked at. */
    /** The master that may act as a user gets whatever that user gets; with rds_iam it could log in with IAM alone. */
    private void requireNoIamForMaster(Situation before, CatalogSnapshot after) throws FailureException {
        String master = after.server().master();
        if (before.reachesUsers() && !before.reachesIam() && after.memberships().reaches(master, ServerRoles.IAM)) {
            throw RoleManagerFailure.of(
                    what,
                    Identifier.quoted(master) + " may act as one of the users and would be a member of "
                            + ServerRoles.IAM + " through it, and so log in with IAM alone: everything was rolled back",
                    "As a superuser, take away the membership that leads from " + Identifier.quoted(master)
                            + " to the user, then run the same command again.",
                    SqlState.INSUFFICIENT_PRIVILEGE,
                    null);
        }
    }

    private void requireNoLastingMembership(CatalogSnapshot before, CatalogSnapshot after, List<String> borrowed)
            throws FailureException {
        String master = before.server().master();
        if (after.master().superuser()) {
            return;
        }
        List<String> groups = new ArrayList<>(spec.users());
        groups.add(ServerRoles.IAM);
        groups.addAll(borrowed);
        for (String group : groups) {
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

    private Result withMigratorsLogin(Transactions master, MigratorsLogin login, Pass first)
            throws SQLException, FailureException {
        PreparedUpdate update = first.update();
        List<String> done = new ArrayList<>(first.done());
        try (Transactions migrator = Transactions.over(migratorsConnection(login), policy)) {
            done.addAll(migrator.write(connection -> migratorPass(connection, update)));
        }
        Pass last = master.write(connection -> closingPass(connection, update));
        done.addAll(last.done());
        return new Result(done, update, last.now());
    }

    private Connection migratorsConnection(MigratorsLogin login) throws FailureException {
        try {
            return login.connection();
        } catch (SQLException e) {
            throw Failures.of(what + ", for no login as " + Identifier.quoted(spec.migratorUser()), e);
        }
    }

    /** The migrator's part, over its own connection. */
    private List<String> migratorPass(Connection connection, PreparedUpdate update)
            throws SQLException, FailureException {
        List<Statement> performed = new ArrayList<>();
        try (java.sql.Statement session = session(connection)) {
            perform(session, update.of(Step.AS_MIGRATOR), performed);
        }
        return performed.stream().map(Statement::done).toList();
    }

    private CatalogSnapshot lookAgain(Connection connection) throws SQLException {
        return CatalogReader.look(connection, spec, "", "");
    }
}
