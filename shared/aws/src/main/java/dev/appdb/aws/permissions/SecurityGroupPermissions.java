package dev.appdb.aws.permissions;

import java.util.ArrayList;
import java.util.List;

/**
 * The permissions on security groups, whose ids AWS chooses: the two of the stack by their tags, and the rule for the
 * role manager in the group of the network's VPC endpoints, and of an adopted database.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html">AWS: EC2's
 *     actions and conditions</a>
 */
final class SecurityGroupPermissions {
    private SecurityGroupPermissions() {}

    static List<Permission> of(PolicyScope about) {
        String groups = about.arn("ec2", "security-group/*");
        List<Permission> permissions = new ArrayList<>(List.of(
                Permission.of("DeployNewGroups", "ec2", List.of("CreateSecurityGroup"), groups)
                        .tagging(about)
                        .ofRoleManager("aws:RequestTag/", about),
                Permission.of(
                        "DeployGroupsInNetwork", "ec2", List.of("CreateSecurityGroup"), about.arn("ec2", "vpc/*")),
                Permission.of("DeployTagsOfNewGroups", "ec2", List.of("CreateTags"), groups)
                        .when("StringEquals", "ec2:CreateAction", "CreateSecurityGroup"),
                Permission.of(
                                "DeployGroups",
                                "ec2",
                                List.of(
                                        "AuthorizeSecurityGroupEgress",
                                        "AuthorizeSecurityGroupIngress",
                                        "CreateTags",
                                        "DeleteSecurityGroup",
                                        "DeleteTags",
                                        "RevokeSecurityGroupEgress",
                                        "RevokeSecurityGroupIngress",
                                        "UpdateSecurityGroupRuleDescriptionsEgress",
                                        "UpdateSecurityGroupRuleDescriptionsIngress"),
                                groups)
                        .owned(about)
                        .ofRoleManager("aws:ResourceTag/", about),
                // The group is the network's: it is of no application.
                ingress("DeployEndpointsIngress", groups).when("Null", "aws:ResourceTag/application", "true"),
                // A rule is asked for together with its group, which the statements above decide about.
                Permission.of(
                        "DeployGroupRules",
                        "ec2",
                        List.of("AuthorizeSecurityGroupEgress", "AuthorizeSecurityGroupIngress"),
                        about.arn("ec2", "security-group-rule/*"))));
        if (about.isAdoption()) {
            // The group is the database's, whose owner may have tagged it: it gets a rule, and stays.
            permissions.add(ingress("DeployDatabaseIngress", groups).owned(about));
        }
        return permissions;
    }

    private static Permission ingress(String sid, String groups) {
        return Permission.of(
                sid,
                "ec2",
                List.of(
                        "AuthorizeSecurityGroupIngress",
                        "RevokeSecurityGroupIngress",
                        "UpdateSecurityGroupRuleDescriptionsIngress"),
                groups);
    }
}
