package dev.appdb.aws.fake;

import static dev.appdb.aws.fake.SmallTemplate.STACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.InsufficientCapabilitiesException;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.OnStackFailure;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;
import software.amazon.awssdk.services.cloudformation.model.TokenAlreadyExistsException;

/** Change sets: the plan and its ends, by the real client. */
class ChangeSetTest {
    private static final String LONG =
            "a1234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890"
                    + "123456789012345678901234567890";

    private static final String TEMPLATE = SmallTemplate.tree().toString();

    @RegisterExtension
    final FakeAwsExtension fake = new FakeAwsExtension();

    private final FakeAws aws = fake.aws();
    private final CloudFormationClient client = aws.client(CloudFormationClient.builder());

    @Test
    void aFirstChangeSetLeavesAStackInReviewAndAddsEverything() {
        client.createChangeSet(
                SmallTemplate.changeSet("first", ChangeSetType.CREATE, TEMPLATE).build());
        assertThat(SmallTemplate.status(client)).isEqualTo("REVIEW_IN_PROGRESS");
        assertThat(changes("first")).hasSize(8).allMatch(change -> change.action() == ChangeAction.ADD);
        assertThat(client.listChangeSets(call -> call.stackName(STACK)).summaries())
                .extracting(summary -> summary.changeSetName())
                .containsExactly("first");
        client.deleteStack(call -> call.stackName(STACK));
        assertThat(aws.stacks().names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "lambda.amazonaws.com"})
    void isRefusedForARoleThatCloudFormationCannotAssume(String trusted) {
        String role = "arn:aws:iam::" + Account.ID + ":role/deployment";
        if (!trusted.equals("nothing")) {
            aws.account().add("AWS::IAM::Role", "deployment", """
                {"AssumeRolePolicyDocument": {"Statement": [{"Principal": {"Service": "%s"}}]}}
                """.formatted(trusted));
        }
        assertThatThrownBy(() -> client.createChangeSet(SmallTemplate.changeSet("first", ChangeSetType.CREATE, TEMPLATE)
                        .roleARN(role)
                        .build()))
                .isInstanceOf(CloudFormationException.class)
                .hasMessageContaining("Role " + role + " is invalid or cannot be assumed");
    }

    @Test
    void comesInPages() {
        aws.stacks().pageSize(3);
        client.createChangeSet(
                SmallTemplate.changeSet("first", ChangeSetType.CREATE, TEMPLATE).build());
        assertThat(
                        client
                                .describeChangeSetPaginator(
                                        call -> call.stackName(STACK).changeSetName("first"))
                                .changes()
                                .stream())
                .extracting(change -> change.resourceChange().logicalResourceId())
                .containsExactly("Access", "Cluster", "Function", "Group", "Instance", "Key", "Role", "Vault");
        assertThat(aws.calls().of("DescribeChangeSet")).hasSize(3);
    }

    @Test
    void isNotReadyAtOnce() {
        client.createChangeSet(
                SmallTemplate.changeSet("first", ChangeSetType.CREATE, TEMPLATE).build());
        assertThat(describe("first").status()).isEqualTo(ChangeSetStatus.CREATE_IN_PROGRESS);
        assertThat(describe("first").executionStatus()).isEqualTo(ExecutionStatus.AVAILABLE);
    }

    @Test
    void failsWhereNothingChanges() {
        SmallTemplate.create(aws, client);
        client.createChangeSet(
                SmallTemplate.changeSet("same", ChangeSetType.UPDATE, TEMPLATE).build());
        describe("same");
        DescribeChangeSetResponse same = describe("same");
        assertThat(same.status()).isEqualTo(ChangeSetStatus.FAILED);
        assertThat(same.statusReason()).contains("didn't contain changes");
        assertThat(same.executionStatus()).isEqualTo(ExecutionStatus.UNAVAILABLE);
        assertThatThrownBy(() ->
                        client.executeChangeSet(call -> call.stackName(STACK).changeSetName("same")))
                .isInstanceOf(InvalidChangeSetStatusException.class);
    }

    @Test
    void tellsAModificationWithItsValues() {
        SmallTemplate.create(aws, client);
        ResourceChange change = changed(
                "Cluster",
                SmallTemplate.with(
                        "Cluster", "ServerlessV2ScalingConfiguration", "{\"MinCapacity\": 0.5, \"MaxCapacity\": 4}"));
        assertThat(change.replacement()).isEqualTo(Replacement.FALSE);
        assertThat(change.physicalResourceId()).isEqualTo("app-dev");
        ResourceChangeDetail detail = change.details().get(0);
        assertThat(detail.target().name()).isEqualTo("ServerlessV2ScalingConfiguration");
        assertThat(detail.target().path()).isEqualTo("/Properties/ServerlessV2ScalingConfiguration/MaxCapacity");
        assertThat(detail.target().beforeValue()).isEqualTo("1");
        assertThat(detail.target().afterValue()).isEqualTo("4");
    }

    @Test
    void tellsWhichPropertyForcesAReplacementAndWhatItDragsAlong() {
        SmallTemplate.create(aws, client);
        String renamed = SmallTemplate.with("Cluster", "DBClusterIdentifier", "\"other\"");
        ResourceChange cluster = changed("Cluster", renamed);
        assertThat(cluster.replacement()).isEqualTo(Replacement.TRUE);
        assertThat(cluster.policyActionAsString()).isEqualTo("ReplaceAndSnapshot");
        assertThat(cluster.details().get(0).target().requiresRecreationAsString())
                .isEqualTo("Always");
        ResourceChange instance = find(changes("plan"), "Instance");
        assertThat(instance.replacement()).isEqualTo(Replacement.CONDITIONAL);
        assertThat(instance.details().get(0).evaluationAsString()).isEqualTo("Dynamic");
        assertThat(instance.details().get(0).causingEntity()).isEqualTo("Cluster");
    }

    @Test
    void tellsTagsPoliciesRemovalsAndParameters() {
        SmallTemplate.create(aws, client);
        ResourceChange tags = changed("Cluster", SmallTemplate.with("Cluster", "Tags", "[]"));
        assertThat(tags.scopeAsStrings()).containsExactly("Tags");
        client.deleteChangeSet(call -> call.stackName(STACK).changeSetName("plan"));
        ResourceChange removed = changed("Vault", SmallTemplate.without("Vault"));
        assertThat(removed.action()).isEqualTo(ChangeAction.REMOVE);
        assertThat(removed.policyActionAsString()).isEqualTo("Delete");
        client.createChangeSet(SmallTemplate.changeSet("jar", ChangeSetType.UPDATE, TEMPLATE)
                .parameters(previous("VpcId"), previous("SubnetIds"), SmallTemplate.parameter("JarKey", "b.jar"))
                .build());
        ResourceChange function = find(changes("jar"), "Function");
        assertThat(function.details().get(0).causingEntity()).isEqualTo("JarKey");
        assertThat(function.details().get(0).target().afterValue()).isEqualTo("b.jar");
    }

    @Test
    void isDeletedOnceAnotherIsExecuted() {
        SmallTemplate.create(aws, client);
        changed("Vault", SmallTemplate.without("Vault"));
        SmallTemplate.update(aws, client, SmallTemplate.with("Cluster", "Port", "5433"));
        assertThatThrownBy(() ->
                        client.executeChangeSet(call -> call.stackName(STACK).changeSetName("plan")))
                .isInstanceOf(ChangeSetNotFoundException.class)
                .hasMessageContaining("[plan] does not exist");
        assertThat(aws.stacks().pending(STACK)).isEmpty();
    }

    @Test
    void isExecutedOnlyOnceForOneToken() {
        aws.account().bucket(SmallTemplate.BUCKET);
        client.createChangeSet(
                SmallTemplate.changeSet("first", ChangeSetType.CREATE, TEMPLATE).build());
        changes("first");
        changes("first");
        for (int i = 0; i < 2; i++) {
            client.executeChangeSet(
                    call -> call.stackName(STACK).changeSetName("first").clientRequestToken("run-1"));
        }
        aws.stacks().settle();
        assertThat(SmallTemplate.story(client))
                .filteredOn("app-dev CREATE_IN_PROGRESS"::equals)
                .hasSize(1);
        assertThatThrownBy(
                        () -> client.deleteStack(call -> call.stackName(STACK).clientRequestToken("run-1")))
                .isInstanceOf(TokenAlreadyExistsException.class);
        assertThatThrownBy(() ->
                        client.executeChangeSet(call -> call.stackName(STACK).changeSetName("first")))
                .isInstanceOf(InvalidChangeSetStatusException.class);
    }

    @Test
    void isMadeOnlyOnceForOneToken() {
        var request = SmallTemplate.changeSet("first", ChangeSetType.CREATE, TEMPLATE);
        String id = client.createChangeSet(request.clientToken("run-1").build()).id();
        assertThat(client.createChangeSet(request.build()).id()).isEqualTo(id);
        assertThatThrownBy(() ->
                        client.createChangeSet(request.clientToken("run-2").build()))
                .isInstanceOf(AlreadyExistsException.class);
    }

    @Test
    void isRefusedWithoutCapabilitiesParametersOrAStack() {
        assertThatThrownBy(() -> client.createChangeSet(SmallTemplate.changeSet("first", ChangeSetType.CREATE, TEMPLATE)
                        .capabilities(List.of())
                        .build()))
                .isInstanceOf(InsufficientCapabilitiesException.class);
        assertThatThrownBy(() -> client.createChangeSet(SmallTemplate.changeSet("first", ChangeSetType.CREATE, TEMPLATE)
                        .parameters(List.of())
                        .build()))
                .isInstanceOf(CloudFormationException.class)
                .hasMessageContaining("Parameters: [VpcId, SubnetIds, JarKey] must have values");
        assertThatThrownBy(() -> client.createChangeSet(SmallTemplate.changeSet("first", ChangeSetType.UPDATE, TEMPLATE)
                        .build()))
                .hasMessageContaining("Stack [app-dev] does not exist");
        client.createChangeSet(
                SmallTemplate.changeSet("first", ChangeSetType.CREATE, TEMPLATE).build());
        assertThatThrownBy(() -> describe("none")).isInstanceOf(ChangeSetNotFoundException.class);
    }

    @Test
    void isRefusedWhereTheTemplateIsWrongOrTooLong() {
        assertRefused(
                SmallTemplate.with("Cluster", "KmsKeyId", "{\"Ref\": \"Kee\"}"),
                "Unresolved resource dependencies [Kee]");
        assertRefused(SmallTemplate.with("Key", "Description", "{\"Ref\": \"Cluster\"}"), "Circular dependency");
        assertRefused(
                "{\"Resources\": {\"X\": {\"Type\": \"AWS::No::Type\"}}}",
                "Unrecognized resource types: [AWS::No::Type]");
        assertRefused("{\"Resources\":", "JSON not well-formed");
        assertRefused(
                SmallTemplate.with("Key", "Description", "\"" + "x".repeat(51_200) + "\""),
                "less than or equal to 51200");
    }

    private void assertRefused(String template, String message) {
        assertThatThrownBy(() -> client.createChangeSet(SmallTemplate.changeSet("first", ChangeSetType.CREATE, template)
                        .build()))
                .isInstanceOf(CloudFormationException.class)
                .hasMessageContaining(message);
        assertThat(aws.stacks().names()).isEmpty();
    }

    private static Parameter previous(String key) {
        return Parameter.builder().parameterKey(key).usePreviousValue(true).build();
    }

    private DescribeChangeSetResponse describe(String name) {
        return client.describeChangeSet(
                call -> call.stackName(STACK).changeSetName(name).includePropertyValues(true));
    }

    private List<ResourceChange> changes(String name) {
        return describe(name).changes().stream().map(Change::resourceChange).toList();
    }

    private ResourceChange changed(String logicalId, String template) {
        client.createChangeSet(
                SmallTemplate.changeSet("plan", ChangeSetType.UPDATE, template).build());
        return find(changes("plan"), logicalId);
    }

    private static ResourceChange find(List<ResourceChange> changes, String logicalId) {
        return changes.stream()
                .filter(change -> change.logicalResourceId().equals(logicalId))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1st", "under_score", "two words", "-dash", "a.b", LONG})
    void namesAndTokensHaveASyntax(String wrong) {
        assertRefused("stackName", () -> client.describeStacks(call -> call.stackName(wrong)));
        assertRefused(
                "changeSetName",
                () -> client.createChangeSet(SmallTemplate.changeSet(wrong, ChangeSetType.CREATE, TEMPLATE)
                        .build()));
        if (!wrong.equals("1st")) {
            assertRefused(
                    "clientRequestToken",
                    () -> client.deleteStack(call -> call.stackName(STACK).clientRequestToken(wrong)));
        }
    }

    private static void assertRefused(String member, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOf(CloudFormationException.class)
                .hasMessageContaining("at '" + member + "' failed to satisfy constraint");
    }

    @Test
    void onStackFailureHasRules() {
        aws.account().bucket(SmallTemplate.BUCKET);
        SmallTemplate.create(aws, client);
        assertThatThrownBy(() -> client.createChangeSet(SmallTemplate.changeSet("x", ChangeSetType.UPDATE, TEMPLATE)
                        .onStackFailure(OnStackFailure.DELETE)
                        .build()))
                .hasMessageContaining("DELETE is only valid when ChangeSetType is CREATE");
        client.createChangeSet(SmallTemplate.changeSet("plan", ChangeSetType.UPDATE, SmallTemplate.without("Vault"))
                .onStackFailure(OnStackFailure.DO_NOTHING)
                .build());
        changes("plan");
        changes("plan");
        assertThatThrownBy(() -> client.executeChangeSet(
                        call -> call.stackName(STACK).changeSetName("plan").disableRollback(true)))
                .hasMessageContaining("DisableRollback must not be specified");
    }

    @Test
    void listsStacksDeletedOnesToo() {
        SmallTemplate.create(aws, client);
        client.deleteStack(call -> call.stackName(STACK));
        aws.stacks().settle();
        assertThat(client.listStacks().stackSummaries())
                .extracting(StackSummary::stackStatusAsString)
                .containsExactly("DELETE_COMPLETE");
        assertThat(client.listStacks(call -> call.stackStatusFilters(StackStatus.CREATE_COMPLETE))
                        .stackSummaries())
                .isEmpty();
    }
}
