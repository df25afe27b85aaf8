package dev.appdb.tui.progress;

import dev.appdb.event.EventHeader;
import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.event.RunEvent;
import dev.appdb.event.RunResult;
import dev.appdb.event.Step;
import dev.appdb.failure.Failure;
import dev.appdb.plan.Action;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The set-up of a database on AWS up to some moment, as its events. */
final class ProgressExamples {
    static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

    private static final String KEY = "AWS::KMS::Key";
    private static final String GROUP = "AWS::EC2::SecurityGroup";
    private static final String CLUSTER = "AWS::RDS::DBCluster";
    private static final String INSTANCE = "AWS::RDS::DBInstance";

    private final List<RunEvent> events = new ArrayList<>();
    private Instant now = BEGIN;

    private ProgressExamples() {}

    /** The cluster is being created, the instance waits. */
    static List<RunEvent> creating() {
        return upToTheCluster().events;
    }

    /** The instance failed, and everything is rolled back. */
    static List<RunEvent> failing() {
        ProgressExamples run = upToTheCluster().withCluster();
        run.later(4)
                .resource(
                        INSTANCE,
                        "DatabaseInstance",
                        ResourceState.FAILED,
                        "Resource handler returned message: \"The security token included in the request does not allow"
                                + " rds:CreateDBInstance on arn:aws:rds:us-east-1:111122223333:db:shop-dev-primary\"");
        run.note(Level.WARNING, "stack appdb-shop-dev is rolling back what its creation has made");
        run.later(1).resource(INSTANCE, "DatabaseInstance", ResourceState.IN_PROGRESS, "removing");
        run.later(9).resource(INSTANCE, "DatabaseInstance", ResourceState.COMPLETE, "removed");
        run.resource(CLUSTER, "DatabaseCluster", ResourceState.IN_PROGRESS, "removing");
        return run.events;
    }

    /** The same when it is over. */
    static List<RunEvent> failed() {
        ProgressExamples run = new ProgressExamples();
        run.events.addAll(failing());
        run.now = run.events.get(run.events.size() - 1).header().at();
        run.later(95).resource(CLUSTER, "DatabaseCluster", ResourceState.COMPLETE, "removed");
        run.add(new RunEvent.RunFinished(
                run.header(),
                RunResult.FAILED,
                Optional.of(Failure.failed(
                        "deploy-failed",
                        "could not deploy shop-dev",
                        "CloudFormation could not create AWS::RDS::DBInstance DatabaseInstance: not allowed to",
                        "Allow rds:CreateDBInstance, then run the same command again.")),
                Duration.between(BEGIN, run.now)));
        return run.events;
    }

    /** All is done, and a check found something. */
    static List<RunEvent> done() {
        ProgressExamples run = upToTheCluster().withCluster();
        run.later(301).resource(INSTANCE, "DatabaseInstance", ResourceState.COMPLETE, "");
        run.resource("AWS::Lambda::Function", "RoleManagerFunction", ResourceState.IN_PROGRESS, "");
        run.later(31).resource("AWS::Lambda::Function", "RoleManagerFunction", ResourceState.COMPLETE, "");
        run.finish(Step.APPLY, true, "8 resources done", Duration.ofSeconds(640));
        run.start(Step.UPDATE_ROLES);
        run.add(new RunEvent.RolesUpdated(run.header(), List.of("created role migrator", "created role app")));
        run.finish(Step.UPDATE_ROLES, true, "2 changes", Duration.ofMillis(1810));
        run.start(Step.CHECK_ROLES);
        run.add(new RunEvent.RolesChecked(run.header(), 34, 1, 0, 2, List.of("R04")));
        run.finish(Step.CHECK_ROLES, false, "", Duration.ofMillis(900));
        run.add(new RunEvent.RunFinished(
                run.header(), RunResult.FOUND, Optional.empty(), Duration.between(BEGIN, run.now)));
        return run.events;
    }

    private static ProgressExamples upToTheCluster() {
        ProgressExamples run = new ProgressExamples();
        run.add(new RunEvent.RunStarted(
                run.header(),
                "setup",
                "shop",
                "dev",
                "aws",
                Map.of("app-name", "shop"),
                Optional.empty(),
                List.of(Step.CONFIGURE, Step.PLAN, Step.APPLY, Step.UPDATE_ROLES, Step.CHECK_ROLES)));
        run.start(Step.CONFIGURE);
        run.note(Level.WARNING, "extensions serve every environment of shop");
        run.finish(Step.CONFIGURE, true, "2 files written", Duration.ofMillis(412));
        run.start(Step.PLAN);
        run.note(Level.INFO, "uploaded the role manager's jar to s3://shop-tf/appdb/role-manager-1a2b3c.jar");
        run.later(6).add(new RunEvent.PlanMade(run.header(), plan()));
        run.finish(Step.PLAN, false, "", Duration.ofSeconds(6));
        run.start(Step.APPLY);
        run.resource(
                "AWS::Logs::LogGroup",
                "DatabaseLogs",
                ResourceState.COMPLETE,
                "is there already, and keeps its events for 365 days");
        run.note(Level.INFO, "資料庫 of shop-dev: CloudFormation works on it, also if this terminal goes away");
        run.resource(KEY, "DatabaseKey", ResourceState.IN_PROGRESS, "");
        run.resource(KEY, "BackupKey", ResourceState.IN_PROGRESS, "");
        run.resource(GROUP, "DatabaseSecurityGroup", ResourceState.IN_PROGRESS, "");
        run.later(4).resource(GROUP, "DatabaseSecurityGroup", ResourceState.COMPLETE, "");
        run.later(9).resource(KEY, "DatabaseKey", ResourceState.COMPLETE, "");
        run.resource(CLUSTER, "DatabaseCluster", ResourceState.IN_PROGRESS, "");
        return run;
    }

    private ProgressExamples withCluster() {
        resource(KEY, "BackupKey", ResourceState.COMPLETE, "");
        later(290).resource(CLUSTER, "DatabaseCluster", ResourceState.COMPLETE, "");
        resource("AWS::Backup::BackupVault", "BackupVault", ResourceState.IN_PROGRESS, "");
        later(2).resource("AWS::Backup::BackupVault", "BackupVault", ResourceState.COMPLETE, "");
        resource(INSTANCE, "DatabaseInstance", ResourceState.IN_PROGRESS, "");
        return this;
    }

    private static Plan plan() {
        return new Plan(
                "plan-1",
                "shop-dev",
                List.of(
                        change(KEY, "DatabaseKey"),
                        change(KEY, "BackupKey"),
                        change(GROUP, "DatabaseSecurityGroup"),
                        change(CLUSTER, "DatabaseCluster"),
                        change(INSTANCE, "DatabaseInstance"),
                        change("AWS::Lambda::Function", "RoleManagerFunction"),
                        change("AWS::Backup::BackupVault", "BackupVault")),
                List.of());
    }

    private static ResourceChange change(String type, String name) {
        return ResourceChange.of(Action.ADD, type, name, "", false, List.of());
    }

    private ProgressExamples later(int seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    private void start(Step step) {
        add(new RunEvent.StepStarted(header(), step));
    }

    private void finish(Step step, boolean changed, String summary, Duration took) {
        add(new RunEvent.StepFinished(header(), step, changed, summary, took));
    }

    private void note(Level level, String text) {
        add(new RunEvent.Noted(header(), level, text));
    }

    private void resource(String type, String name, ResourceState state, String detail) {
        add(new RunEvent.ResourceProgressed(header(), type, name, state, detail));
    }

    private void add(RunEvent event) {
        events.add(event);
    }

    private EventHeader header() {
        return new EventHeader("20260301-1000-ab", events.size() + 1L, now);
    }
}
