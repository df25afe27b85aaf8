package dev.appdb.roles;

import dev.appdb.failure.Failure;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.roles.Check.Status;
import dev.appdb.roles.Repair.ByHand;
import dev.appdb.roles.Repair.ManualSql;
import dev.appdb.roles.Repair.ObjectGrants;
import dev.appdb.roles.Repair.Statement;
import dev.appdb.roles.RepairSummary.Repairer;
import dev.appdb.roles.Rules.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that an update should have done and could not: what is critical, and what had no effect. What it does not manage, such
 * as roles of others, is for the check to report, and fails no update.
 */
final class LeftToPeople {
    private static final String CODE = "roles-obstacle";

    private final Situation situation;
    private final UpdateMode mode;
    private final boolean lacksMigratorsLogin;
    private final Set<String> refused;
    private final Map<String, Failure> actions = new LinkedHashMap<>();

    /**
     * @param situation after all was done
     * @param mode the extent of the update; what an additive one leaves on purpose is for the check to report
     * @param lacksMigratorsLogin whether the migrator's part was left, for want of a login
     * @param extensions their outcomes, which speak for themselves
     */
    LeftToPeople(Situation situation, UpdateMode mode, boolean lacksMigratorsLogin, List<ExtensionOutcome> extensions) {
        this.situation = situation;
        this.mode = mode;
        this.lacksMigratorsLogin = lacksMigratorsLogin;
        this.refused = extensions.stream()
                .filter(each -> each.result() == ExtensionOutcome.Result.REFUSED)
                .map(each -> ExtensionRules.subject(each.name()))
                .collect(Collectors.toSet());
    }

    /** One for each repair, however many rules ask for it. */
    List<Failure> actions() {
        Rules.observe(situation).stream()
                .filter(finding -> finding.observation().isFailed())
                .filter(finding -> finding.isCritical() || finding.observation().isRepairable())
                .filter(finding -> !refused.contains(finding.observation().subject()))
                .forEach(this::add);
        return List.copyOf(actions.values());
    }

    private void add(Finding finding) {
        Observation observation = finding.observation();
        for (Repair repair : observation.repairs()) {
            boolean isWarningLeft = !finding.isCritical() && !repair.isAutomatic();
            boolean isOthers = !repair.isAutomatic() && !isManaged(finding);
            boolean isLeftOnPurpose = mode == UpdateMode.ADDITIVE && repair.isAutomatic();
            if (!isWarningLeft && !isOthers && !isLeftOnPurpose) {
                Failure action = action(observation.sentence(), repair);
                actions.putIfAbsent(key(repair, action), action);
            }
        }
    }

    /** Returns whether it is the update's affair: not what only people repair, nor what could be declared as expected. */
    static boolean isManaged(Finding finding) {
        return finding.rule().repair().repairer() == Repairer.UPDATE
                && finding.observation().declarable().isEmpty();
    }

    /** Two rules that ask for one repair are one action; two objects that lack the same login are two. */
    private static String key(Repair repair, Failure action) {
        return repair instanceof ManualSql || repair instanceof ByHand
                ? action.remedy().toString()
                : action.sentence();
    }

    private Failure action(String what, Repair repair) {
        if (repair instanceof ManualSql manual) {
            return Failure.failed(CODE, what, manual.why(), Remedy.sql(manual.role(), manual.sql()));
        }
        if (repair instanceof ByHand manual) {
            return Failure.failed(CODE, what, manual.why(), manual.remedy());
        }
        return lacksMigratorsLogin && isMigrators(repair) ? needsLogin(what) : withoutEffect(what, repair);
    }

    private static boolean isMigrators(Repair repair) {
        return repair instanceof ObjectGrants
                || (repair instanceof Statement statement && PreparedUpdate.MIGRATORS.contains(statement.step()));
    }

    private Failure needsLogin(String what) {
        ManualSql admin = ClusterRules.admin(situation, situation.spec().migratorUser());
        return Failure.failed(
                CODE,
                what,
                situation.master() + " has no ADMIN on " + situation.migrator() + ", and no login as "
                        + situation.migrator() + " is offered",
                Remedy.sql(admin.role(), admin.sql()).and("Then run {}.", Subcommand.ROLES_UPDATE.call()));
    }

    private static Failure withoutEffect(String what, Repair repair) {
        String sql = repair instanceof Statement statement ? statement.sql() + ";" : "grant it.";
        return Failure.failed(
                CODE,
                what,
                "PostgreSQL accepted the statement, but it had no effect (a privilege that somebody else granted is"
                        + " revoked with a mere warning)",
                Remedy.sql("the grantor or a superuser", sql));
    }

    /** Facts that a reader should know, though they don't stand in the application's way. */
    static List<String> notices(Situation situation) {
        List<String> notices = new ArrayList<>();
        if (!situation.now().hasIam()) {
            notices.add("this server has no role rds_iam, so the users' membership in it was left out");
        }
        for (Situation each : situation.ofEachSchema()) {
            Observation owners = ObjectRules.ownedByMigrator(each);
            if (owners.status() == Status.FAILED) {
                notices.add(owners.sentence() + ", so migrations can't change it");
            }
        }
        return notices;
    }
}
