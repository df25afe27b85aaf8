package dev.appdb.roles;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.roles.CatalogSnapshot.Extension;
import dev.appdb.roles.Check.Status;
import dev.appdb.roles.Repair.ByHand;
import dev.appdb.roles.Repair.ExtensionSwitch;
import dev.appdb.roles.Repair.ManualSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Creates and drops the declared extensions of a {@link RepairPlan}: each extension in a transaction of its own, so that one fails alone. */
final class ExtensionUpdate {
    private static final String DEPENDANTS = """
            WITH member AS MATERIALIZED (
                SELECT d.classid, d.objid FROM pg_extension e
                JOIN pg_depend d ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND d.deptype = 'e'
                WHERE e.extname = %1$s
            ), inner_part AS MATERIALIZED (
                -- of a member's own parts, such as the functions of an operator family or the type of a table
                SELECT d.classid, d.objid FROM pg_depend d JOIN member m ON m.classid = d.refclassid AND m.objid = d.refobjid
                WHERE d.deptype IN ('i', 'a') AND d.classid NOT IN ('pg_class'::regclass, 'pg_rewrite'::regclass)
            ), dependant AS (
                SELECT d.classid, d.objid, d.objsubid FROM pg_depend d
                JOIN member m ON m.classid = d.refclassid AND m.objid = d.refobjid
                WHERE d.deptype IN ('n', 'a')
                UNION
                SELECT d.classid, d.objid, d.objsubid FROM pg_extension e
                JOIN pg_depend d ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND d.deptype = 'n'
                WHERE e.extname = %1$s
            )
            SELECT DISTINCT COALESCE(
                       (SELECT 'view ' || r.ev_class::regclass::text FROM pg_rewrite r
                        WHERE d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid),
                       pg_describe_object(d.classid, d.objid, d.objsubid))
            FROM dependant d
            WHERE (d.classid, d.objid) NOT IN (SELECT classid, objid FROM member)
              AND (d.classid, d.objid) NOT IN (SELECT classid, objid FROM inner_part)
            ORDER BY 1
            """;

    private final List<String> done = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final List<ExtensionOutcome> outcomes = new ArrayList<>();

    /** One sentence a change. */
    List<String> done() {
        return done;
    }

    List<String> notices() {
        return notices;
    }

    /** In the order of names. */
    List<ExtensionOutcome> outcomes() {
        return outcomes.stream()
                .sorted(Comparator.comparing(ExtensionOutcome::name))
                .toList();
    }

    void run(Transactions master, RepairPlan plan) throws FailureException {
        settle(plan.situation());
        for (ExtensionSwitch step : plan.extensions()) {
            try {
                ExtensionOutcome outcome =
                        master.write(connection -> step.create() ? create(connection, step) : drop(connection, step));
                outcomes.add(outcome);
                report(outcome);
            } catch (SQLException e) {
                outcomes.add(refused(step, e));
            }
        }
    }

    /** Those that need no statement: as declared already, or not known to this server. */
    private void settle(Situation situation) {
        for (String name : situation.spec().extensions().keySet()) {
            Optional<Extension> found = situation.now().extension(name);
            Observation state = ExtensionRules.state(situation, name, found);
            if (state.status() == Status.PASSED) {
                outcomes.add(ExtensionOutcome.done(
                        name,
                        ExtensionOutcome.Result.ALREADY,
                        found.map(Extension::schema).orElse(null)));
            }
            for (Repair repair : state.repairs()) {
                if (repair instanceof ByHand manual) {
                    outcomes.add(ExtensionOutcome.refused(name, manual.why(), manual.remedy(), List.of()));
                }
            }
        }
    }

    private void report(ExtensionOutcome outcome) {
        String name = Identifier.quoted(outcome.name());
        if (outcome.result() == ExtensionOutcome.Result.ENABLED) {
            String schema = String.valueOf(outcome.schema());
            done.add("enabled extension " + name + " in schema " + schema);
            if (!schema.equals("pg_catalog")) {
                notices.add("extension " + name + " is in schema " + schema + " (" + outcome.reason()
                        + "), which is not on the search_path: write its names with " + Identifier.quoted(schema)
                        + ". before them");
            }
        } else if (outcome.result() == ExtensionOutcome.Result.DISABLED) {
            done.add("disabled extension " + name);
        }
    }

    private static ExtensionOutcome create(Connection connection, ExtensionSwitch step) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            String installed = schemaOf(statement, step.name());
            if (!installed.isEmpty()) { // another run was faster
                return ExtensionOutcome.done(step.name(), ExtensionOutcome.Result.ALREADY, installed);
            }
            String sql = "CREATE EXTENSION " + Identifier.quoted(step.name());
            if (step.schemas().isEmpty()) {
                statement.execute(sql);
                return enabled(statement, step, "its author demands it");
            }
            Savepoint start = connection.setSavepoint();
            String refusal = "";
            for (String schema : step.schemas()) {
                try {
                    statement.execute(sql + " SCHEMA " + Identifier.quoted(schema));
                    return enabled(statement, step, refusal);
                } catch (SQLException e) {
                    if (SqlState.isTransient(e)) {
                        throw e;
                    }
                    connection.rollback(start);
                    if (schema.equals(step.schemas().get(step.schemas().size() - 1))) {
                        return refused(step, e);
                    }
                    refusal = "PostgreSQL refuses it in " + schema + ": " + firstClause(Failures.why(e));
                }
            }
            throw new IllegalStateException("a step without a schema was handled above");
        }
    }

    private static String firstClause(String message) {
        int end = message.indexOf("; ");
        return end < 0 ? message : message.substring(0, end);
    }

    private static ExtensionOutcome enabled(Statement statement, ExtensionSwitch step, String reason)
            throws SQLException {
        return new ExtensionOutcome(
                step.name(),
                ExtensionOutcome.Result.ENABLED,
                schemaOf(statement, step.name()),
                reason,
                Remedy.NONE,
                List.of());
    }

    private static String schemaOf(Statement statement, String extension) throws SQLException {
        List<String> found = strings(
                statement,
                "SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = "
                        + SqlText.literal(extension));
        return found.isEmpty() ? "" : found.get(0);
    }

    private static ExtensionOutcome drop(Connection connection, ExtensionSwitch step) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            Savepoint start = connection.setSavepoint();
            try {
                if (schemaOf(statement, step.name()).isEmpty()) {
                    return ExtensionOutcome.done(step.name(), ExtensionOutcome.Result.ALREADY, null);
                }
                statement.execute("DROP EXTENSION " + Identifier.quoted(step.name()));
                return ExtensionOutcome.done(step.name(), ExtensionOutcome.Result.DISABLED, null);
            } catch (SQLException e) {
                if (!SqlState.of(e).equals(SqlState.DEPENDENT_OBJECTS_STILL_EXIST)) {
                    throw e;
                }
                connection.rollback(start);
                List<String> dependants = strings(statement, DEPENDANTS.formatted(SqlText.literal(step.name())));
                return ExtensionOutcome.refused(
                        step.name(),
                        "other objects depend on it: " + String.join(", ", dependants),
                        Remedy.of("Drop or change those in a migration first, or leave the extension on."),
                        dependants);
            }
        }
    }

    private static ExtensionOutcome refused(ExtensionSwitch step, SQLException error) {
        String name = Identifier.quoted(step.name());
        Remedy remedy;
        if (!step.missing().isEmpty()) {
            remedy = Remedy.of("Turn on " + Identifier.quoted(step.missing()) + " as well, which it requires.");
        } else if (!SqlState.of(error).equals(SqlState.INSUFFICIENT_PRIVILEGE)) {
            remedy = Remedy.of(
                    "Turn it " + (step.create() ? "off" : "on") + ", or fix the cause and run the same command again.");
        } else if (step.create()) {
            remedy = Remedy.of("On RDS, add it to the parameter rds.allowed_extensions. Elsewhere:")
                    .and(Remedy.sql(ManualSql.SUPERUSER, "CREATE EXTENSION " + name + " SCHEMA pg_catalog;"));
        } else {
            remedy = Remedy.sql(ManualSql.OWNER_OR_SUPERUSER, "DROP EXTENSION " + name + ";");
        }
        return ExtensionOutcome.refused(step.name(), Failures.why(error), remedy, List.of());
    }

    private static List<String> strings(Statement statement, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet set = statement.executeQuery(sql)) {
            while (set.next()) {
                rows.add(set.getString(1));
            }
        }
        return rows;
    }
}
