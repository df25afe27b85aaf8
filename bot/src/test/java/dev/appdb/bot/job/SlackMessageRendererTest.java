package dev.appdb.bot.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.store.Approvals.Approval;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.NewRun;
import dev.appdb.bot.store.RequiredApprovals;
import dev.appdb.bot.store.RunState;
import dev.appdb.bot.store.StoredJson;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.engine.CheckProgress;
import dev.appdb.engine.ProcedureStep;
import dev.appdb.event.EventHeader;
import dev.appdb.event.RunEvent;
import dev.appdb.event.Step;
import dev.appdb.plan.Action;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlackMessageRendererTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Map<String, String> NAMES = Map.of("U1", "Anna", "U2", "Ben", "U3", "U3");

    private final SlackMessageRenderer renderer = new SlackMessageRenderer("appdb", Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void aPlanThatWaitsIsShownOnceWithWhoMayApproveByName() {
        RunView waiting = view(RunState.WAITING, ProcedureStep.APPROVE, List.of(), false);

        assertThat(renderer.stepDone(waiting, ProcedureStep.PLAN)).isEmpty();
        assertThat(blocks(renderer.run(waiting)))
                .contains("Waiting for approval: 0 of 1", "\"Ben\"", "\"user_id\":\"U3\"", "/appdb setup shop dev")
                .doesNotContain("Anna\"", "approved before");
    }

    @Test
    void anotherPlanAfterAnApprovalSaysSo() {
        assertThat(blocks(renderer.run(view(RunState.WAITING, ProcedureStep.APPROVE, List.of(), true))))
                .contains("The plan has changed since it was approved");
    }

    @Test
    void whatWasReviewedIsKeptInTheThreadWithoutAnythingToPress() {
        RunView approved = view(
                RunState.READY,
                ProcedureStep.LOCK,
                List.of(new Approval("U2", true, Set.of(0), Optional.empty(), NOON)),
                false);

        assertThat(renderer.stepDone(approved, ProcedureStep.APPROVE))
                .singleElement()
                .satisfies(record -> assertThat(blocks(record))
                        .contains("Approved by Ben", "+ t n", "approved by Ben")
                        .doesNotContain("button", "Or type"));
    }

    @Test
    void aCheckInsideARunTookItsOwnTime() {
        RunView checked = view(RunState.READY, ProcedureStep.END, List.of(), false);

        assertThat(renderer.stepDone(checked, ProcedureStep.CHECK_ROLES))
                .singleElement()
                .satisfies(check -> assertThat(blocks(check)).contains("took 2.0 s"));
    }

    private static String blocks(MessageContent content) {
        return content.blocks().orElseThrow();
    }

    private static RunView view(RunState state, ProcedureStep step, List<Approval> approvals, boolean approvedBefore) {
        EnvironmentKey environment = new EnvironmentKey(new AppName("shop"), new EnvironmentName("dev"));
        NewRun asked = new NewRun(
                "delivery:1",
                "setup",
                "setup shop dev",
                environment,
                "U1",
                "C1",
                false,
                Optional.empty(),
                Map.of(),
                Set.of(),
                Optional.empty(),
                List.of(new RequiredApprovals("one", 1, Set.of("U1", "U2", "U3"))),
                Set.of(),
                Duration.ofHours(1));
        Plan plan = new Plan(
                "local-1",
                "shop-dev",
                List.of(ResourceChange.of(Action.ADD, "t", "n", "", false, List.of())),
                List.of());
        StoredRun run = new StoredRun(
                "20261123-120000-7f3a9c",
                asked,
                state,
                step,
                1,
                Optional.empty(),
                Optional.of(plan),
                Optional.of("local-1-0123456789abcdef"),
                Optional.of(NOON.plusSeconds(3_600)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                NOON,
                NOON.plusSeconds(90),
                Optional.empty());
        CheckReport report = new CheckReport(
                List.of(new Check("R01", Check.Severity.CRITICAL, "user app", Check.Status.PASSED, "it exists", "")));
        return new RunView(
                run,
                Map.of(ProcedureStep.CHECK_ROLES, StoredJson.write(report)),
                CheckProgress.first(),
                List.of(new RunEvent.StepFinished(
                        new EventHeader(run.id(), 1, NOON), Step.CHECK_ROLES, false, "", Duration.ofSeconds(2))),
                approvals,
                approvedBefore,
                Optional.empty(),
                NAMES);
    }
}
