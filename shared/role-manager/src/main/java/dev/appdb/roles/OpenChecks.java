package dev.appdb.roles;

import dev.appdb.failure.Remedy;
import dev.appdb.roles.Repair.ExtensionSwitch;
import dev.appdb.roles.Repair.ManualSql;
import dev.appdb.roles.Repair.ObjectGrants;
import dev.appdb.roles.Repair.Statement;
import dev.appdb.roles.Repair.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The failing checks that an update leaves: those that only people repair, and those whose repair is left out of it. */
final class OpenChecks {
    private final Situation situation;
    private final List<Statement> statements;
    private final List<ExtensionSwitch> extensions;

    private OpenChecks(Situation situation, List<Statement> statements, List<ExtensionSwitch> extensions) {
        this.situation = situation;
        this.statements = statements;
        this.extensions = extensions;
    }

    static List<Check> after(Situation situation, List<Statement> statements, List<ExtensionSwitch> extensions) {
        OpenChecks open = new OpenChecks(situation, statements, extensions);
        List<Check> checks = new ArrayList<>();
        for (Rules.Finding finding : Rules.observe(situation)) {
            open.of(finding).ifPresent(checks::add);
        }
        return checks;
    }

    private Optional<Check> of(Rules.Finding finding) {
        Observation observation = finding.observation();
        if (!observation.isFailed()) {
            return Optional.empty();
        }
        List<Repair> left = observation.repairs().stream().filter(this::isLeft).toList();
        if (left.isEmpty()) {
            return Optional.empty();
        }
        List<Repair> byPeople = left.stream().map(this::byPeople).toList();
        return Optional.of(finding.rule()
                .check(
                        situation,
                        Observation.failed(observation.subject(), observation.found(), byPeople),
                        Remedy.text("Grant it as the objects' owners.")));
    }

    private boolean isLeft(Repair repair) {
        if (repair instanceof Statement statement) {
            return !statements.contains(statement);
        }
        if (repair instanceof ExtensionSwitch extension) {
            return !extensions.contains(extension);
        }
        if (repair instanceof ObjectGrants grants) {
            return statements.stream().noneMatch(statement -> isOf(grants, statement));
        }
        return !repair.isAutomatic();
    }

    private boolean isOf(ObjectGrants grants, Statement statement) {
        String[] around = grants.sql(
                        List.of(Identifier.quoted(grants.schema()) + ".\n"),
                        situation.now().server().version())
                .split("\n", 2);
        return statement.sql().startsWith(around[0]) && statement.sql().endsWith(around[1]);
    }

    private Repair byPeople(Repair repair) {
        if (repair instanceof Statement statement) {
            boolean isMigrators = statement.step() == Step.AS_MIGRATOR;
            if (isMigrators && situation.needsMigratorsLogin()) {
                return ClusterRules.admin(situation, situation.spec().migratorUser());
            }
            return new ManualSql(
                    isMigrators ? situation.migrator() : situation.theMaster(),
                    statement.sql() + ";",
                    "this update only adds");
        }
        if (repair instanceof ObjectGrants && situation.needsMigratorsLogin()) {
            return ClusterRules.admin(situation, situation.spec().migratorUser());
        }
        if (repair instanceof ExtensionSwitch extension) {
            return new ManualSql(ManualSql.OWNER_OR_SUPERUSER, extension.sql() + ";", ManualSql.LEFT_TO_PEOPLE);
        }
        return repair;
    }
}
