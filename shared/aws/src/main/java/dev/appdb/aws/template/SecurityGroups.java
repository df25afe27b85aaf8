package dev.appdb.aws.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The security groups and their rules: the role manager may connect to the database and to the VPC endpoints, and
 * nothing else is allowed.
 */
final class SecurityGroups {
    static final int HTTPS_PORT = 443;

    private SecurityGroups() {}

    static List<Resource> of(TemplateRequest request) {
        return List.of(
                database(request),
                roleManager(request),
                ingress(
                        StackResource.DATABASE_INGRESS,
                        id(StackResource.DATABASE_SECURITY_GROUP),
                        TemplateRequest.PORT,
                        "Database from the role manager"),
                ingress(
                        StackResource.ENDPOINTS_INGRESS,
                        Cfn.ref(StackParameter.ENDPOINTS_SECURITY_GROUP_ID),
                        HTTPS_PORT,
                        "VPC endpoints from the role manager"));
    }

    static ObjectNode id(StackResource group) {
        return Cfn.attribute(group, "GroupId");
    }

    // Its ingress stands outside, since the service's rules are added to it by others and must not look like drift.
    private static Resource database(TemplateRequest request) {
        ObjectNode nowhere = new Block()
                .with("Description", "Nowhere: a group without a rule could connect to anything")
                .with("IpProtocol", "-1")
                .with("CidrIp", "127.0.0.1/32")
                .node();
        return group(StackResource.DATABASE_SECURITY_GROUP, request, request.cluster() + "-db", "Database", nowhere);
    }

    private static Resource roleManager(TemplateRequest request) {
        return group(
                StackResource.ROLE_MANAGER_SECURITY_GROUP,
                request,
                request.cluster() + "-role-manager",
                "Role manager of the database",
                egress(id(StackResource.DATABASE_SECURITY_GROUP), TemplateRequest.PORT, "The database"),
                egress(Cfn.ref(StackParameter.ENDPOINTS_SECURITY_GROUP_ID), HTTPS_PORT, "The VPC endpoints"));
    }

    private static Resource group(
            StackResource kind, TemplateRequest request, String name, String description, JsonNode... egress) {
        return Resource.of(kind)
                .with("GroupName", name)
                .with("GroupDescription", description)
                .with("VpcId", Cfn.ref(StackParameter.VPC_ID))
                .with("SecurityGroupEgress", Cfn.list(egress))
                .with("Tags", request.tags().list());
    }

    private static ObjectNode egress(ObjectNode destination, int port, String description) {
        return egress("DestinationSecurityGroupId", destination, port, description);
    }

    /** @param kind the property that says where to */
    static ObjectNode egress(String kind, JsonNode destination, int port, String description) {
        return new Block()
                .with("Description", description)
                .with("IpProtocol", "tcp")
                .with("FromPort", port)
                .with("ToPort", port)
                .with(kind, destination)
                .node();
    }

    static Resource ingress(StackResource kind, ObjectNode group, int port, String description) {
        return Resource.of(kind)
                .with("GroupId", group)
                .with("Description", description)
                .with("IpProtocol", "tcp")
                .with("FromPort", port)
                .with("ToPort", port)
                .with("SourceSecurityGroupId", id(StackResource.ROLE_MANAGER_SECURITY_GROUP));
    }
}
