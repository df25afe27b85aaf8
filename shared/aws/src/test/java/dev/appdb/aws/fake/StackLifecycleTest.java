package dev.appdb.aws.fake;

import static dev.appdb.aws.fake.SmallTemplate.STACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Stacks from their beginning to their end, by the real client. */
class StackLifecycleTest {
    @RegisterExtension
    final FakeAwsExtension fake = new FakeAwsExtension();

    private final FakeAws aws = fake.aws();
    private final CloudFormationClient client = aws.client(CloudFormationClient.builder());

    @Test
    void isCreatedInTheOrderOfItsReferences() {
        SmallTemplate.create(aws, client);
        assertThat(SmallTemplate.status(client)).isEqualTo("CREATE_COMPLETE");
        assertThat(SmallTemplate.story(client))
                .startsWith("app-dev REVIEW_IN_PROGRESS", "app-dev CREATE_IN_PROGRESS")
                .containsSubsequence(
                        "Key CREATE_COMPLETE",
                        "Cluster CREATE_IN_PROGRESS",
                        "Cluster CREATE_COMPLETE",
                        "Instance CREATE_IN_PROGRESS",
                        "app-dev CREATE_COMPLETE")
                .endsWith("app-dev CREATE_COMPLETE");
    }

    @Test
    void hasOutputsThatLeadToRealThings() {
        SmallTemplate.create(aws, client);
        List<Output> outputs = client.describeStacks(call -> call.stackName(STACK))
                .stacks()
                .get(0)
                .outputs();
        assertThat(output(outputs, "Endpoint")).startsWith("app-dev.cluster-").endsWith(".rds.amazonaws.com");
        assertThat(output(outputs, "Function")).isEqualTo("app-dev-role-manager");
        String secret = aws.client(SecretsManagerClient.builder())
                .getSecretValue(call -> call.secretId(output(outputs, "Secret")))
                .secretString();
        assertThat(secret).contains("\"username\":\"postgres\"");
        var cluster = aws.client(RdsClient.builder())
                .describeDBClusters(call -> call.dbClusterIdentifier("app-dev"))
                .dbClusters()
                .get(0);
        assertThat(cluster.endpoint()).isEqualTo(output(outputs, "Endpoint"));
        assertThat(cluster.masterUserSecret().secretArn()).isEqualTo(output(outputs, "Secret"));
    }

    private static String output(List<Output> outputs, String key) {
        return outputs.stream()
                .filter(output -> output.outputKey().equals(key))
                .findFirst()
                .orElseThrow()
                .outputValue();
    }

    @Test
    void showsItsProgressLookByLook() {
        SmallTemplate.create(aws, client);
        client.deleteStack(call -> call.stackName(STACK));
        aws.stacks().ticksPerLook(0);
        assertThat(SmallTemplate.status(client)).isEqualTo("DELETE_IN_PROGRESS");
        assertThat(SmallTemplate.status(client)).isEqualTo("DELETE_IN_PROGRESS");
        aws.stacks().settle();
        assertThatThrownBy(() -> SmallTemplate.status(client))
                .isInstanceOf(CloudFormationException.class)
                .hasMessageContaining("Stack with id app-dev does not exist");
    }

    @Test
    void tellsEventsNewestFirstAndSomeOfThemAgain() {
        SmallTemplate.create(aws, client);
        aws.stacks().pageSize(4);
        aws.stacks().repeatedEvents(2);
        List<StackEvent> events =
                client.describeStackEventsPaginator(call -> call.stackName(STACK)).stackEvents().stream()
                        .toList();
        assertThat(events.get(0).resourceStatusAsString()).isEqualTo("CREATE_COMPLETE");
        assertThat(events.get(0).resourceType()).isEqualTo("AWS::CloudFormation::Stack");
        assertThat(events.stream().map(StackEvent::eventId).distinct().count()).isLessThan(events.size());
    }

    @Test
    void listsItsResourcesAndItsTemplate() {
        SmallTemplate.create(aws, client);
        aws.stacks().pageSize(3);
        assertThat(client.listStackResourcesPaginator(call -> call.stackName(STACK))
                        .stackResourceSummaries())
                .hasSize(8);
        assertThat(client.describeStackResources(call -> call.stackName(STACK)).stackResources())
                .filteredOn(resource -> resource.logicalResourceId().equals("Cluster"))
                .extracting(resource -> resource.physicalResourceId())
                .containsExactly("app-dev");
        assertThat(client.getTemplate(call -> call.stackName(STACK)).templateBody())
                .contains("AWS::RDS::DBCluster");
        assertThat(client.getTemplateSummary(call -> call.stackName(STACK)).resourceTypes())
                .hasSize(8);
        assertThat(client.validateTemplate(
                                call -> call.templateBody(SmallTemplate.tree().toString()))
                        .capabilitiesAsStrings())
                .containsExactly("CAPABILITY_NAMED_IAM");
    }

    @Test
    void rollsBackWhenAResourceFails() {
        aws.stacks().resource("Instance").failsToCreate("Instance class not available");
        SmallTemplate.create(aws, client);
        assertThat(SmallTemplate.status(client)).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(SmallTemplate.story(client))
                .containsSubsequence(
                        "Instance CREATE_FAILED",
                        "app-dev ROLLBACK_IN_PROGRESS",
                        "Cluster DELETE_COMPLETE",
                        "Key DELETE_COMPLETE",
                        "app-dev ROLLBACK_COMPLETE");
        assertThat(aws.account().all("AWS::RDS::DBCluster")).isEmpty();
        assertThatThrownBy(() -> client.createChangeSet(
                        SmallTemplate.changeSet("again", ChangeSetType.UPDATE, SmallTemplate.without("Vault"))
                                .build()))
                .hasMessageContaining("ROLLBACK_COMPLETE state and can not be updated");
        client.deleteStack(call -> call.stackName(STACK));
        aws.stacks().settle();
        assertThat(aws.stacks().names()).isEmpty();
    }

    @Test
    void failsWhereTheFunctionsCodeIsMissing() {
        client.createChangeSet(SmallTemplate.changeSet(
                        "first", ChangeSetType.CREATE, SmallTemplate.tree().toString())
                .onStackFailure("DO_NOTHING")
                .build());
        aws.stacks().tick(2);
        client.executeChangeSet(call -> call.stackName(STACK).changeSetName("first"));
        aws.stacks().settle();
        assertThat(SmallTemplate.status(client)).isEqualTo("CREATE_FAILED");
        assertThat(client.describeStackEvents(call -> call.stackName(STACK)).stackEvents())
                .anyMatch(event -> event.resourceStatusReason() != null
                        && event.resourceStatusReason().contains("S3 Error Code: NoSuchKey"));
        client.rollbackStack(call -> call.stackName(STACK));
        aws.stacks().settle();
        assertThat(SmallTemplate.status(client)).isEqualTo("ROLLBACK_COMPLETE");
    }

    @Test
    void updatesInPlaceAndRemovesWhatTheTemplateDropped() {
        SmallTemplate.create(aws, client);
        SmallTemplate.update(aws, client, SmallTemplate.without("Vault"));
        assertThat(SmallTemplate.status(client)).isEqualTo("UPDATE_COMPLETE");
        assertThat(SmallTemplate.story(client))
                .containsSubsequence(
                        "app-dev UPDATE_IN_PROGRESS",
                        "app-dev UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                        "Vault DELETE_COMPLETE",
                        "app-dev UPDATE_COMPLETE");
        assertThat(aws.account().all("AWS::Backup::BackupVault")).isEmpty();
    }

    @Test
    void replacesWhatCannotBeChangedAndKeepsASnapshot() {
        SmallTemplate.create(aws, client);
        SmallTemplate.update(aws, client, SmallTemplate.with("Cluster", "DBClusterIdentifier", "\"other\""));
        // the instance keeps its own name, so that it cannot be replaced: CloudFormation refuses and goes back
        assertThat(SmallTemplate.status(client)).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(aws.account().all("AWS::RDS::DBCluster"))
                .extracting(LiveResource::physicalId)
                .containsExactly("app-dev");
        SmallTemplate.apply(
                aws,
                client,
                "third",
                ChangeSetType.UPDATE,
                SmallTemplate.with("Vault", "BackupVaultName", "\"other\""));
        assertThat(SmallTemplate.status(client)).isEqualTo("UPDATE_COMPLETE");
        assertThat(aws.stacks().physicalIds(STACK)).containsEntry("Vault", "other");
        assertThat(aws.account().all("AWS::Backup::BackupVault")).hasSize(1);
    }

    @Test
    void continuesARollbackThatFailed() {
        SmallTemplate.create(aws, client);
        aws.stacks().resource("Cluster").failsToUpdate("no capacity").failsToRollBack("still no capacity");
        SmallTemplate.update(aws, client, SmallTemplate.with("Cluster", "Port", "5433"));
        assertThat(SmallTemplate.status(client)).isEqualTo("UPDATE_ROLLBACK_FAILED");
        client.continueUpdateRollback(call -> call.stackName(STACK).resourcesToSkip("Cluster"));
        aws.stacks().settle();
        assertThat(SmallTemplate.status(client)).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    }

    @Test
    void cancelsAnUpdate() {
        SmallTemplate.create(aws, client);
        client.createChangeSet(
                SmallTemplate.changeSet("second", ChangeSetType.UPDATE, SmallTemplate.with("Cluster", "Port", "5433"))
                        .build());
        aws.stacks().tick(2);
        client.executeChangeSet(call -> call.stackName(STACK).changeSetName("second"));
        aws.stacks().tick(1);
        assertThatThrownBy(() -> client.createChangeSet(
                        SmallTemplate.changeSet("third", ChangeSetType.UPDATE, SmallTemplate.without("Vault"))
                                .build()))
                .hasMessageContaining("UPDATE_IN_PROGRESS state and can not be updated");
        client.cancelUpdateStack(call -> call.stackName(STACK));
        aws.stacks().settle();
        assertThat(SmallTemplate.status(client)).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    }

    @Test
    void isDeletedWithItsSnapshotAndWithoutItsKey() {
        SmallTemplate.create(aws, client);
        String id = client.describeStacks(call -> call.stackName(STACK))
                .stacks()
                .get(0)
                .stackId();
        client.deleteStack(call -> call.stackName(STACK));
        aws.stacks().settle();
        assertThat(aws.account().snapshots()).containsExactly("AWS::RDS::DBCluster/app-dev");
        assertThat(aws.account().all("AWS::KMS::Key")).hasSize(1);
        assertThat(aws.account().all("AWS::Lambda::Function")).isEmpty();
        client.deleteStack(call -> call.stackName(STACK));
        assertThat(client.describeStacks(call -> call.stackName(id))
                        .stacks()
                        .get(0)
                        .stackStatusAsString())
                .isEqualTo("DELETE_COMPLETE");
        assertThat(client.describeStackEvents(call -> call.stackName(id)).stackEvents())
                .isNotEmpty();
    }

    @Test
    void isNotDeletedWhileProtected() {
        SmallTemplate.create(aws, client);
        client.updateTerminationProtection(call -> call.stackName(STACK).enableTerminationProtection(true));
        assertThatThrownBy(() -> client.deleteStack(call -> call.stackName(STACK)))
                .hasMessageContaining("TerminationProtection is enabled");
        client.updateTerminationProtection(call -> call.stackName(STACK).enableTerminationProtection(false));
        aws.account().find("AWS::RDS::DBCluster", "app-dev").orElseThrow().set("DeletionProtection", BooleanNode.TRUE);
        client.deleteStack(call -> call.stackName(STACK));
        aws.stacks().settle();
        Stack stack =
                client.describeStacks(call -> call.stackName(STACK)).stacks().get(0);
        assertThat(stack.stackStatusAsString()).isEqualTo("DELETE_FAILED");
        assertThat(stack.stackStatusReason()).contains("[Cluster]");
        client.deleteStack(call -> call.stackName(STACK).retainResources("Cluster", "Group", "Key"));
        aws.stacks().settle();
        assertThat(aws.stacks().names()).isEmpty();
        assertThat(aws.account().all("AWS::RDS::DBCluster")).hasSize(1);
    }

    @Test
    void isNotDeletedWhileOthersUseWhatItMade() {
        SmallTemplate.create(aws, client);
        aws.account().attach(aws.stacks().physicalIds(STACK).getOrDefault("Access", ""), "service");
        aws.account().recoveryPoints("app-dev", 3);
        client.deleteStack(call -> call.stackName(STACK));
        aws.stacks().settle();
        assertThat(client.describeStackResources(call -> call.stackName(STACK)).stackResources())
                .filteredOn(resource -> resource.resourceStatusAsString().equals("DELETE_FAILED"))
                .extracting(resource -> resource.logicalResourceId())
                .containsExactlyInAnyOrder("Access", "Vault");
    }

    @Test
    void detectsDriftOfPropertiesAndOfWholeResources() {
        SmallTemplate.create(aws, client);
        aws.account().find("AWS::RDS::DBCluster", "app-dev").orElseThrow().set("Port", IntNode.valueOf(6543));
        aws.account().remove("AWS::Backup::BackupVault", "app-dev");
        String detection =
                client.detectStackDrift(call -> call.stackName(STACK)).stackDriftDetectionId();
        assertThat(driftStatus(detection)).isEqualTo("DETECTION_IN_PROGRESS");
        assertThat(driftStatus(detection)).isEqualTo("DETECTION_COMPLETE");
        var drifts = client
                .describeStackResourceDriftsPaginator(call -> call.stackName(STACK)
                        .stackResourceDriftStatusFilters(
                                StackResourceDriftStatus.MODIFIED, StackResourceDriftStatus.DELETED))
                .stream()
                .flatMap(page -> page.stackResourceDrifts().stream())
                .toList();
        assertThat(drifts).extracting(drift -> drift.logicalResourceId()).containsExactlyInAnyOrder("Cluster", "Vault");
        var difference = drifts.stream()
                .flatMap(drift -> drift.propertyDifferences().stream())
                .findFirst()
                .orElseThrow();
        assertThat(difference.propertyPath()).isEqualTo("/Port");
        assertThat(difference.expectedValue()).isEqualTo("5432");
        assertThat(difference.actualValue()).isEqualTo("6543");
    }

    private String driftStatus(String detection) {
        return client.describeStackDriftDetectionStatus(call -> call.stackDriftDetectionId(detection))
                .detectionStatusAsString();
    }
}
