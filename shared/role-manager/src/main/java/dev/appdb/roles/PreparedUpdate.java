package dev.appdb.roles;

import dev.appdb.failure.Failure;
import dev.appdb.failure.NearestNames;
import dev.appdb.failure.Remedy;
import dev.appdb.roles.CatalogSnapshot.Role;
import dev.appdb.roles.DatabasePlan.Change;
import dev.appdb.roles.DatabasePlan.Kind;
import dev.appdb.roles.Repair.ExtensionSwitch;
import dev.appdb.roles.Repair.Statement;
import dev.appdb.roles.Repair.Step;
import dev.appdb.roles.RepairPlan.Planned;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An update ready to run: the statements in their order, and the plan that shows them. Plan and update are made of this one
 * value, so that they can't differ.
 *
 * @param situation what it was decided from
 * @param statements those of the transaction of roles, schema and privileges
 * @param extensions those that are created or dropped afterwards
 * @param refusedExtensions those that can't be as configured
 * @param lacksMigratorsLogin whether the migrator's part is left out, for want of a login
 * @param plan what people see of it
 */
record PreparedUpdate(
        Situation situation,
        List<Statement> statements,
        List<ExtensionSwitch> extensions,
        List<ExtensionOutcome> refusedExtensions,
        boolean lacksMigratorsLogin,
        DatabasePlan plan) {
    /** The migrator's own part, which waits where it has to log in itself and can't. */
    static final Set<Step> MIGRATORS = EnumSet.of(Step.PERMITS, Step.AS_MIGRATOR, Step.TAKE_BACK);

    /**
     * The means of an update besides the master's session.
     *
     * @param migratorsLogin whether the migrator can log in itself
     * @param newPasswords whether new users get passwords, because somebody keeps them
     */
    record Offered(boolean migratorsLogin, boolean newPasswords) {
        static final Offered NOTHING = new Offered(false, false);

        static Offered of(MigratorsLogin login, DatabaseLogins logins) {
            return new Offered(
                    login.isOffered(),
                    logins.passwords().filter(UserPasswords::areForNewUsers).isPresent());
        }
    }

    /** Reads what is needed besides the catalogs, in the connection's transaction. */
    static PreparedUpdate read(
            Connection connection, RoleSpec spec, UpdateMode mode, Offered offered, CatalogSnapshot now)
            throws SQLException {
        RepairPlan repairs = RepairPlan.of(spec, now);
        return of(
                repairs,
                mode,
                offered,
                repairs.grantsObjects() ? CatalogReader.ungranted(connection, repairs.situation(), mode) : List.of(),
                repairs.takesAway() ? LossEvidence.read(connection, spec) : LossEvidence.NONE);
    }

    static PreparedUpdate of(
            RepairPlan repairs, UpdateMode mode, Offered offered, List<Ungranted> ungranted, LossEvidence evidence) {
        Situation situation = repairs.situation();
        Losses losses = new Losses(situation, evidence);
        List<Planned> planned = new ArrayList<>(repairs.planned(ungranted));
        boolean lacksLogin = situation.needsMigratorsLogin()
                && !offered.migratorsLogin()
                && planned.removeIf(each -> MIGRATORS.contains(each.statement().step()));
        if (!offered.newPasswords()) {
            planned.removeIf(each -> each.statement().passwordOf() != null);
        }
        if (mode == UpdateMode.ADDITIVE) {
            leaveOutWhatTakes(planned, situation, losses);
        }
        List<ExtensionOutcome> refused = new ArrayList<>(ExtensionUpdate.unattainable(situation));
        List<ExtensionSwitch> extensions = new ArrayList<>();
        List<ExtensionSwitch> asked = repairs.extensions();
        List<String> dropped = asked.stream()
                .filter(each -> !each.create())
                .map(ExtensionSwitch::name)
                .toList();
        for (ExtensionSwitch each : asked) {
            List<String> dependants = each.create() ? List.of() : evidence.dependantsOf(each.name(), dropped);
            if (!dependants.isEmpty()) {
                refused.add(ExtensionUpdate.needed(each.name(), dependants));
            } else if (each.create() || mode == UpdateMode.FULL) {
                extensions.add(each);
            }
        }
        List<Statement> statements = planned.stream().map(Planned::statement).toList();
        List<Change> changes = new ArrayList<>();
        planned.forEach(each -> changes.add(change(situation, each, losses)));
        extensions.forEach(each -> changes.add(change(situation, each, losses)));
        List<Failure> refusals = new ArrayList<>(unknownRoles(situation));
        refused.forEach(each -> refusals.add(refusal(each)));
        DatabasePlan plan = new DatabasePlan(
                PlanDigest.of(mode, situation.now().server().database(), changes),
                situation.now().server().database(),
                mode,
                changes,
                refusals,
                OpenChecks.after(situation, statements, extensions),
                "");
        String script = changes.isEmpty() ? "" : new PlanScript(situation, statements, extensions, plan).text();
        return new PreparedUpdate(
                situation,
                statements,
                extensions,
                refused,
                lacksLogin,
                new DatabasePlan(plan.id(), plan.database(), mode, changes, refusals, plan.open(), script));
    }

    /** In a schema that stays another's the migrator has nothing to say. */
    private static void leaveOutWhatTakes(List<Planned> planned, Situation situation, Losses losses) {
        boolean schemaStaysAnothers = planned.stream()
                .map(each -> each.statement().taking())
                .anyMatch(taking -> taking != null
                        && taking.of() == Taking.Of.OWNERSHIP
                        && taking.on().startsWith("schema ")
                        && !isOurs(situation, taking));
        planned.removeIf(each -> {
            Taking taking = each.statement().taking();
            if (taking == null) {
                return schemaStaysAnothers
                        && (each.statement().step() == Step.SCHEMA
                                || MIGRATORS.contains(each.statement().step()));
            }
            return switch (taking.of()) {
                case OWNERSHIP -> !isOurs(situation, taking);
                case SEARCH_PATH -> !losses.of(taking).isEmpty();
                default -> true;
            };
        });
    }

    private static boolean isOurs(Situation situation, Taking taking) {
        return taking.from().stream()
                .allMatch(role ->
                        role.equals(situation.masterName()) || situation.users().contains(role));
    }

    private static Change change(Situation situation, Planned planned, Losses losses) {
        Statement statement = planned.statement();
        Taking taking = statement.taking();
        return new Change(
                planned.rule(),
                Kind.valueOf(statement.sql().substring(0, statement.sql().indexOf(' '))),
                imperative(statement.done()),
                statement.sql(),
                statement.step() == Step.AS_MIGRATOR ? situation.spec().migratorUser() : situation.masterName(),
                taking == null ? List.of() : losses.of(taking));
    }

    private static Change change(Situation situation, ExtensionSwitch extension, Losses losses) {
        String name = Identifier.quoted(extension.name());
        return new Change(
                ExtensionRules.STATE,
                extension.create() ? Kind.CREATE_EXTENSION : Kind.DROP_EXTENSION,
                extension.create()
                        ? "create extension " + name
                                + (extension.schemas().isEmpty()
                                        ? ""
                                        : " in schema "
                                                + String.join(
                                                        ", or where PostgreSQL refuses that, in ", extension.schemas()))
                        : "drop extension " + name,
                extension.sql(),
                situation.masterName(),
                extension.create() ? List.of() : losses.ofExtension(extension.name()));
    }

    /** "created user app" becomes "create user app"; sentences about default privileges have no tense. */
    private static String imperative(String done) {
        for (String verb : List.of("create", "grant", "revoke", "alter", "change")) {
            String past = verb.endsWith("e") ? verb + "d " : verb + "ed ";
            if (done.startsWith(past)) {
                return verb + " " + done.substring(past.length());
            }
        }
        return done;
    }

    private static Failure refusal(ExtensionOutcome outcome) {
        return Failure.refused(
                "roles-extension",
                "extension " + Identifier.quoted(outcome.name())
                        + (outcome.dependants().isEmpty()
                                ? " can't be turned on or off as configured"
                                : " can't be dropped"),
                outcome.reason(),
                outcome.remedy());
    }

    private static List<Failure> unknownRoles(Situation situation) {
        List<String> known = situation.now().roles().stream().map(Role::name).toList();
        return situation.spec().keepConnect().stream()
                .filter(role -> !known.contains(role))
                .map(role -> Failure.refused(
                        "roles-keep-connect",
                        "role " + Identifier.quoted(role) + " can't keep CONNECT",
                        "this server has no such role",
                        NearestNames.misspelled(role, known)
                                .map(near -> Remedy.text("Did you mean " + near + "?"))
                                .orElse(Remedy.text("Name a role that exists, or leave it out."))))
                .toList();
    }

    /** The statements of one step. */
    List<Statement> of(Step step) {
        return RepairPlan.of(step, statements);
    }

    /** Returns whether the migrator has to log in itself for a part of it. */
    boolean needsMigratorsLogin() {
        return situation.needsMigratorsLogin() && !of(Step.AS_MIGRATOR).isEmpty();
    }
}
