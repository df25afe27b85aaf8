package dev.appdb.roles;

import dev.appdb.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * X1: tries what the users should be able to do, and what not, in one transaction that is rolled back.
 *
 * <p>The memberships that the master borrows for it are never committed, so no other session sees them.
 */
final class BehaviourProbe {
    private static final String SUBJECT = "both users";
    private static final String SAVEPOINT = "SAVEPOINT before_refusal";

    private final Situation situation;
    private final RoleSpec spec;
    private final CatalogSnapshot now;
    private final String name;

    BehaviourProbe(Situation situation, TransactionPolicy policy) {
        this.situation = situation;
        this.spec = situation.spec();
        this.now = situation.now();
        this.name = "appdb_probe_" + Long.toHexString(policy.random().nextLong());
    }

    Observation run(Transactions master) throws SQLException, FailureException {
        if (now.server().inRecovery()) {
            return Observation.unknown(SUBJECT, "a reader takes no changes, not even to try", List.of());
        }
        for (String user : List.of(spec.migratorUser(), spec.appUser())) {
            if (!now.hasRole(user)) {
                return Observation.unknown(
                        SUBJECT,
                        "user " + Identifier.quoted(user) + " does not exist",
                        List.of(UserRules.creation(situation, user)));
            }
            if (!maySet(user)) {
                return Observation.unknown(
                        SUBJECT,
                        "the master may not act as " + Identifier.quoted(user),
                        now.server().hasMembershipOptions() ? List.of(ClusterRules.admin(situation, user)) : List.of());
            }
        }
        return master.tryOut(this::tryAll);
    }

    private boolean maySet(String user) {
        return MasterRights.mayGrant(now, user)
                || now.memberships().canSet(now.server().master(), user);
    }

    private Observation tryAll(Connection connection) throws SQLException {
        String step = "act as both users";
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (Attempt attempt : attempts()) {
                step = attempt.what();
                statement.execute(attempt.sql());
            }
            return refused(statement);
        } catch (SQLException e) {
            if (SqlState.isCollision(e)) {
                throw e;
            }
            return Observation.failed(SUBJECT, "could not " + step + ": " + Failures.why(e), new Repair.OfOtherRules());
        }
    }

    /** One thing to try, as it reads after "could not". */
    private record Attempt(String what, String sql) {}

    private List<Attempt> attempts() {
        String app = Identifier.quoted(spec.appUser());
        String migrator = Identifier.quoted(spec.migratorUser());
        String table = object("");
        return List.of(
                new Attempt("act as both users", borrowing()),
                new Attempt("become " + migrator, "SET LOCAL ROLE " + migrator),
                new Attempt("create a table as " + migrator, "CREATE TABLE " + table + " (id int, note text)"),
                new Attempt("create a sequence as " + migrator, "CREATE SEQUENCE " + object("_seq")),
                new Attempt(
                        "create a function as " + migrator,
                        "CREATE FUNCTION " + object("_call") + "() RETURNS int LANGUAGE sql AS 'SELECT 1'"),
                new Attempt("become " + app, "SET LOCAL ROLE " + app),
                new Attempt("insert as " + app, "INSERT INTO " + table + " VALUES (1, 'probe')"),
                new Attempt("update as " + app, "UPDATE " + table + " SET note = 'probed'"),
                new Attempt("select as " + app, "SELECT id, note FROM " + table),
                new Attempt("delete as " + app, "DELETE FROM " + table),
                new Attempt(
                        "use a sequence as " + app,
                        "SELECT nextval(" + SqlText.literal(object("_seq")) + "::regclass)"),
                new Attempt("call a function as " + app, "SELECT " + object("_call") + "()"));
    }

    private String object(String suffix) {
        return Identifier.quoted(spec.schema()) + "." + Identifier.quoted(name + suffix);
    }

    private String borrowing() {
        if (now.master().superuser()) {
            return "SELECT 1";
        }
        String options = now.server().hasMembershipOptions() ? " WITH INHERIT TRUE, SET TRUE" : "";
        StringBuilder sql = new StringBuilder("SELECT 1");
        for (String user : List.of(spec.migratorUser(), spec.appUser())) {
            if (!now.memberships().canSet(now.server().master(), user)) {
                sql.append("; GRANT ")
                        .append(Identifier.quoted(user))
                        .append(" TO ")
                        .append(Identifier.quoted(now.server().master()))
                        .append(options);
            }
        }
        return sql.toString();
    }

    private Observation refused(Statement statement) throws SQLException {
        String app = Identifier.quoted(spec.appUser());
        statement.execute(SAVEPOINT);
        try {
            statement.execute("CREATE TABLE " + object("_refused") + " (id int)");
        } catch (SQLException e) {
            if (!SqlState.of(e).equals(SqlState.INSUFFICIENT_PRIVILEGE)) {
                throw e;
            }
            statement.execute("ROLLBACK TO " + SAVEPOINT);
            return Observation.passed(
                    SUBJECT,
                    Identifier.quoted(spec.migratorUser()) + " creates, " + app
                            + " reads, writes and calls, and may not create; all rolled back");
        }
        return Observation.failed(
                SUBJECT, app + " could create a table in schema " + situation.schema(), new Repair.OfOtherRules());
    }
}
