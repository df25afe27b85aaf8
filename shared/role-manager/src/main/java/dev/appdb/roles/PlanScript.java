package dev.appdb.roles;

import dev.appdb.roles.DatabasePlan.Change;
import dev.appdb.roles.DatabasePlan.Loss;
import dev.appdb.roles.Repair.ExtensionSwitch;
import dev.appdb.roles.Repair.Statement;
import dev.appdb.roles.Repair.Step;
import dev.appdb.roles.Situation.MigratorAccess;
import java.util.List;

/** Writes a plan as a script for psql. */
final class PlanScript {
    private final Situation situation;
    private final List<Statement> statements;
    private final List<ExtensionSwitch> extensions;
    private final DatabasePlan plan;
    private final StringBuilder text = new StringBuilder();

    PlanScript(Situation situation, List<Statement> statements, List<ExtensionSwitch> extensions, DatabasePlan plan) {
        this.situation = situation;
        this.statements = statements;
        this.extensions = extensions;
        this.plan = plan;
    }

    String text() {
        header();
        if (!statements.isEmpty()) {
            begin();
            if (situation.now().server().hasMembershipOptions()) {
                line("SET LOCAL createrole_self_grant = '';");
            }
            all(Step.USERS_AND_DATABASE);
            all(Step.PERMITS);
            migratorsPart();
            all(Step.TAKE_BACK);
            all(Step.MEMBERSHIPS);
            guard();
            line("COMMIT;");
        }
        for (ExtensionSwitch extension : extensions) {
            begin();
            Borrowing.around(situation, extension).forEach(this::statement);
            line("COMMIT;");
        }
        return text.toString();
    }

    /** As {@link RoleUpdate} does, leaves everything as it was rather than have the master log in with IAM alone. */
    private void guard() {
        if (situation.reachesUsers() && !situation.reachesIam()) {
            statement("DO "
                    + SqlText.dollarQuoted("BEGIN IF pg_has_role(session_user, " + SqlText.literal(ServerRoles.IAM)
                            + ", 'USAGE') THEN RAISE 'the master would be a member of " + ServerRoles.IAM
                            + "'; END IF; END"));
        }
    }

    private void header() {
        line("\\set ON_ERROR_STOP on");
        comment("Plan " + plan.id() + " of database " + situation.database());
        comment("Run it with psql, connected to this database as "
                + (situation.access() == MigratorAccess.OWN_LOGIN
                        ? "a superuser, since the master may not act as " + situation.migrator()
                        : situation.theMaster())
                + ".");
        for (Change change : plan.changes()) {
            comment(change.rule() + " " + change.sentence());
            change.losses().stream().map(Loss::sentence).forEach(loss -> comment("     " + loss));
        }
    }

    private void begin() {
        line("");
        line("SET idle_in_transaction_session_timeout = 0;");
        line("SET statement_timeout = 0;");
        line("BEGIN READ WRITE;");
        line("SET LOCAL search_path = pg_catalog, pg_temp;");
        line("SET LOCAL synchronous_commit = on;");
        line("SELECT pg_advisory_xact_lock(" + Transactions.LOCK_KEY + ");");
    }

    private void all(Step step) {
        RepairPlan.of(step, statements).forEach(this::statement);
    }

    private void migratorsPart() {
        List<Statement> asMigrator = RepairPlan.of(Step.AS_MIGRATOR, statements);
        List<Statement> onSchema = RepairPlan.of(Step.SCHEMA, statements);
        if (onSchema.isEmpty() && asMigrator.isEmpty()) {
            return;
        }
        Borrowing.begin(situation, onSchema).forEach(this::statement);
        all(Step.SCHEMA);
        if (!asMigrator.isEmpty()) {
            statement("SET LOCAL ROLE " + situation.migrator());
            all(Step.AS_MIGRATOR);
            statement("RESET ROLE");
        }
        Borrowing.end(situation, onSchema).forEach(this::statement);
    }

    /** A script is no place for a secret, nor for what could be made one. */
    private void statement(Statement statement) {
        String user = statement.passwordOf();
        if (user == null) {
            statement(statement.sql());
        } else {
            comment(Identifier.quoted(user) + " has no password yet. Afterwards, set one: "
                    + PasswordLogins.rotation(situation.spec(), user));
        }
    }

    private void statement(String sql) {
        line(sql + ";");
    }

    /** Names of others stand in comments, and a line break in one would end the comment. */
    private void comment(String words) {
        line("-- " + words.replaceAll("\\p{Cntrl}+", " "));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
