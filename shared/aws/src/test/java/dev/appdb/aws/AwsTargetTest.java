package dev.appdb.aws;

import static dev.appdb.aws.AwsProject.BUCKET;
import static dev.appdb.aws.AwsProject.STACK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.stack.StackPlan;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.Action;
import dev.appdb.plan.Guardrail;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.request.Arn;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.Capacity;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Planning and applying, by the real SDK, against an account on loopback. */
class AwsTargetTest {
    @RegisterExtension
    final AwsProjectExtension scene = new AwsProjectExtension();

    private final FakeAws aws = scene.aws();
    private final AwsProject project = scene.project();

    private Plan plan() throws FailureException {
        return project.target().plan(project.request(), project);
    }

    private void apply(Plan plan) throws FailureException {
        project.target().apply(project.request(), plan, project);
    }

    private static AuroraSettings upTo(double maxAcu) {
        return new AuroraSettings(new Capacity(0.5, maxAcu), 0, Optional.empty(), false);
    }

    private static AuroraSettings temporary() {
        return new AuroraSettings(Capacity.DEFAULT, 0, Optional.empty(), true);
    }

    private static ResourceChange change(Plan plan, String name) {
        return plan.changes().stream()
                .filter(change -> change.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private boolean isProtected() {
        return aws.account()
                .find("AWS::RDS::DBCluster", "app-dev")
                .orElseThrow()
                .properties()
                .path("DeletionProtection")
                .asBoolean();
    }

    private void waitsForReboot() {
        aws.account().all("AWS::RDS::DBInstance").forEach(instance -> instance.set("WaitsForReboot", BooleanNode.TRUE));
    }

    @Test
    void aFirstPlanAddsEverythingAndMakesNothingButTheJar() throws Exception {
        Plan plan = plan();

        assertThat(plan.changes()).isNotEmpty().allMatch(change -> change.action() == Action.ADD);
        assertThat(change(plan, "DatabaseCluster").holdsData()).isTrue();
        assertThat(change(plan, "DatabaseCluster").details()).contains(StackPlan.PROTECTION);
        assertThat(plan.notes())
                .anyMatch(note -> note.contains("us-east-1, network dev of project demo"))
                .anyMatch(note -> note.startsWith("left alone: the network with its subnets"));
        assertThat(plan.cost())
                .hasValueSatisfying(cost -> assertThat(cost.region()).isEqualTo("us-east-1"));
        assertThat(aws.account().all("AWS::RDS::DBCluster")).isEmpty();
        assertThat(aws.account().bucket(BUCKET).keys())
                .hasSize(1)
                .allMatch(key -> key.matches("appdb/app/dev/role-manager-[0-9a-f]{64}\\.jar"));
        assertThat(project.events())
                .anyMatch(event -> event.startsWith("info: uploaded the role manager's jar to s3://" + BUCKET));
        assertThat(aws.stacks().status(STACK)).contains("REVIEW_IN_PROGRESS");
    }

    @Test
    void planningTwiceMakesOneChangeSet() throws Exception {
        Plan plan = plan();

        assertThat(plan().id()).isEqualTo(plan.id());
        assertThat(aws.stacks().changeSets(STACK)).containsExactly(plan.id());
        assertThat(aws.calls().of("PutObject")).hasSize(1);
    }

    @Test
    void whatWasOnlyPlannedBlocksNoOtherPlan() throws Exception {
        Plan first = plan();
        Plan other = project.aurora(upTo(4)).target().plan(project.request(), project);

        assertThat(other.id()).isNotEqualTo(first.id());
        apply(other);
        aws.stacks().settle();
        assertThat(aws.stacks().status(STACK)).contains("UPDATE_COMPLETE");
    }

    @Test
    void applyingMakesEverythingAndThenProtectsIt() throws Exception {
        apply(plan());

        assertThat(aws.account().find("AWS::Lambda::Function", "app-dev-role-manager"))
                .isPresent();
        assertThat(isProtected()).isTrue();
        assertThat(project.events())
                .contains(
                        "AWS::RDS::DBCluster DatabaseCluster in_progress",
                        "AWS::RDS::DBCluster DatabaseCluster complete",
                        "AWS::Lambda::Function RoleManagerFunction complete");
        // Complete twice: made, and later protected. Nothing else is told twice.
        assertThat(project.events())
                .filteredOn(line -> line.contains("RoleManagerFunction complete"))
                .hasSize(1);
    }

    @Test
    void aSecondPlanIsUpToDate() throws Exception {
        apply(plan());

        Plan again = plan();

        assertThat(again.changes()).isEmpty();
        int calls = aws.calls().count();
        apply(again);
        assertThat(aws.calls().count()).isEqualTo(calls);
        assertThat(aws.calls().of("PutObject")).hasSize(1);
    }

    @Test
    void aTemporaryDatabaseIsNeverProtected() throws Exception {
        project.aurora(temporary());

        apply(plan());

        assertThat(isProtected()).isFalse();
        assertThat(aws.calls().of("ExecuteChangeSet")).hasSize(1);
        assertThat(plan().isUpToDate()).isTrue();
    }

    @Test
    void aModificationIsPlannedWithItsValues() throws Exception {
        apply(plan());

        Plan plan = project.aurora(upTo(4)).target().plan(project.request(), project);

        ResourceChange cluster = change(plan, "DatabaseCluster");
        assertThat(cluster.action()).isEqualTo(Action.MODIFY);
        assertThat(cluster.details()).contains("ServerlessV2ScalingConfiguration.MaxCapacity: 1 becomes 4");
        assertThat(Guardrail.ALL.judge(plan, Set.of())).isEmpty();
    }

    @Test
    void aReservationAndABoundaryAreInThePlanAndInTheAccount() throws Exception {
        apply(plan());
        Arn boundary = new Arn("arn:aws:iam::123456789012:policy/boundary");

        AuroraSettings.Builder settings = AuroraSettings.builder();
        settings.reservedConcurrency(Optional.of(2));
        settings.permissionsBoundary(Optional.of(boundary));

        Plan plan = project.aurora(settings.build()).target().plan(project.request(), project);
        apply(plan);

        assertThat(change(plan, "RoleManagerFunction").details()).contains("ReservedConcurrentExecutions: becomes 2");
        assertThat(change(plan, "BackupRole").details()).contains("PermissionsBoundary: becomes " + boundary);
        assertThat(aws.account().all("AWS::IAM::Role"))
                .filteredOn(role -> role.physicalId().startsWith("app-dev-"))
                .hasSize(3)
                .allMatch(role -> role.text("PermissionsBoundary").equals(boundary.value()));
        assertThat(plan().isUpToDate()).isTrue();
    }

    @Test
    void aChangedJarShowsInThePlanAndIsUploaded() throws Exception {
        apply(plan());

        Plan plan = project.jar("a newer role manager").target().plan(project.request(), project);
        apply(plan);

        assertThat(change(plan, "RoleManagerFunction").action()).isEqualTo(Action.MODIFY);
        assertThat(aws.account().bucket(BUCKET).keys()).hasSize(2);
    }

    @Test
    void aReplacementOfTheClusterIsRefusedUnlessItIsNamed() throws Exception {
        apply(plan());

        Plan plan = project.database("orders").target().plan(project.request(), project);

        assertThat(change(plan, "DatabaseCluster").action()).isEqualTo(Action.REPLACE);
        assertThat(change(plan, "DatabaseCluster").details()).contains("DatabaseName forces the replacement");
        assertThat(Guardrail.ALL.judge(plan, Set.of()))
                .extracting(Guardrail.Refusal::permission)
                .containsExactly("--allow-replace DatabaseCluster");
    }

    @Test
    void anotherMajorAsksFirst() throws Exception {
        apply(plan());

        Plan plan = project.version(17).target().plan(project.request(), project);

        assertThat(Guardrail.ALL.judge(plan, Set.of()))
                .extracting(Guardrail.Refusal::permission)
                .contains("--allow-upgrade");
        assertThat(Guardrail.ALL.judge(plan, Set.of("--allow-upgrade"))).isEmpty();
    }

    @Test
    void switchingProtectionOffAsksFirst() throws Exception {
        apply(plan());

        Plan plan = project.aurora(temporary()).target().plan(project.request(), project);

        assertThat(Guardrail.ALL.judge(plan, Set.of()))
                .extracting(Guardrail.Refusal::permission)
                .containsExactly("--allow-unprotected");
    }

    @Test
    void aReviewedPlanIsAppliedByItsId() throws Exception {
        Plan reviewed = plan();

        Plan planned = project.target().planned(project.request(), reviewed.id());
        apply(planned);

        assertThat(planned.changes()).isEqualTo(reviewed.changes());
        assertThat(isProtected()).isTrue();
    }

    @Test
    void theTemplateIsPrintedWithoutAnyCall() throws Exception {
        assertThat(project.target().template(project.request()))
                .contains("\"DatabaseCluster\": {", "\"Parameters\": {");
        assertThat(aws.calls().count()).isZero();
    }

    @Test
    void tagsWithoutAValueAreLeftOut() throws Exception {
        project.with("infra/project-config/main.tf", """
                locals {
                  project_name   = "demo"
                  default_region = "us-east-1"
                }
                """);

        assertThat(project.target().template(project.request()))
                .contains("\"Key\": \"application\"")
                .doesNotContain("\"Value\": \"\"", "\"Key\": \"owner\"", "\"Key\": \"repository\"");
    }

    @Test
    void anExtensionThatIsLoadedAtTheStartRebootsAsPlanned() throws Exception {
        apply(plan());

        Plan plan = project.extension("pg_cron").target().plan(project.request(), project);
        waitsForReboot();
        apply(plan);

        assertThat(change(plan, "PrimaryInstance").details())
                .containsExactly("reboots it, which drops all connections");
        assertThat(plan.notes()).anyMatch(note -> note.contains("shared_preload_libraries"));
        assertThat(aws.calls().of("RebootDBInstance")).hasSize(1);
        assertThat(project.events()).contains("AWS::RDS::DBInstance app-dev-primary complete: rebooted");
        assertThat(plan().isUpToDate()).isTrue();
    }

    @Test
    void anotherConnectionLimitAloneRebootsNothing() throws Exception {
        apply(plan());

        Plan plan = project.aurora(upTo(4)).target().plan(project.request(), project);
        apply(plan);

        assertThat(plan.notes()).anyMatch(note -> note.contains("only after a reboot"));
        assertThat(aws.calls().of("RebootDBInstance")).isEmpty();
    }

    @Test
    void alarmsKeepTheirTopicUntilAnotherIsNamed() throws Exception {
        apply(project.alarmTopic("arn:aws:sns:us-east-1:123456789012:pager")
                .target()
                .plan(project.request(), project));

        assertThat(project.alarmTopic("")
                        .target()
                        .plan(project.request(), project)
                        .isUpToDate())
                .isTrue();
        Plan none = project.alarmTopic("none").target().plan(project.request(), project);
        assertThat(change(none, "CapacityAlarm").action()).isEqualTo(Action.MODIFY);
    }
}
