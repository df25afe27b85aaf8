package dev.appdb.aws.permissions;

import dev.appdb.request.Arn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The permissions on the roles and policies of the stack. With a permissions boundary every change of a role asks for a
 * role with that boundary, so that no role can get more rights than it allows. Without one, whoever has these
 * permissions can make a role of any rights, and take them on with a function.
 *
 * <p>IAM has no condition on what a policy says. So with a boundary no new version of an access policy can be made: the
 * application's role, which may have no boundary, has the policy attached.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html">AWS: delegating with
 *     permissions boundaries</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html">AWS:
 *     the actions that know iam:PermissionsBoundary</a>
 */
final class RolePermissions {
    /** The policies of AWS that the template attaches to its roles; no other may be attached. */
    static final List<String> ATTACHED = List.of(
            "service-role/AmazonRDSEnhancedMonitoringRole",
            "service-role/AWSLambdaVPCAccessExecutionRole",
            "AWSXRayDaemonWriteAccess",
            "service-role/AWSBackupServiceRolePolicyForBackup");

    /** Those of the function's role alone. */
    private static final List<String> OF_FUNCTION =
            List.of("service-role/AWSLambdaVPCAccessExecutionRole", "AWSXRayDaemonWriteAccess");

    private RolePermissions() {}

    static List<Permission> of(PolicyScope about) {
        Optional<Arn> boundary = about.permissionsBoundary();
        String[] roles = about.roles();
        String[] services = about.isAdoption()
                ? new String[] {"lambda.amazonaws.com"}
                : new String[] {"backup.amazonaws.com", "lambda.amazonaws.com", "monitoring.rds.amazonaws.com"};
        List<Permission> permissions = new ArrayList<>(List.of(
                Permission.of(
                        "DeployRoles",
                        "iam",
                        List.of(
                                "GetRole",
                                "GetRolePolicy",
                                "ListAttachedRolePolicies",
                                "ListRolePolicies",
                                "TagRole",
                                "UntagRole"),
                        roles),
                bounded(changes(boundary, roles), boundary),
                bounded(attachments(about, roles), boundary),
                Permission.of("DeployPassedRoles", "iam", List.of("PassRole"), roles)
                        .when("StringEquals", "iam:PassedToService", services)));
        if (!about.isAdoption()) {
            permissions.add(Permission.of(
                            "DeployServiceLinkedRoles",
                            "iam",
                            List.of("CreateServiceLinkedRole"),
                            about.iam("role/aws-service-role/rds.amazonaws.com/*"))
                    .when("StringEquals", "iam:AWSServiceName", "rds.amazonaws.com"));
            permissions.add(policies(about));
        }
        return permissions;
    }

    private static Permission bounded(Permission permission, Optional<Arn> boundary) {
        return boundary.map(arn -> permission.when("StringEquals", "iam:PermissionsBoundary", arn.value()))
                .orElse(permission);
    }

    private static Permission changes(Optional<Arn> boundary, String... roles) {
        List<String> operations = new ArrayList<>(List.of(
                "CreateRole",
                "DeleteRole",
                "DeleteRolePolicy",
                "PutRolePolicy",
                "UpdateAssumeRolePolicy",
                "UpdateRole",
                "UpdateRoleDescription"));
        boundary.ifPresent(any -> operations.add("PutRolePermissionsBoundary"));
        return Permission.of("DeployRoleChanges", "iam", operations, roles);
    }

    private static Permission attachments(PolicyScope about, String... roles) {
        List<String> policies = new ArrayList<>((about.isAdoption() ? OF_FUNCTION : ATTACHED)
                .stream().map(about::awsPolicy).toList());
        if (!about.isAdoption()) {
            about.iamNamed("policy/", "-app-access").forEach(policies::add);
            about.iamNamed("policy/", "-migrator-access").forEach(policies::add);
        }
        return Permission.of("DeployAttachedPolicies", "iam", List.of("AttachRolePolicy", "DetachRolePolicy"), roles)
                .when("ArnEquals", "iam:PolicyARN", policies.toArray(String[]::new));
    }

    private static Permission policies(PolicyScope about) {
        List<String> operations = new ArrayList<>(List.of(
                "CreatePolicy",
                "DeletePolicy",
                "DeletePolicyVersion",
                "GetPolicy",
                "GetPolicyVersion",
                "ListEntitiesForPolicy",
                "ListPolicyVersions",
                "TagPolicy",
                "UntagPolicy"));
        if (about.permissionsBoundary().isEmpty()) {
            operations.add("CreatePolicyVersion");
        }
        return Permission.of(
                "DeployAccessPolicies", "iam", operations, accessPolicies(about).toArray(String[]::new));
    }

    /** The policies for logging in to the database, as the template names them. */
    static List<String> accessPolicies(PolicyScope about) {
        List<String> policies = new ArrayList<>();
        about.iamNamed("policy/", "-app-access").forEach(policies::add);
        about.iamNamed("policy/", "-migrator-access").forEach(policies::add);
        for (String reader : about.names().readers()) {
            policies.add(about.iam("policy/" + about.cluster() + "-reader-" + reader.replace('_', '-') + "-access"));
        }
        if (!about.names().readers().isEmpty()) {
            // One for all of them, since each name counts for the size of the policies.
            policies.add(about.iam("policy/" + about.cluster() + "." + about.region() + "-reader-*-access"));
        }
        return policies;
    }
}
