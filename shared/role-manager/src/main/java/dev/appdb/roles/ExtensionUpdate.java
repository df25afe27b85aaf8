package dev.appdb.roles;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.roles.CatalogSnapshot.Extension;
import dev.appdb.roles.Check.Status;
import dev.appdb.roles.Repair.ByHand;
import dev.appdb.roles.Repair.ExtensionSwitch;
import dev.appdb.roles.Repair.ManualSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Creates and drops the declared extensions of a {@link RepairPlan}: each extension in a transaction of its own, so that one fails alone. */
final class ExtensionUpdate {
    private static final String SAVEPOINT = "SAVEPOINT before_extension";

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

    void run(Transactions master, PreparedUpdate update) throws FailureException {
        outcomes.addAll(update.refusedExtensions());
        outcomes.addAll(alreadyThere(update.situation()));
        for (ExtensionSwitch step : update.extensions()) {
            try {
                ExtensionOutcome outcome = master.write(connection -> step.create()
                        ? create(connection, step, update.situation())
                        : drop(connection, step, update.situation().spec()));
                outcomes.add(outcome);
                report(outcome, update.situation());
            } catch (SQLException e) {
                outcomes.add(refused(step, e));
            }
        }
    }

    /** Those that need no statement. */
    private static List<ExtensionOutcome> alreadyThere(Situation situation) {
        List<ExtensionOutcome> already = new ArrayList<>();
        for (String name : situation.spec().extensions().keySet()) {
            Optional<Extension> found = situation.now().extension(name);
            if (ExtensionRules.state(situation, name, found).status() == Status.PASSED) {
                already.add(ExtensionOutcome.done(
                        name,
                        ExtensionOutcome.Result.ALREADY,
                        found.map(Extension::schema).orElse(null)));
            }
        }
        return already;
    }

    /** Those that can't be as declared, and what to do about it: judged before anything is tried. */
    static List<ExtensionOutcome> unattainable(Situation situation) {
        List<ExtensionOutcome> refused = new ArrayList<>();
        for (String name : situation.spec().extensions().keySet()) {
            Observation state =
                    ExtensionRules.state(situation, name, situation.now().extension(name));
            for (Repair repair : state.repairs()) {
                if (repair instanceof ByHand manual) {
                    refused.add(ExtensionOutcome.refused(name, manual.why(), manual.remedy(), List.of()));
                } else if (repair instanceof ManualSql manual) {
                    refused.add(ExtensionOutcome.refused(
                            name, manual.why(), Remedy.sql(manual.role(), manual.sql()), List.of()));
                }
            }
        }
        return refused;
    }

    /** One that can't be dropped, since others need it. */
    static ExtensionOutcome needed(String name, List<String> dependants) {
        return ExtensionOutcome.refused(
                name,
                "other objects depend on it: " + String.join(", ", dependants),
                Remedy.of("Drop or change those in a migration first, or leave the extension on."),
                dependants);
    }

    private void report(ExtensionOutcome outcome, Situation situation) {
        String name = Identifier.quoted(outcome.name());
        if (outcome.result() == ExtensionOutcome.Result.ENABLED) {
            String schema = String.valueOf(outcome.schema());
            done.add("enabled extension " + name + " in schema " + schema);
            if (!schema.equals("pg_catalog") && !situation.spec().schemas().contains(schema)) {
                notices.add("extension " + name + " is in schema " + schema
                        + ", which is not on the search_path: write its names with " + Identifier.quoted(schema)
                        + ". before them");
            }
        } else if (outcome.result() == ExtensionOutcome.Result.DISABLED) {
            done.add("disabled extension " + name);
        }
    }

    private static ExtensionOutcome create(Connection connection, ExtensionSwitch step, Situation situation)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            String installed = schemaOf(statement, step.name());
            if (!installed.isEmpty()) { // another run was faster
                return ExtensionOutcome.done(step.name(), ExtensionOutcome.Result.ALREADY, installed);
            }
            statement.execute(SAVEPOINT);
            try {
                for (String sql : Borrowing.around(situation, step)) {
                    statement.execute(sql);
                }
                return ExtensionOutcome.done(
                        step.name(), ExtensionOutcome.Result.ENABLED, schemaOf(statement, step.name()));
            } catch (SQLException e) {
                if (SqlState.isTransient(e)) {
                    throw e;
                }
                statement.execute("ROLLBACK TO " + SAVEPOINT);
                return refused(step, e);
            }
        }
    }

    private static String schemaOf(Statement statement, String extension) throws SQLException {
        List<String> found = strings(
                statement,
                "SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = "
                        + SqlText.literal(extension));
        return found.isEmpty() ? "" : found.get(0);
    }

    private static ExtensionOutcome drop(Connection connection, ExtensionSwitch step, RoleSpec spec)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(SAVEPOINT);
            try {
                if (schemaOf(statement, step.name()).isEmpty()) {
                    return ExtensionOutcome.done(step.name(), ExtensionOutcome.Result.ALREADY, null);
                }
                statement.execute(step.sql());
                return ExtensionOutcome.done(step.name(), ExtensionOutcome.Result.DISABLED, null);
            } catch (SQLException e) {
                if (!SqlState.of(e).equals(SqlState.DEPENDENT_OBJECTS_STILL_EXIST)) {
                    throw e;
                }
                statement.execute("ROLLBACK TO " + SAVEPOINT);
                return needed(step.name(), LossEvidence.read(connection, spec).dependantsOf(step.name(), List.of()));
            }
        }
    }

    private static ExtensionOutcome refused(ExtensionSwitch step, SQLException error) {
        String name = Identifier.quoted(step.name());
        Remedy remedy;
        if (!SqlState.of(error).equals(SqlState.INSUFFICIENT_PRIVILEGE)) {
            remedy = Remedy.of(
                    "Turn it " + (step.create() ? "off" : "on") + ", or fix the cause and run {}.",
                    Subcommand.ROLES_UPDATE.call());
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
