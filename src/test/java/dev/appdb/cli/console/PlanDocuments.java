package dev.appdb.cli.console;

import dev.appdb.failure.Failure;
import dev.appdb.plan.Action;
import dev.appdb.plan.DatabasePart;
import dev.appdb.plan.MonthlyCost;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.plan.Risk;
import dev.appdb.project.FileChange;
import dev.appdb.roles.Check;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.DatabasePlan.Change;
import dev.appdb.roles.DatabasePlan.Kind;
import dev.appdb.roles.DatabasePlan.Loss;
import dev.appdb.roles.UpdateMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Documents of plans, made by hand. */
final class PlanDocuments {
    static final String COMMAND = "appdb apply --plan p-1 --app-name shop --environment prod";

    private PlanDocuments() {}

    static PlanDocument of(Plan plan, FileChange... files) {
        return new PlanDocument(CheckDocuments.request(), plan, List.of(files), COMMAND);
    }

    static Plan plan(ResourceChange... changes) {
        return new Plan("p-1", "shop-prod", List.of(changes), List.of());
    }

    static DatabasePart database(List<Failure> refusals, Change... changes) {
        List<Check> open = List.of(CheckDocuments.failed("S05", Check.Severity.WARNING, "schema app"));
        return DatabasePart.of(new DatabasePlan(
                "0123456789abcdef", "app", UpdateMode.FULL, List.of(changes), refusals, open, "SELECT 1;"));
    }

    static Change grant(String name) {
        return new Change("R04", Kind.GRANT, "grant rds_iam to " + name, "GRANT rds_iam TO app", "postgres", List.of());
    }

    /** A plan with each action, each group, files and a cost. */
    static PlanDocument everything() {
        Loss loss = new Loss("report", "CONNECT", "database app", "PUBLIC", "2 sessions now", true);
        Plan plan = plan(
                        new ResourceChange(
                                Action.MODIFY,
                                "AWS::RDS::DBCluster",
                                "DatabaseCluster",
                                "the database",
                                true,
                                List.of("DeletionProtection: true to false"),
                                List.of(Risk.UNPROTECTED)),
                        ResourceChange.of(
                                Action.MODIFY,
                                "AWS::RDS::DBInstance",
                                "PrimaryInstance",
                                "the writer",
                                false,
                                List.of("reboots it, " + ResourceChange.RESTART)),
                        ResourceChange.of(Action.ADD, "AWS::Logs::LogGroup", "Logs", "its log", false, List.of()),
                        ResourceChange.of(Action.REMOVE, "AWS::IAM::Role", "OldRole", "", false, List.of()),
                        ResourceChange.of(
                                Action.REPLACE,
                                "AWS::Backup::BackupVault",
                                "Vault",
                                "backups",
                                true,
                                List.of("BackupVaultName forces it")))
                .noting("left alone: the network")
                .costing(new MonthlyCost(
                        "us-east-1",
                        LocalDate.of(2026, 11, 1),
                        List.of(new MonthlyCost.Item("capacity", 4380, 8760), new MonthlyCost.Item("a secret", 40, 40)),
                        "storage"))
                .with(database(
                        List.of(),
                        grant("app"),
                        new Change(
                                "P01",
                                Kind.REVOKE,
                                "revoke CONNECT on the database from PUBLIC",
                                "REVOKE CONNECT ON DATABASE app FROM PUBLIC",
                                "postgres",
                                List.of(loss)),
                        new Change(
                                "E01",
                                Kind.CREATE_EXTENSION,
                                "create extension pg_trgm",
                                "CREATE EXTENSION pg_trgm",
                                "postgres",
                                List.of())));
        return of(
                plan,
                new FileChange(
                        Path.of("infra/shop/service/prod.s3.tfbackend"),
                        Optional.of("bucket = \"a\"\n"),
                        "bucket = \"a\"\nregion = \"us-east-1\"\n",
                        "the service's backend",
                        false,
                        List.of()),
                new FileChange(Path.of("same"), Optional.of("x"), "x", "not needed", false, List.of()));
    }
}
