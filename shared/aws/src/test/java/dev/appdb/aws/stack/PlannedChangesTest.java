package dev.appdb.aws.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.plan.Action;
import dev.appdb.plan.Risk;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.EvaluationType;
import software.amazon.awssdk.services.cloudformation.model.PolicyAction;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.RequiresRecreation;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;

/** The meaning of AWS's change sets. */
class PlannedChangesTest {
    private static final String CLUSTER = "AWS::RDS::DBCluster";
    private static final String KEY = "AWS::KMS::Key";

    private static Change change(ChangeAction action, String name, String type, ResourceChangeDetail... details) {
        return change(action, name, type, Replacement.FALSE, details);
    }

    private static Change change(
            ChangeAction action, String name, String type, Replacement replacement, ResourceChangeDetail... details) {
        return Change.builder()
                .resourceChange(ResourceChange.builder()
                        .action(action)
                        .logicalResourceId(name)
                        .resourceType(type)
                        .replacement(replacement)
                        .details(details)
                        .build())
                .build();
    }

    private static ResourceChangeDetail fixed(String property, RequiresRecreation recreation) {
        return ResourceChangeDetail.builder()
                .evaluation(EvaluationType.STATIC)
                .target(target -> target.name(property).requiresRecreation(recreation))
                .build();
    }

    private static ResourceChangeDetail follows(String property, RequiresRecreation recreation, String cause) {
        return ResourceChangeDetail.builder()
                .evaluation(EvaluationType.DYNAMIC)
                .causingEntity(cause)
                .target(target -> target.name(property).requiresRecreation(recreation))
                .build();
    }

    private static List<dev.appdb.plan.ResourceChange> real(Change... changes) {
        return new PlannedChanges(List.of(changes)).effective(List.of());
    }

    @Test
    void aForcedReplacementNamesTheProperty() {
        var changes = real(change(
                ChangeAction.MODIFY,
                "DatabaseCluster",
                CLUSTER,
                Replacement.TRUE,
                fixed("DBClusterIdentifier", RequiresRecreation.ALWAYS)));

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.action()).isEqualTo(Action.REPLACE);
            assertThat(change.losesData()).isTrue();
            assertThat(change.details()).containsExactly("DBClusterIdentifier forces the replacement");
        });
    }

    @Test
    void whatFollowsAResourceThatStaysIsNotReplaced() {
        PlannedChanges changes = new PlannedChanges(List.of(
                change(ChangeAction.MODIFY, "DatabaseKey", KEY, fixed("Tags", RequiresRecreation.NEVER)),
                change(
                        ChangeAction.MODIFY,
                        "DatabaseCluster",
                        CLUSTER,
                        Replacement.CONDITIONAL,
                        follows("KmsKeyId", RequiresRecreation.ALWAYS, "DatabaseKey.Arn"))));

        assertThat(changes.effective(List.of()))
                .extracting(dev.appdb.plan.ResourceChange::name)
                .containsExactly("DatabaseKey");
        assertThat(changes.reevaluated()).containsExactly("DatabaseCluster");
    }

    @Test
    void whatFollowsAResourceThatIsReplacedIsReplacedToo() {
        var changes = real(
                change(
                        ChangeAction.MODIFY,
                        "DatabaseCluster",
                        CLUSTER,
                        Replacement.CONDITIONAL,
                        follows("KmsKeyId", RequiresRecreation.ALWAYS, "DatabaseKey.Arn")),
                change(
                        ChangeAction.MODIFY,
                        "DatabaseKey",
                        KEY,
                        Replacement.TRUE,
                        fixed("KeySpec", RequiresRecreation.ALWAYS)));

        assertThat(changes).allMatch(change -> change.action() == Action.REPLACE);
    }

    @Test
    void aConditionThatAwsDoesNotExplainIsTakenForTheWorse() {
        var changes = real(change(ChangeAction.MODIFY, "DatabaseCluster", CLUSTER, Replacement.CONDITIONAL));

        assertThat(changes).singleElement().matches(dev.appdb.plan.ResourceChange::losesData);
    }

    @Test
    void whatIsRemovedButKeptLosesNothing() {
        Change kept = Change.builder()
                .resourceChange(ResourceChange.builder()
                        .action(ChangeAction.REMOVE)
                        .logicalResourceId("BackupVault")
                        .resourceType("AWS::Backup::BackupVault")
                        .policyAction(PolicyAction.RETAIN)
                        .build())
                .build();

        assertThat(real(kept)).singleElement().satisfies(change -> {
            assertThat(change.losesData()).isFalse();
            assertThat(change.details()).containsExactly("it stays in the account, outside the stack");
        });
        assertThat(real(change(ChangeAction.REMOVE, "BackupVault", "AWS::Backup::BackupVault")))
                .singleElement()
                .matches(dev.appdb.plan.ResourceChange::losesData);
    }

    @Test
    void risksStandWithTheCluster() {
        var changes = new PlannedChanges(List.of(
                        change(
                                ChangeAction.MODIFY,
                                "DatabaseCluster",
                                CLUSTER,
                                fixed("EngineVersion", RequiresRecreation.NEVER)),
                        change(ChangeAction.ADD, "CapacityAlarm", "AWS::CloudWatch::Alarm")))
                .effective(List.of(Risk.MAJOR_UPGRADE));

        assertThat(changes.get(0).risks()).containsExactly(Risk.MAJOR_UPGRADE);
        assertThat(changes.get(1).risks()).isEmpty();
    }
}
