package dev.appdb.aws;

import static dev.appdb.aws.AwsProject.STACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.appdb.aws.fake.FakeAws;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.Plan;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The second step of a creation: it is followed until protection is on, and other commands wait for the stack to record
 * it.
 */
class ProtectionSwitchTest {
    /** Far more ticks than the polls of any command here. */
    private static final int LONG = 500;

    private static final String WAITS = "info: stack appdb-app-dev is still recording deletion protection";

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

    /** Leaves a stack that is still at its second step, with protection on. */
    private Plan deployed() throws FailureException {
        Plan plan = plan();
        aws.stacks().resource("DatabaseCluster").takes(LONG).showsUpdateAfter(3);
        apply(plan);
        return plan;
    }

    private boolean isProtected() {
        return aws.account()
                .find("AWS::RDS::DBCluster", "app-dev")
                .orElseThrow()
                .properties()
                .path("DeletionProtection")
                .asBoolean();
    }

    private String stack() {
        return aws.stacks().status(STACK).orElseThrow();
    }

    private static Failure failureOf(ThrowingCallable call) {
        return catchThrowableOfType(FailureException.class, call).failure();
    }

    private void assertWaited() {
        assertThat(project.events()).filteredOn(line -> line.startsWith(WAITS)).hasSize(1);
        assertThat(stack()).isEqualTo("UPDATE_COMPLETE");
    }

    @Test
    void isFollowedOnlyUntilProtectionIsOn() throws Exception {
        deployed();

        assertThat(isProtected()).isTrue();
        assertThat(stack()).isEqualTo("UPDATE_IN_PROGRESS");
        assertThat(project.events())
                .containsSubsequence(
                        "AWS::RDS::DBCluster DatabaseCluster complete: deletion protection is on",
                        "info: deletion protection of app-dev is on; stack appdb-app-dev is still recording it, and stays"
                                + " UPDATE_IN_PROGRESS until then");
        assertThat(aws.calls().of("ModifyDBCluster")).isEmpty();
    }

    @Test
    void isFollowedToTheEndWhereTheEndComesFirst() throws Exception {
        // All of an operation passes between two looks.
        aws.stacks().ticksPerLook(LONG);

        apply(plan());

        assertThat(isProtected()).isTrue();
        assertThat(stack()).isEqualTo("UPDATE_COMPLETE");
        assertThat(project.events()).noneMatch(line -> line.contains("is still recording"));
    }

    @Test
    void oneThatFailsBeforeProtectionIsOnFailsTheDeployment() throws Exception {
        aws.stacks().resource("DatabaseCluster").failsToUpdate("Internal failure.");

        Failure failure = failureOf(() -> apply(plan()));

        assertThat(failure.code()).isEqualTo("deploy-failed");
        assertThat(failure.why()).contains("Internal failure", "failed to update and was rolled back");
        assertThat(isProtected()).isFalse();
    }

    @Test
    void protectionThatIsBeingTakenBackIsNoFact() throws Exception {
        // The update shows and fails between two looks; taking it back takes many.
        aws.stacks().resource("DatabaseCluster").takes(30).showsUpdateAfter(1).failsToUpdate("Internal failure.");
        aws.stacks().ticksPerLook(32);

        assertThat(failureOf(() -> apply(plan())).code()).isEqualTo("deploy-failed");
        assertThat(isProtected()).isFalse();
    }

    @Test
    void oneThatIsTakenBackLaterIsFoundByStatusAndByTheNextPlan() throws Exception {
        aws.stacks().resource("DatabaseCluster").failsToUpdate("Internal failure.");
        deployed();
        aws.stacks().settle();
        assertThat(stack()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        aws.stacks().resource("DatabaseCluster").heals();

        assertThat(project.target().status(project.request()).details().get("pending"))
                .contains("deletion protection is off; the next apply turns it on");
        Plan next = plan();
        assertThat(next.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.details()).contains("DeletionProtection: false becomes true"));
        apply(next);
        assertThat(isProtected()).isTrue();
    }

    @Test
    void planningWaitsForItsEnd() throws Exception {
        deployed();

        assertThat(plan().isUpToDate()).isTrue();
        assertWaited();
    }

    @Test
    void driftWaitsForItsEnd() throws Exception {
        deployed();

        assertThat(project.target().drift(project.request(), project).hasDrift())
                .isFalse();
        assertWaited();
    }

    @Test
    void destroyingWaitsForItsEndAlsoOnceItIsPlanned() throws Exception {
        deployed();
        Plan destroy = project.target().planDestroy(project.request(), project);
        assertWaited();

        project.target().destroy(project.request(), destroy, project);

        assertThat(aws.stacks().names()).isEmpty();
    }

    @Test
    void theStatusDoesNotWait() throws Exception {
        deployed();

        assertThat(project.target().status(project.request()).details())
                .containsEntry("stack", "appdb-app-dev is being updated")
                .containsEntry("deletion protection", "on")
                .doesNotContainKey("pending");
    }

    @Test
    void isNotRolledBack() throws Exception {
        deployed();

        assertThat(project.target().rollBack(project.request())).isEmpty();
    }

    @Test
    void killedBeforeProtectionIsOnThePlanGoesOnWithIt() throws Exception {
        Plan plan = plan();
        aws.stacks().resource("DatabaseCluster").showsUpdateAfter(3);
        aws.faults()
                .where(call -> call.operation().equals("DescribeDBClusters") && stack().equals("UPDATE_IN_PROGRESS"))
                .death();
        assertThat(failureOf(() -> apply(plan)).code()).isEqualTo("aws-not-reachable");
        aws.faults().clear();
        assertThat(isProtected()).isFalse();

        apply(plan);

        assertThat(isProtected()).isTrue();
        assertThat(aws.calls().of("ExecuteChangeSet")).hasSize(2);
        assertThat(plan().isUpToDate()).isTrue();
    }

    @Test
    void thePlanThatIsNamedAgainIsFollowedWhileItIsRecorded() throws Exception {
        Plan plan = deployed();

        apply(project.target().planned(project.request(), plan.id()));

        assertThat(stack()).isEqualTo("UPDATE_COMPLETE");
        assertThat(aws.calls().of("ExecuteChangeSet")).hasSize(2);
        assertThat(failureOf(() -> project.target().planned(project.request(), plan.id()))
                        .code())
                .isEqualTo("plan-outdated");
    }

    @Test
    void killedBeforeItWasBegunThePlanThatIsNamedAgainDoesIt() throws Exception {
        Plan plan = plan();
        aws.faults()
                .where(call -> call.operation().equals("CreateChangeSet") && stack().equals("CREATE_COMPLETE"))
                .death();
        failureOf(() -> apply(plan));
        aws.faults().clear();
        assertThat(isProtected()).isFalse();

        Plan again = project.target().planned(project.request(), plan.id());

        assertThat(again.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.details()).containsExactly("turns deletion protection on"));
        apply(again);
        assertThat(isProtected()).isTrue();
        aws.stacks().settle();
        assertThat(plan().isUpToDate()).isTrue();
    }

    @Test
    void aRebootWaitsForItsEnd() throws Exception {
        Plan plan = project.extension("pg_cron").target().plan(project.request(), project);
        aws.faults().at("DescribeStackEvents").death();
        failureOf(() -> apply(plan));
        aws.faults().clear();
        Plan following = plan();
        aws.stacks().settle();
        aws.stacks().resource("DatabaseCluster").takes(LONG).showsUpdateAfter(3);
        aws.account().all("AWS::RDS::DBInstance").forEach(each -> each.set("WaitsForReboot", BooleanNode.TRUE));

        apply(following);

        assertWaited();
        assertThat(aws.calls().of("RebootDBInstance")).hasSize(1);
    }
}
