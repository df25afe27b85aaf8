package dev.appdb.aws.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The two policies that allow the service and its migrations to log in. The reference finds them by their names. */
final class AccessPolicies {
    private AccessPolicies() {}

    static List<Resource> of(TemplateRequest request) {
        return List.of(
                policy(
                        StackResource.APP_ACCESS_POLICY,
                        request.cluster() + "-app-access",
                        request.names().appUser()),
                policy(
                        StackResource.MIGRATOR_ACCESS_POLICY,
                        request.cluster() + "-migrator-access",
                        request.names().migratorUser()));
    }

    // No description: a new one would replace the policy, which its name forbids.
    private static Resource policy(StackResource kind, String name, String user) {
        // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
        ObjectNode databaseUser = Cfn.sub("arn:${AWS::Partition}:rds-db:${AWS::Region}:${AWS::AccountId}:dbuser:${"
                + StackResource.DATABASE_CLUSTER.logicalId() + ".DBClusterResourceId}/" + user);
        return Resource.of(kind)
                .with("ManagedPolicyName", name)
                .with(
                        "PolicyDocument",
                        Policies.document(Policies.allow("ConnectAsUser", databaseUser, "rds-db:connect")));
    }
}
