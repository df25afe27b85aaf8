package dev.appdb.aws;

import static dev.appdb.aws.AwsProject.STACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.appdb.aws.fake.FakeAws;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.Capacity;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Removing a database, by the real SDK against an account on loopback. */
class StackRemovalTest {
    private static final String VAULT = "app-dev-db-backup-vault";
    private static final String APP_POLICY = "arn:aws:iam::123456789012:policy/app-dev-app-access";

    @RegisterExtension
    final AwsProjectExtension scene = new AwsProjectExtension();

    private final FakeAws aws = scene.aws();
    private final AwsProject project = scene.project();

    private void deploy() throws FailureException {
        project.target().apply(project.request(), project.target().plan(project.request(), project), project);
    }

    private Plan planned() throws FailureException {
        return project.target().planDestroy(project.request(), project);
    }

    private void destroy() throws FailureException {
        project.target().destroy(project.request(), planned(), project);
    }

    private Failure failing() {
        return catchThrowableOfType(FailureException.class, this::destroy).failure();
    }

    private boolean isThere(String type, String id) {
        return aws.account().find(type, id).isPresent();
    }

    @Test
    void everythingGoesButWhatKeepsDataAndAFinalSnapshotIsLeft() throws Exception {
        deploy();
        aws.account().recoveryPoints(VAULT, 3);

        Plan plan = planned();
        destroy();

        assertThat(plan.changes())
                .extracting(ResourceChange::name)
                .contains("app-dev", "app-dev-role-manager")
                .doesNotContain(VAULT);
        assertThat(plan.notes())
                .anyMatch(note -> note.contains(VAULT + " stays with 3 recovery points"))
                .anyMatch(note -> note.startsWith("AWS::KMS::Key"))
                .anyMatch(note -> note.startsWith("deletion protection is on"))
                .anyMatch(note -> note.startsWith("left alone: the network"));
        assertThat(aws.stacks().status(STACK)).isEmpty();
        assertThat(isThere("AWS::RDS::DBCluster", "app-dev")).isFalse();
        assertThat(isThere("AWS::Backup::BackupVault", VAULT)).isTrue();
        assertThat(aws.account().snapshots()).contains("AWS::RDS::DBCluster/app-dev");
        assertThat(planned().isUpToDate()).isTrue();
    }

    @Test
    void aLaterSetUpUsesTheKeptVaultAgain() throws Exception {
        deploy();
        aws.account().recoveryPoints(VAULT, 1);
        destroy();

        deploy();
        aws.stacks().settle();

        assertThat(aws.stacks().status(STACK)).contains("UPDATE_COMPLETE");
        assertThat(aws.stacks().physicalIds(STACK)).doesNotContainKey("BackupVault");
        assertThat(isThere("AWS::Backup::BackupVault", VAULT)).isTrue();
    }

    @Test
    void theFunctionLeavesTheVpcBeforeTheStackIsDeleted() throws Exception {
        deploy();
        aws.calls().clear();

        destroy();

        int out = aws.calls().of("UpdateFunctionConfiguration").get(0).number();
        int off = aws.calls().of("ModifyDBCluster").get(0).number();
        int deleted = aws.calls().of("DeleteStack").get(0).number();
        assertThat(off).isLessThan(out);
        assertThat(out).isLessThan(deleted);
    }

    @Test
    void protectionStaysOnUntilItIsConfirmed() throws Exception {
        deploy();

        planned();

        assertThat(aws.calls().of("ModifyDBCluster")).isEmpty();
    }

    @Test
    void whatOutsideBlocksItIsListedAtOnceAndNothingIsTouched() throws Exception {
        deploy();
        aws.account().attach(APP_POLICY, "app-dev-service");
        String group = aws.stacks().physicalIds(STACK).get("DatabaseSecurityGroup");
        aws.account().add("AWS::EC2::SecurityGroup", "sg-0aaaaaaaaaaaaaaaa", """
                        {"GroupName": "service", "VpcId": "vpc-0a1b2c3d4e5f60718",
                         "SecurityGroupEgress": [{"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432,
                         "DestinationSecurityGroupId": "%s"}]}
                        """.formatted(group));
        aws.account()
                .add(
                        "AWS::RDS::DBInstance",
                        "app-dev-by-hand",
                        "{\"DBClusterIdentifier\": \"app-dev\", \"Engine\": \"aurora-postgresql\"}");
        aws.calls().clear();

        Failure failure = failing();

        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.why())
                .startsWith("the deletion would fail half way: (1) role app-dev-service has policy app-dev-app-access")
                .contains("an egress rule of security group sg-0aaaaaaaaaaaaaaaa (service) references " + group)
                .contains("instance app-dev-by-hand of the cluster is not in the stack");
        assertThat(failure.remedy().toString())
                .contains("aws iam detach-role-policy --role-name app-dev-service --policy-arn " + APP_POLICY);
        assertThat(aws.calls().of("ModifyDBCluster")).isEmpty();
        assertThat(aws.calls().of("DeleteStack")).isEmpty();
    }

    @Test
    void aTemporaryOnesVaultGoesOnlyWithItsBackups() throws Exception {
        project.aurora(new AuroraSettings(Capacity.DEFAULT, 0, Optional.empty(), true));
        deploy();
        aws.account().recoveryPoints(VAULT, 2);

        assertThat(failing().why()).contains("holds 2 recovery points");

        project.deletingBackups();
        destroy();

        assertThat(aws.account().all("AWS::Backup::BackupVault")).isEmpty();
        assertThat(aws.account().snapshots()).isEmpty();
        assertThat(aws.stacks().status(STACK)).isEmpty();
    }

    @Test
    void backupsAreDeletedWhereThatIsAskedFor() throws Exception {
        deploy();
        aws.account().recoveryPoints(VAULT, 12);
        project.deletingBackups();

        assertThat(planned().changes()).extracting(ResourceChange::name).contains(VAULT);
        destroy();

        assertThat(isThere("AWS::Backup::BackupVault", VAULT)).isFalse();
        assertThat(planned().isUpToDate()).isTrue();
    }

    @Test
    void whatIsNotOursIsNotDestroyed() {
        aws.account().add("AWS::RDS::DBCluster", "app-dev", "{\"Engine\": \"aurora-postgresql\"}");

        assertThat(failing().code()).isEqualTo("cluster-not-ours");
        assertThat(isThere("AWS::RDS::DBCluster", "app-dev")).isTrue();
    }

    @Test
    void aDeletionThatFailsNamesEachResourceAndTheSameCommandGoesOn() throws Exception {
        deploy();
        aws.stacks().resource("DatabaseSecurityGroup").failsToDelete("resource sg-1 has a dependent object");

        Failure failure = failing();

        assertThat(failure.code()).isEqualTo("destroy-failed");
        assertThat(failure.why())
                .contains("AWS::EC2::SecurityGroup DatabaseSecurityGroup (resource sg-1 has a dependent object)");
        assertThat(failure.remedy().toString()).contains("network interfaces");

        aws.stacks().resource("DatabaseSecurityGroup").heals();
        destroy();
        assertThat(aws.stacks().status(STACK)).isEmpty();
    }

    /**
     * The process is killed at every eighth call, alternately before and after its effect; the same command then ends
     * with the same result.
     */
    @Test
    void killedAtCallsAllAlongTheSameCommandEndsInTheSameState() throws Exception {
        project.deletingBackups();
        deploy();
        aws.account().recoveryPoints(VAULT, 2);
        aws.calls().clear();
        destroy();
        int calls = aws.calls().count();
        assertThat(calls).isGreaterThan(15);

        for (int at = 1; at <= calls; at += 8) {
            endsTheSameAfterAKill(at, at % 16 == 1);
        }
    }

    private void endsTheSameAfterAKill(int at, boolean afterEffect) throws Exception {
        try (FakeAws another = FakeAws.start()) {
            AwsProject again = new AwsProject(scene.directory(), another).deletingBackups();
            again.target().apply(again.request(), again.target().plan(again.request(), again), again);
            another.account().recoveryPoints(VAULT, 2);
            another.calls().clear();
            var spot = another.faults().at(at);
            (afterEffect ? spot.afterEffect() : spot).death();
            assertThat(catchThrowable(() -> destroyIn(again))).isInstanceOf(FailureException.class);
            another.faults().clear();

            destroyIn(again);

            assertThat(another.stacks().status(STACK))
                    .as("killed at call " + at)
                    .isEmpty();
            assertThat(another.account().all("AWS::RDS::DBCluster")).isEmpty();
            assertThat(another.account().all("AWS::Backup::BackupVault")).isEmpty();
            assertThat(another.account().snapshots()).hasSize(1);
        }
    }

    private static void destroyIn(AwsProject project) throws FailureException {
        project.target().destroy(project.request(), project.target().planDestroy(project.request(), project), project);
    }

    @Test
    void aFunctionThatCannotBeTakenOutDoesNotStopTheRemoval() throws Exception {
        deploy();
        aws.account().credentials().deny("lambda:UpdateFunctionConfiguration");

        destroy();

        assertThat(project.events()).anyMatch(line -> line.contains("may take an hour"));
        assertThat(aws.stacks().status(STACK)).isEmpty();
    }

    @Test
    void driftIsNotMistakenForProtection() throws Exception {
        deploy();
        aws.account().find("AWS::RDS::DBCluster", "app-dev").orElseThrow().set("DeletionProtection", BooleanNode.FALSE);

        destroy();

        assertThat(aws.calls().of("ModifyDBCluster")).isEmpty();
    }
}
