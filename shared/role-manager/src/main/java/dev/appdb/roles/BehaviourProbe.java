package dev.appdb.roles;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * X1: tries what the users should be able to do, and what not, in one transaction that is rolled back.
 *
 * <p>The memberships that the master borrows for it are never committed, so no other session sees them.
 */
final class BehaviourProbe {
    private static final String SUBJECT = "both users";
    private static final String ACT = "act as both users";
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

    /** Only the master may act as the users. */
    static Observation notBy(Monitor monitor) {
        return Observation.unknown(
                SUBJECT,
                Identifier.quoted(monitor.user()) + " may not act as the users to try it: the master "
                        + Identifier.quoted(monitor.master()) + " may",
                List.of(new Repair.ByHand(
                        Remedy.of("Run the check with --probe as the master, without {--monitor-user}."),
                        "a monitoring role needs no such right")));
    }

    Observation run(Transactions master) throws SQLException, FailureException {
        if (now.server().inRecovery()) {
            return Observation.unknown(SUBJECT, "a reader takes no changes, not even to try", List.of());
        }
        for (String user : spec.users()) {
            if (!now.hasRole(user)) {
                return Observation.unknown(
                                SUBJECT,
                                "user " + Identifier.quoted(user) + " does not exist",
                                List.of(UserRules.creation(situation, user)))
                        .because(UserRules.EXISTS, UserRules.subject(user));
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
        String step = ACT;
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (Attempt attempt : attempts()) {
                step = attempt.what();
                if (!attempt.isRefused()) {
                    statement.execute(attempt.sql());
                } else if (!refuses(statement, attempt.sql())) {
                    return Observation.failed(SUBJECT, step, new Repair.OfOtherRules());
                }
            }
            return Observation.passed(SUBJECT, summary());
        } catch (SQLException e) {
            if (SqlState.isCollision(e)) {
                throw e;
            }
            return Observation.failed(SUBJECT, "could not " + step + ": " + Failures.why(e), new Repair.OfOtherRules());
        }
    }

    /**
     * One thing to try.
     *
     * @param what as it reads after "could not"; for what must be refused a sentence of its own
     */
    private record Attempt(String what, String sql, boolean isRefused) {

        Attempt(String what, String sql) {
            this(what, sql, false);
        }
    }

    private List<Attempt> attempts() {
        List<Attempt> attempts = new ArrayList<>();
        attempts.add(new Attempt(ACT, borrowing()));
        attempts.addAll(as(spec.migratorUser(), this::asMigrator));
        attempts.addAll(as(spec.appUser(), this::asApp));
        for (String reader : spec.readers()) {
            attempts.addAll(as(reader, schema -> asReader(reader, schema)));
        }
        return attempts;
    }

    /** All that a user does, with the settings with which its sessions begin. */
    private List<Attempt> as(String user, Function<String, List<Attempt>> inSchema) {
        String name = Identifier.quoted(user);
        SessionSettings settings = SessionSettings.of(situation, user);
        List<Attempt> attempts = new ArrayList<>();
        settings.begin().ifPresent(sql -> attempts.add(new Attempt("use the settings of " + name, sql)));
        attempts.add(new Attempt("become " + name, "SET LOCAL ROLE " + name));
        spec.schemas().forEach(schema -> attempts.addAll(inSchema.apply(schema)));
        settings.end().ifPresent(sql -> attempts.add(new Attempt("leave the settings of " + name, sql)));
        return attempts;
    }

    private List<Attempt> asMigrator(String schema) {
        String migrator = Identifier.quoted(spec.migratorUser()) + in(schema);
        return List.of(
                new Attempt(
                        "create a table as " + migrator, "CREATE TABLE " + object(schema, "") + " (id int, note text)"),
                new Attempt("create a sequence as " + migrator, "CREATE SEQUENCE " + object(schema, "_seq")),
                new Attempt(
                        "create a function as " + migrator,
                        "CREATE FUNCTION " + object(schema, "_call") + "() RETURNS int LANGUAGE sql AS 'SELECT 1'"));
    }

    private List<Attempt> asApp(String schema) {
        String name = Identifier.quoted(spec.appUser());
        String app = name + in(schema);
        String table = object(schema, "");
        return List.of(
                new Attempt("insert as " + app, "INSERT INTO " + table + " VALUES (1, 'probe')"),
                new Attempt("update as " + app, "UPDATE " + table + " SET note = 'probed'"),
                new Attempt("select as " + app, "SELECT id, note FROM " + table),
                new Attempt("delete as " + app, "DELETE FROM " + table),
                new Attempt(
                        "use a sequence as " + app,
                        "SELECT nextval(" + SqlText.literal(object(schema, "_seq")) + "::regclass)"),
                new Attempt("call a function as " + app, "SELECT " + object(schema, "_call") + "()"),
                new Attempt(
                        name + " could create a table in schema " + Identifier.quoted(schema),
                        "CREATE TABLE " + object(schema, "_refused") + " (id int)",
                        true));
    }

    private List<Attempt> asReader(String reader, String schema) {
        String name = Identifier.quoted(reader);
        String table = object(schema, "");
        return List.of(
                new Attempt("select as " + name + in(schema), "SELECT id, note FROM " + table),
                new Attempt(
                        name + " could write to a table in schema " + Identifier.quoted(schema),
                        "INSERT INTO " + table + " VALUES (2, 'refused')",
                        true));
    }

    /** Empty where there is only one schema, and so nothing to tell apart. */
    private String in(String schema) {
        return spec.additionalSchemas().isEmpty() ? "" : " in schema " + Identifier.quoted(schema);
    }

    private String object(String schema, String suffix) {
        return Identifier.quoted(schema) + "." + Identifier.quoted(name + suffix);
    }

    private String borrowing() {
        if (now.master().superuser()) {
            return "SELECT 1";
        }
        String options = now.server().hasMembershipOptions() ? " WITH INHERIT TRUE, SET TRUE" : "";
        StringBuilder sql = new StringBuilder("SELECT 1");
        for (String user : spec.users()) {
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

    private static boolean refuses(Statement statement, String sql) throws SQLException {
        statement.execute(SAVEPOINT);
        try {
            statement.execute(sql);
            return false;
        } catch (SQLException e) {
            if (!SqlState.of(e).equals(SqlState.INSUFFICIENT_PRIVILEGE)) {
                throw e;
            }
            statement.execute("ROLLBACK TO " + SAVEPOINT);
            return true;
        }
    }

    private String summary() {
        String readers = spec.readers().isEmpty()
                ? ""
                : ", " + Identifier.quoted(spec.readers())
                        + (spec.readers().size() == 1 ? " only reads" : " only read");
        return Identifier.quoted(spec.migratorUser()) + " creates, " + Identifier.quoted(spec.appUser())
                + " reads, writes and calls, and may not create" + readers + "; all rolled back";
    }
}
