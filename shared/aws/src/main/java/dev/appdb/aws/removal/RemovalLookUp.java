package dev.appdb.aws.removal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.appdb.aws.account.AwsCall;
import dev.appdb.aws.account.AwsClients;
import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.aws.cluster.BackupVault;
import dev.appdb.aws.cluster.ClusterFacts;
import dev.appdb.aws.cluster.ClusterLookUp;
import dev.appdb.aws.stack.CloudFormationStack;
import dev.appdb.aws.stack.StackState;
import dev.appdb.aws.template.StackParameter;
import dev.appdb.aws.template.StackResource;
import dev.appdb.failure.FailureException;
import dev.appdb.request.DatabaseRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;

/** Reads the {@link RemovalFacts} from the account. */
final class RemovalLookUp {
    private final AwsContext context;
    private final DatabaseRequest request;
    private final AwsClients clients;

    RemovalLookUp(AwsContext context, DatabaseRequest request) throws FailureException {
        this.context = context;
        this.request = request;
        this.clients = context.clients(request);
    }

    RemovalFacts facts(String vault) throws FailureException {
        CloudFormationStack stack = CloudFormationStack.of(context, request);
        Optional<Stack> found = stack.find();
        boolean isAdoption = DatabaseStack.of(request).isAdoption();
        // A database of somebody else, and its backups, are none of a removal's business.
        Optional<ClusterFacts> cluster =
                isAdoption ? Optional.empty() : new ClusterLookUp(clients.rds()).find(request.cluster());
        Optional<Integer> points =
                isAdoption ? Optional.empty() : new BackupVault(clients.backup(), vault).recoveryPoints();
        boolean deleteBackups = context.settings().deleteBackups();
        if (found.isEmpty()) {
            return new RemovalFacts(
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    List.of(),
                    cluster,
                    List.of(),
                    List.of(),
                    points,
                    deleteBackups);
        }
        StackState state = StackState.of(found.get().stackStatusAsString());
        List<RemovalFacts.Item> items = items(found.get().stackId(), state);
        return new RemovalFacts(
                Optional.of(found.get().stackId()),
                Optional.of(state),
                Boolean.TRUE.equals(found.get().enableTerminationProtection()),
                items,
                cluster,
                attachments(items),
                rules(found.get(), items),
                points,
                deleteBackups);
    }

    /** Reads them by the stack's id, since CloudFormation does not find a deleted stack by its name. */
    private List<RemovalFacts.Item> items(String stackId, StackState state) throws FailureException {
        CloudFormationStack stack = new CloudFormationStack(clients.cloudFormation(), stackId);
        JsonNode template = state.kind() == StackState.Kind.PLANNED ? MissingNode.getInstance() : stack.template();
        List<StackResourceSummary> summaries = AwsCall.make(
                "could not list what is in stack " + stack.name(),
                () -> clients.cloudFormation().listStackResourcesPaginator(ask -> ask.stackName(stack.name())).stream()
                        .flatMap(page -> page.stackResourceSummaries().stream())
                        .toList());
        return summaries.stream()
                .filter(summary -> !summary.resourceStatusAsString().equals("DELETE_COMPLETE"))
                .map(summary -> new RemovalFacts.Item(
                        summary.logicalResourceId(),
                        summary.resourceType(),
                        Optional.ofNullable(summary.physicalResourceId()).orElse(""),
                        template.path("Resources")
                                .path(summary.logicalResourceId())
                                .path("DeletionPolicy")
                                .asText("Delete")))
                .toList();
    }

    private List<RemovalFacts.Attachment> attachments(List<RemovalFacts.Item> items) throws FailureException {
        Set<String> ours = new HashSet<>();
        items.forEach(item -> ours.add(item.physicalId()));
        List<RemovalFacts.Attachment> attachments = new ArrayList<>();
        for (RemovalFacts.Item item : items) {
            if (item.type().equals(StackResource.APP_ACCESS_POLICY.type())
                    && !item.physicalId().isEmpty()) {
                attachments.addAll(holders(item.physicalId()));
            }
        }
        attachments.removeIf(attachment -> attachment.kind().equals("role") && ours.contains(attachment.name()));
        return attachments;
    }

    private List<RemovalFacts.Attachment> holders(String policy) throws FailureException {
        List<ListEntitiesForPolicyResponse> pages = AwsCall.find(
                        "could not look who has policy " + policy,
                        error -> error.code().equals("NoSuchEntity"),
                        () -> clients.iam().listEntitiesForPolicyPaginator(ask -> ask.policyArn(policy)).stream()
                                .toList())
                .orElse(List.of());
        return pages.stream()
                .flatMap(page -> Stream.of(
                                page.policyRoles().stream()
                                        .map(role -> new RemovalFacts.Attachment(policy, "role", role.roleName())),
                                page.policyUsers().stream()
                                        .map(user -> new RemovalFacts.Attachment(policy, "user", user.userName())),
                                page.policyGroups().stream()
                                        .map(group -> new RemovalFacts.Attachment(policy, "group", group.groupName())))
                        .flatMap(holders -> holders))
                .toList();
    }

    private List<RemovalFacts.Rule> rules(Stack stack, List<RemovalFacts.Item> items) throws FailureException {
        Set<String> ours = new HashSet<>();
        items.stream()
                .filter(item -> item.type().equals(StackResource.DATABASE_SECURITY_GROUP.type()))
                .forEach(item -> ours.add(item.physicalId()));
        String vpc = parameter(stack, StackParameter.VPC_ID);
        // The stack itself has a rule in these.
        List<String> entered = List.of(
                parameter(stack, StackParameter.ENDPOINTS_SECURITY_GROUP_ID),
                parameter(stack, StackParameter.DATABASE_SECURITY_GROUP_ID));
        if (ours.isEmpty() || vpc.isEmpty()) {
            return List.of();
        }
        List<SecurityGroup> groups = AwsCall.make(
                "could not look at the security groups of " + vpc,
                () -> clients
                        .ec2()
                        .describeSecurityGroupsPaginator(ask ->
                                ask.filters(filter -> filter.name("vpc-id").values(vpc)))
                        .securityGroups()
                        .stream()
                        .toList());
        List<RemovalFacts.Rule> rules = new ArrayList<>();
        for (SecurityGroup group : groups) {
            // Rules of our own groups go with them.
            if (!ours.contains(group.groupId())) {
                if (!entered.contains(group.groupId())) {
                    rules.addAll(naming(group, group.ipPermissions(), "ingress", ours));
                }
                rules.addAll(naming(group, group.ipPermissionsEgress(), "egress", ours));
            }
        }
        return rules;
    }

    private static List<RemovalFacts.Rule> naming(
            SecurityGroup group, List<IpPermission> permissions, String direction, Set<String> ours) {
        return permissions.stream()
                .flatMap(permission -> permission.userIdGroupPairs().stream())
                .filter(pair -> ours.contains(pair.groupId()))
                .map(pair -> new RemovalFacts.Rule(group.groupId(), group.groupName(), direction, pair.groupId()))
                .distinct()
                .toList();
    }

    private static String parameter(Stack stack, StackParameter parameter) {
        return stack.parameters().stream()
                .filter(each -> each.parameterKey().equals(parameter.id()))
                .map(each -> each.parameterValue())
                .findFirst()
                .orElse("");
    }
}
