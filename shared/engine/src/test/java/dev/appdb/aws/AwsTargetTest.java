package dev.appdb.aws;

import static dev.appdb.aws.AwsProject.BUCKET;
import static dev.appdb.aws.AwsProject.STACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.aws.fake.FakeAws;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.Action;
import dev.appdb.plan.Guardrail;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.Capacity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planning and applying, by the real SDK, against an account on loopback. */
class AwsTargetTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    private FakeAws aws;
    private AwsProject project;

    @BeforeEach
    void start() throws Exception {
        aws = FakeAws.start();
        project = new AwsProject(directory, aws);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private Plan plan() throws FailureException {
        return project.target().plan(project.request());
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

    @Test
    void aFirstPlanAddsEverythingAndMakesNothing() throws Exception {
        Plan plan = plan();

        assertThat(plan.changes()).isNotEmpty().allMatch(change -> change.action() == Action.ADD);
        assertThat(change(plan, "DatabaseCluster").holdsData()).isTrue();
        assertThat(change(plan, "DatabaseCluster").details()).contains(StackPlan.PROTECTION);
        assertThat(plan.notes()).anyMatch(note -> note.contains("us-east-1, network dev of project demo"));
        assertThat(aws.account().all("AWS::RDS::DBCluster")).isEmpty();
        assertThat(aws.account().bucket(BUCKET).keys()).isEmpty();
        assertThat(aws.stacks().status(STACK)).contains("REVIEW_IN_PROGRESS");
    }

    @Test
    void planningTwiceMakesOneChangeSet() throws Exception {
        Plan plan = plan();

        assertThat(plan().id()).isEqualTo(plan.id());
        assertThat(aws.stacks().changeSets(STACK)).containsExactly(plan.id());
    }

    @Test
    void whatWasOnlyPlannedBlocksNoOtherPlan() throws Exception {
        Plan first = plan();
        Plan other = project.aurora(upTo(4)).target().plan(project.request());

        assertThat(other.id()).isNotEqualTo(first.id());
        apply(other);
        assertThat(aws.stacks().status(STACK)).contains("UPDATE_COMPLETE");
    }

    @Test
    void applyingUploadsTheJarMakesEverythingAndThenProtectsIt() throws Exception {
        apply(plan());

        assertThat(aws.account().bucket(BUCKET).keys())
                .hasSize(1)
                .allMatch(key -> key.matches("appdb/role-manager/[0-9a-f]{64}\\.jar"));
        assertThat(aws.account().find("AWS::Lambda::Function", "app-dev-role-manager"))
                .isPresent();
        assertThat(isProtected()).isTrue();
        assertThat(project.told())
                .contains(
                        "AWS::RDS::DBCluster DatabaseCluster in_progress",
                        "AWS::RDS::DBCluster DatabaseCluster complete",
                        "AWS::Lambda::Function RoleManagerFunction complete");
        // Complete twice: made, and later protected. Nothing else is told twice.
        assertThat(project.told())
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

        Plan plan = project.aurora(upTo(4)).target().plan(project.request());

        ResourceChange cluster = change(plan, "DatabaseCluster");
        assertThat(cluster.action()).isEqualTo(Action.MODIFY);
        assertThat(cluster.details()).contains("ServerlessV2ScalingConfiguration.MaxCapacity: 1 becomes 4");
        assertThat(Guardrail.ALL.judge(plan, Set.of())).isEmpty();
    }

    @Test
    void aChangedJarShowsInThePlanAndIsUploaded() throws Exception {
        apply(plan());

        Plan plan = project.jar("a newer role manager").target().plan(project.request());
        apply(plan);

        assertThat(change(plan, "RoleManagerFunction").action()).isEqualTo(Action.MODIFY);
        assertThat(aws.account().bucket(BUCKET).keys()).hasSize(2);
    }

    @Test
    void aReplacementOfTheClusterIsRefusedUnlessItIsNamed() throws Exception {
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
                .contains("no zone", "no DB subnet group named other", "begins with aws-service-vpc-endpoints");
    }

    @Test
    void anotherMajorAsksFirst() throws Exception {
        apply(plan());

        Plan plan = project.version(17).target().plan(project.request());

        assertThat(Guardrail.ALL.judge(plan, Set.of()))
                .extracting(Guardrail.Refusal::permission)
                .contains("--allow-upgrade");
        assertThat(Guardrail.ALL.judge(plan, Set.of("--allow-upgrade"))).isEmpty();
    }

    @Test
    void switchingProtectionOffAsksFirst() throws Exception {
        apply(plan());

        Plan plan = project.aurora(temporary()).target().plan(project.request());

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
    void aPlanOfAStackThatHasChangedSinceIsRefused() throws Exception {
        apply(plan());
        Plan old = project.aurora(upTo(4)).target().plan(project.request());
        apply(project.aurora(upTo(8)).target().plan(project.request()));

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
        assertThat(failure.remedy()).contains("appdb roles check");
        assertThat(aws.stacks().names()).isEmpty();
    }

    @Test
    void theFirstFailureIsTheCauseAndTheSameCommandGoesOn() throws Exception {
        aws.stacks().resource("PrimaryInstance").failsToCreate("Instance quota exceeded (LimitExceeded).");

        Failure failure = failureOf(() -> apply(plan()));

        assertThat(failure.why())
                .isEqualTo("AWS::RDS::DBInstance PrimaryInstance failed: Instance quota exceeded (LimitExceeded)"
                        + " (stack appdb-app-dev could not be created, and what was made of it was removed again)");
        assertThat(failure.remedy()).contains("higher quota");
        assertThat(aws.stacks().status(STACK)).contains("ROLLBACK_COMPLETE");
        assertThat(project.told())
                .anyMatch(line -> line.startsWith("warning: stack appdb-app-dev could not be created"));

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

        Failure failure = failureOf(() -> apply(project.aurora(upTo(4)).target().plan(project.request())));

        assertThat(failure.why()).contains("could not be updated and was put back as it was");
        assertThat(failure.remedy()).contains("--min-capacity 4");
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
    void aStackThatIsStuckSaysTheWayOut() throws Exception {
        apply(plan());
        aws.stacks().force(STACK, "UPDATE_ROLLBACK_FAILED", "it would not go back");

        Failure failure = failureOf(this::plan);

        assertThat(failure.code()).isEqualTo("stack-update-rollback-failed");
        assertThat(failure.remedy())
                .contains("aws cloudformation continue-update-rollback --stack-name appdb-app-dev --region us-east-1");
    }

    @Test
    void anExpiredSessionIsSaidInWords() {
        aws.faults().at("DescribeStacks").times(9).expiredToken();

        Failure failure = failureOf(this::plan);

        assertThat(failure.code()).isEqualTo("aws-session");
        assertThat(failure.remedy()).contains("aws sso login");
    }

    @Test
    void repeatedEventsAndSmallPagesAreToldOnce() throws Exception {
        aws.stacks().pageSize(2);
        aws.stacks().repeatedEvents(1);

        apply(plan());

        List<String> complete = project.told().stream()
                .filter(line -> line.endsWith(" complete"))
                .toList();
        assertThat(complete)
                .filteredOn(line -> !line.contains("DatabaseCluster "))
                .doesNotHaveDuplicates();
    }

    @Test
    void theTemplateIsPrintedWithoutAnyCall() throws Exception {
        assertThat(project.target().template(project.request()))
                .contains("\"DatabaseCluster\": {", "\"Parameters\": {");
        assertThat(aws.calls().count()).isZero();
    }
}
