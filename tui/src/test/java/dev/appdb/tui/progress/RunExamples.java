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

/** Runs, as their events, for the tests of the renderers. */
final class RunExamples {
    static final Plan PLAN = new Plan(
            "plan-1",
            "shop-dev",
            List.of(
                    ResourceChange.of(Action.ADD, "PostgreSQL server", "shop-dev", "the server", true, List.of()),
                    ResourceChange.of(
                            Action.REPLACE,
                            "AWS::RDS::DBCluster",
                            "shop-dev-cluster",
                            "the database itself",
                            true,
                            List.of("EngineMode: provisioned → serverless forces a replacement")),
                    ResourceChange.of(
                            Action.MODIFY,
                            "AWS::RDS::DBInstance",
                            "shop-dev-1",
                            "the instance that serves it",
                            false,
                            List.of("ServerlessV2 maximum: 4 → 8 capacity units", "applied at once")),
                    ResourceChange.of(
                            Action.REMOVE, "AWS::Lambda::Function", "shop-dev-old-role-manager", "", false, List.of()),
                    ResourceChange.of(Action.REMOVE, "AWS::S3::Bucket", "shop-dev-dumps", "old dumps", true, List.of()),
                    ResourceChange.of(Action.ADD, "database", "app", "the application's data", true, List.of())),
            List.of("the VPC and its subnets are left alone", "estimated cost: 43 to 180 USD a month"));

    private final List<RunEvent> events = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    private RunExamples() {}

    /** A set-up in which something of every kind happens, and which ends well but for a failed check. */
    static List<RunEvent> setUp() {
        RunExamples run = new RunExamples();
        run.add(new RunEvent.RunStarted(
                run.header(),
                "setup",
                "shop",
                "dev",
                "local",
                Map.of("app-name", "shop"),
                Optional.empty(),
                List.of(Step.CONFIGURE, Step.PLAN, Step.APPLY, Step.UPDATE_ROLES, Step.CHECK_ROLES)));
        run.add(new RunEvent.StepStarted(run.header(), Step.CONFIGURE));
        run.add(new RunEvent.FileWritten(
                run.header(), "infra/shop/service/dev.s3.tfbackend", "Terraform's backend of the service"));
        run.add(new RunEvent.Noted(
                run.header(), Level.INFO, "region eu-west-1 comes from infra/accounts/dev.s3.tfbackend"));
        run.add(new RunEvent.Noted(run.header(), Level.WARNING, "extensions serve every environment of shop"));
        run.add(new RunEvent.StepFinished(run.header(), Step.CONFIGURE, true, "1 file", Duration.ofMillis(412)));
        run.add(new RunEvent.StepStarted(run.header(), Step.PLAN));
        run.add(new RunEvent.PlanMade(run.header(), PLAN));
        run.add(new RunEvent.StepFinished(run.header(), Step.PLAN, false, "", Duration.ofSeconds(2)));
        run.add(new RunEvent.StepStarted(run.header(), Step.APPLY));
        run.resource("shop-dev", ResourceState.IN_PROGRESS, "starting", 0);
        run.resource("app", ResourceState.IN_PROGRESS, "", 1);
        run.resource("shop-dev", ResourceState.IN_PROGRESS, "recovering", 20);
        run.resource("shop-dev", ResourceState.COMPLETE, "port 5432", 92);
        run.resource("app", ResourceState.FAILED, "the name is taken", 3);
        run.add(new RunEvent.StepFinished(run.header(), Step.APPLY, true, "2 added", Duration.ofSeconds(116)));
        run.add(new RunEvent.StepStarted(run.header(), Step.UPDATE_ROLES));
        run.add(new RunEvent.RolesUpdated(run.header(), List.of("created role migrator", "created role app")));
        run.add(new RunEvent.RolesUpdated(run.header(), List.of("enabled extension pg_trgm")));
        run.add(new RunEvent.RolesUpdated(run.header(), List.of()));
        run.add(new RunEvent.StepFinished(run.header(), Step.UPDATE_ROLES, false, "", Duration.ofMillis(1999)));
        run.add(new RunEvent.StepStarted(run.header(), Step.CHECK_ROLES));
        run.add(new RunEvent.RolesChecked(run.header(), 34, 1, 0, 2, List.of("R04")));
        run.add(new RunEvent.RunFinished(run.header(), RunResult.FOUND, Optional.empty(), Duration.ofMinutes(62)));
        return run.events;
    }

    /** Every way a run can begin and end besides. */
    static List<RunEvent> endings() {
        RunExamples run = new RunExamples();
        run.add(new RunEvent.RunStarted(
                run.header(), "apply", "shop", "prod", "server", Map.of(), Optional.of("20260301-0959-aa"), List.of()));
        run.add(new RunEvent.RolesChecked(run.header(), 37, 0, 0, 0, List.of()));
        run.add(new RunEvent.RolesChecked(run.header(), 30, 2, 1, 4, List.of("R01", "R04")));
        run.add(new RunEvent.RunFinished(run.header(), RunResult.DONE, Optional.empty(), Duration.ofSeconds(75)));
        run.end(
                RunResult.FAILED,
                Failure.failed(
                        "role-manager-timeout",
                        "could not update roles of shop-prod",
                        "the role manager timed out after 30 s",
                        "Run `appdb status --app-name shop --environment prod`."));
        run.end(
                RunResult.REFUSED,
                Failure.refused("keeps-data", "did not apply", "shop-prod would lose data", "Type its name."));
        run.end(RunResult.INTERRUPTED, Failure.interrupted("stopped", "Ctrl-C", "Run `appdb setup --resume`."));
        return run.events;
    }

    /** One event of every kind, with this in every text that comes from outside. */
    static List<RunEvent> withSummary(String text) {
        RunExamples run = new RunExamples();
        EventHeader header = new EventHeader(text, 1, run.now);
        Plan plan = new Plan(
                text,
                text,
                List.of(ResourceChange.of(Action.REMOVE, text, text, text, true, List.of(text))),
                List.of(text));
        return List.of(
                new RunEvent.RunStarted(
                        header, text, text, text, text, Map.of(text, text), Optional.of(text), List.of()),
                new RunEvent.FileWritten(header, text, text),
                new RunEvent.PlanMade(header, plan),
                new RunEvent.PlanMade(header, new Plan(text, text, List.of(), List.of())),
                new RunEvent.ResourceProgressed(header, text, text, ResourceState.FAILED, text),
                new RunEvent.Noted(header, Level.WARNING, text),
                new RunEvent.RolesUpdated(header, List.of(text)),
                new RunEvent.RolesChecked(header, 1, 1, 1, 1, List.of(text)),
                new RunEvent.StepFinished(header, Step.APPLY, true, text, Duration.ZERO),
                new RunEvent.RunFinished(
                        header, RunResult.FAILED, Optional.of(Failure.failed("x", text, text, text)), Duration.ZERO));
    }

    private void resource(String name, ResourceState state, String detail, int secondsLater) {
        now = now.plusSeconds(secondsLater);
        String type = name.equals("app") ? "database" : "PostgreSQL server";
        add(new RunEvent.ResourceProgressed(header(), type, name, state, detail));
    }

    private void end(RunResult result, Failure failure) {
        add(new RunEvent.RunFinished(header(), result, Optional.of(failure), Duration.ofMillis(31_400)));
    }

    private void add(RunEvent event) {
        events.add(event);
    }

    private EventHeader header() {
        return new EventHeader("20260301-1000-ab", events.size() + 1L, now);
    }
}
