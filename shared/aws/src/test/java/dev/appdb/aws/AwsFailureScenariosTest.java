package dev.appdb.aws;

import static dev.appdb.aws.AwsProject.STACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.appdb.aws.fake.FakeAws;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.Capacity;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** Plans that are refused, deployments that fail, and how the same command continues after an interruption. */
class AwsFailureScenariosTest {
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

    private static Failure failureOf(ThrowingCallable call) {
        return catchThrowableOfType(FailureException.class, call).failure();
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
    void aNetworkThatIsNotWholeIsRefusedWithAllThatItLacks() throws Exception {
        apply(plan());
        project.with("infra/app/app-config/dev.tf", "module \"dev_config\" {\n  network_name = \"other\"\n}\n");
        aws.account()
                .add(
                        "AWS::EC2::VPC",
                        "vpc-00000000000000fff",
                        "{\"Tags\": [{\"Key\": \"project\", \"Value\": \"demo\"},"
                                + " {\"Key\": \"network_name\", \"Value\": \"other\"}]}");

        Failure failure = failureOf(this::plan);

        assertThat(failure.code()).isEqualTo("preflight");
        assertThat(failure.why())
                .contains("no zone", "no DB subnet group is named other", "begins with aws-service-vpc-endpoints");
    }

    @Test
    void aPlanOfAStackThatHasChangedSinceIsRefused() throws Exception {
        apply(plan());
        Plan old = project.aurora(upTo(4)).target().plan(project.request(), project);
        apply(project.aurora(upTo(8)).target().plan(project.request(), project));

        Failure failure = failureOf(() -> project.target().planned(project.request(), old.id()));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.code()).isEqualTo("plan-outdated");
        assertThat(failureOf(() -> apply(old)).code()).isEqualTo("plan-outdated");
    }

    @Test
    void aClusterOutsideOurStackIsRecognised() {
        aws.account().add("AWS::RDS::DBCluster", "app-dev", "{\"Engine\": \"aurora-postgresql\"}");

        Failure failure = failureOf(this::plan);

        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.remedy().toString()).contains("appdb roles check");
        assertThat(aws.stacks().names()).isEmpty();
    }

    @Test
    void theFirstFailureIsTheCauseAndTheSameCommandGoesOn() throws Exception {
        aws.stacks().resource("PrimaryInstance").failsToCreate("Instance quota exceeded (LimitExceeded).");

        Failure failure = failureOf(() -> apply(plan()));

        assertThat(failure.why())
                .isEqualTo("AWS::RDS::DBInstance PrimaryInstance failed: Instance quota exceeded (LimitExceeded)"
                        + " (stack appdb-app-dev failed to create and was rolled back)");
        assertThat(failure.remedy().toString()).contains("higher quota");
        assertThat(aws.stacks().status(STACK)).contains("ROLLBACK_COMPLETE");
        assertThat(project.events()).anyMatch(line -> line.startsWith("warning: stack appdb-app-dev failed to create"));

        aws.stacks().resource("PrimaryInstance").heals();
        Plan again = plan();
        assertThat(again.notes()).anyMatch(note -> note.startsWith("the stack of an earlier attempt"));
        apply(again);
        assertThat(isProtected()).isTrue();
    }

    @Test
    void anUpdateThatFailsIsPutBackAndSaysWhy() throws Exception {
        apply(plan());
        aws.stacks().resource("DatabaseCluster").failsToUpdate("shared memory segment sizes are configured too large");

        Failure failure = failureOf(() -> apply(project.aurora(upTo(4)).target().plan(project.request(), project)));

        assertThat(failure.why()).contains("failed to update and was rolled back");
        assertThat(failure.remedy().toString()).contains("--min-capacity 4");
    }

    @Test
    void aProcessKilledWhileAwsWorksIsFollowedByTheNext() throws Exception {
        Plan plan = plan();
        aws.faults().at("DescribeStackEvents").death();
        assertThat(failureOf(() -> apply(plan)).code()).isEqualTo("aws-not-reachable");
        aws.faults().clear();

        Plan next = plan();
        assertThat(next.id()).isEqualTo(plan.id());
        assertThat(next.notes().get(0)).startsWith("an earlier plan is being applied");
        apply(next);

        assertThat(isProtected()).isTrue();
        assertThat(aws.calls().of("ExecuteChangeSet")).hasSize(2);
        assertThat(plan().isUpToDate()).isTrue();
    }

    @Test
    void killedBetweenTheTwoStepsTheNextPlanShowsWhatIsPending() throws Exception {
        Plan plan = plan();
        aws.faults()
                .where(call -> call.operation().equals("CreateChangeSet")
                        && call.parameters().getOrDefault("ChangeSetName", "").endsWith("-protect"))
                .death();
        failureOf(() -> apply(plan));
        aws.faults().clear();

        Plan next = plan();

        assertThat(next.changes()).hasSize(1);
        assertThat(change(next, "DatabaseCluster").details()).contains("DeletionProtection: false becomes true");
        apply(next);
        assertThat(isProtected()).isTrue();
    }

    @Test
    void aNameThatTerraformLeftIsNamedBeforeAnythingIsCreated() {
        aws.account().add("AWS::IAM::ManagedPolicy", "arn:aws:iam::123456789012:policy/app-dev-app-access", "{}");
        aws.account().add("AWS::Lambda::Function", "app-dev-role-manager", "{}");

        Failure failure = failureOf(this::plan);

        assertThat(failure.code()).isEqualTo("plan-failed");
        assertThat(failure.why())
                .contains(
                        "AWS::IAM::ManagedPolicy AppAccessPolicy: Resource of type 'AWS::IAM::ManagedPolicy' with identifier"
                                + " 'arn:aws:iam::123456789012:policy/app-dev-app-access' already exists (check"
                                + " NAME_CONFLICT_VALIDATION)",
                        "; AWS::Lambda::Function RoleManagerFunction: ");
        assertThat(failure.remedy().toString())
                .contains(
                        "AWS::Lambda::Function app-dev-role-manager exist outside stack appdb-app-dev: Terraform",
                        "remove them",
                        "Then run `appdb plan`.");
        assertThat(aws.stacks().changeSets(STACK)).isEmpty();
    }

    @Test
    void aHookOfTheAccountIsNamedWithWhatItRefusesAndWhy() {
        aws.stacks()
                .resource("DatabaseCluster")
                .isRefusedBy("Corp::Rds::Protection", "DeletionProtection must be true at creation [CT.RDS.PR.3].");

        Failure failure = failureOf(this::plan);

        assertThat(failure.why())
                .isEqualTo(
                        "hook Corp::Rds::Protection refused AWS::RDS::DBCluster DatabaseCluster: DeletionProtection must"
                                + " be true at creation [CT.RDS.PR.3]");
        assertThat(failure.remedy().toString()).contains("maintain Corp::Rds::Protection in your organization");
    }

    @Test
    void whereTheDetailsOfAFailedPlanCantBeReadAwsSOwnWordsAreReported() {
        aws.stacks().resource("DatabaseCluster").isRefusedBy("Corp::Rds::Protection", "no");
        aws.faults().at("DescribeEvents").times(9).expiredToken();

        Failure failure = failureOf(this::plan);

        assertThat(failure.why())
                .contains("[Corp::Rds::Protection]", "details could not be read: your AWS session has expired");
        assertThat(aws.stacks().changeSets(STACK)).isEmpty();
    }

    @Test
    void anOldDescriptionOfTheStackIsNotTakenForTheEndOfItsOperation() throws Exception {
        apply(plan());
        aws.stacks().staleReads(3);
        Plan plan = project.aurora(upTo(4)).target().plan(project.request(), project);

        apply(plan);

        assertThat(aws.stacks().status(STACK)).contains("UPDATE_COMPLETE");
    }

    @Test
    void aStackThatIsStuckSaysTheWayOut() throws Exception {
        apply(plan());
        aws.stacks().force(STACK, "UPDATE_ROLLBACK_FAILED", "it would not go back");

        Failure failure = failureOf(this::plan);

        assertThat(failure.code()).isEqualTo("stack-update-rollback-failed");
        assertThat(failure.remedy().toString())
                .contains("aws cloudformation continue-update-rollback --stack-name appdb-app-dev --region us-east-1");
    }

    @Test
    void anExpiredSessionIsReported() {
        aws.faults().at("DescribeStacks").times(9).expiredToken();

        Failure failure = failureOf(this::plan);

        assertThat(failure.code()).isEqualTo("aws-session");
        assertThat(failure.remedy().toString()).contains("aws sso login");
    }

    @Test
    void repeatedEventsAndSmallPagesAreReportedOnce() throws Exception {
        aws.stacks().pageSize(2);
        aws.stacks().repeatedEvents(1);

        apply(plan());

        List<String> complete = project.events().stream()
                .filter(line -> line.endsWith(" complete"))
                .toList();
        assertThat(complete)
                .filteredOn(line -> !line.contains("DatabaseCluster "))
                .doesNotHaveDuplicates();
    }

    @Test
    void aRebootThatAKilledProcessLeftIsInTheNextPlan() throws Exception {
        apply(project.extension("pg_cron").target().plan(project.request(), project));
        waitsForReboot();

        Plan plan = plan();
        apply(plan);

        assertThat(plan.changes()).hasSize(1);
        assertThat(aws.calls().of("RebootDBInstance")).hasSize(1);
        assertThat(aws.calls().of("ExecuteChangeSet")).hasSize(2);
        assertThat(plan().isUpToDate()).isTrue();
    }

    @Test
    void somebodyElsesOperationIsWaitedForAndNotTakenOver() throws Exception {
        apply(plan());
        aws.stacks().settle();
        aws.stacks().ticksPerLook(0);
        CloudFormationClient somebody = aws.client(CloudFormationClient.builder());
        somebody.updateTerminationProtection(ask -> ask.stackName(STACK).enableTerminationProtection(false));
        somebody.deleteStack(ask -> ask.stackName(STACK));

        Failure failure = failureOf(this::plan);

        assertThat(failure.code()).isEqualTo("stack-busy");
        assertThat(failure.why()).contains("is being deleted");
    }
}
