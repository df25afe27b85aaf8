package dev.appdb.aws.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The policies that allow the service, its migrations and readers to log in. The reference finds the first two by name. */
final class AccessPolicies {
    private AccessPolicies() {}

    static List<Resource> of(TemplateRequest request) {
        List<Resource> policies = new ArrayList<>();
        Collections.addAll(
                policies,
                policy(
                        Resource.of(StackResource.APP_ACCESS_POLICY),
                        IamNames.of(request, "-app-access"),
                        request.names().appUser()),
                policy(
                        Resource.of(StackResource.MIGRATOR_ACCESS_POLICY),
                        IamNames.of(request, "-migrator-access"),
                        request.names().migratorUser()));
        for (String reader : request.names().readers()) {
            policies.add(policy(
                    Resource.of(StackResource.READER_ACCESS_POLICY, idPart(reader)),
                    IamNames.of(request, "-reader-" + reader.replace('_', '-') + "-access"),
                    reader));
        }
        return policies;
    }

    /** A logical id has letters and digits only; a name on AWS has no capital letters. */
    private static String idPart(String reader) {
        return reader.replace("_", "U");
    }

    /** The database users that allow a login as any of the readers. */
    static ArrayNode readers(TemplateRequest request) {
        return Cfn.list(request.names().readers().stream()
                .map(AccessPolicies::databaseUser)
                .toArray(JsonNode[]::new));
    }

    // No description: a new one would replace the policy, which its name forbids.
    private static Resource policy(Resource policy, JsonNode name, String user) {
        return policy.with("ManagedPolicyName", name)
                .with(
                        "PolicyDocument",
                        Policies.document(Policies.allow("ConnectAsUser", databaseUser(user), "rds-db:connect")));
    }

    /**
     * A user of the database as IAM names it.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html">AWS: a
     *     policy for IAM database access</a>
     */
    private static ObjectNode databaseUser(String user) {
        return Cfn.sub("arn:${AWS::Partition}:rds-db:${AWS::Region}:${AWS::AccountId}:dbuser:${"
                + StackResource.DATABASE_CLUSTER.logicalId() + ".DBClusterResourceId}/" + user);
    }
}
