package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** EC2's look-ups: VPCs, subnets, security groups and VPC endpoints, with filters. */
final class Ec2Fake {
    private static final int PAGE_SIZE = 1000;

    private final Account account;

    private Ec2Fake(Account account) {
        this.account = account;
    }

    static QueryService of(Account account) {
        Ec2Fake ec2 = new Ec2Fake(account);
        return QueryService.ec2(
                account,
                Map.of(
                        "DescribeVpcs",
                        of("AWS::EC2::VPC", "vpcSet", "VpcId", ec2::vpc, ec2),
                        "DescribeSubnets",
                        of("AWS::EC2::Subnet", "subnetSet", "SubnetId", ec2::subnet, ec2),
                        "DescribeSecurityGroups",
                        of("AWS::EC2::SecurityGroup", "securityGroupInfo", "GroupId", ec2::group, ec2),
                        "DescribeVpcEndpoints",
                        of("AWS::EC2::VPCEndpoint", "vpcEndpointSet", "VpcEndpointId", ec2::endpoint, ec2)));
    }

    private static QueryService.Operation of(
            String type, String set, String idParameter, BiConsumer<Xml, LiveResource> body, Ec2Fake ec2) {
        return parameters -> ec2.describe(parameters, type, set, idParameter, body);
    }

    private Consumer<Xml> describe(
            Parameters parameters, String type, String set, String idParameter, BiConsumer<Xml, LiveResource> body) {
        List<String> ids = parameters.list(idParameter);
        for (String id : ids) {
            if (account.find(type, id).isEmpty()) {
                throw notFound(type, id);
            }
        }
        List<LiveResource> found = account.all(type).stream()
                .filter(resource -> ids.isEmpty() || ids.contains(resource.physicalId()))
                .filter(Ec2Filter.all(parameters))
                .toList();
        Page<LiveResource> page =
                Page.of(found, parameters.get("NextToken"), parameters.number("MaxResults", PAGE_SIZE));
        return result -> result.list(set, "item", page.items(), body).text("nextToken", page.next());
    }

    private static AwsError notFound(String type, String id) {
        return switch (type) {
            case "AWS::EC2::VPC" -> error("InvalidVpcID.NotFound", "The vpc ID '" + id + "' does not exist");
            case "AWS::EC2::Subnet" -> error("InvalidSubnetID.NotFound", "The subnet ID '" + id + "' does not exist");
            case "AWS::EC2::SecurityGroup" ->
                error("InvalidGroup.NotFound", "The security group '" + id + "' does not exist");
            default -> error("InvalidVpcEndpointId.NotFound", "The Vpc Endpoint Id '" + id + "' does not exist");
        };
    }

    private static AwsError error(String code, String message) {
        return new AwsError(400, code, message);
    }

    private void vpc(Xml xml, LiveResource vpc) {
        xml.text("vpcId", vpc.physicalId())
                .text("ownerId", Account.ID)
                .text("state", "available")
                .text("cidrBlock", vpc.text("CidrBlock"))
                .text("isDefault", vpc.properties().path("IsDefault").asBoolean(false));
        tags(xml, vpc);
    }

    private void subnet(Xml xml, LiveResource subnet) {
        xml.text("subnetId", subnet.physicalId())
                .text("ownerId", Account.ID)
                .text("subnetArn", Arns.regional(account, "ec2", "subnet/" + subnet.physicalId()))
                .text("vpcId", subnet.text("VpcId"))
                .text("state", "available")
                .text("cidrBlock", subnet.text("CidrBlock"))
                .text("availableIpAddressCount", 250)
                .text("availabilityZone", subnet.text("AvailabilityZone"));
        tags(xml, subnet);
    }

    private void group(Xml xml, LiveResource group) {
        xml.text("groupId", group.physicalId())
                .text("ownerId", Account.ID)
                .text("groupName", group.text("GroupName"))
                .text("groupDescription", group.text("GroupDescription"))
                .text("vpcId", group.text("VpcId"))
                .list("ipPermissions", "item", ingress(group), this::permission)
                .list("ipPermissionsEgress", "item", inline(group, "SecurityGroupEgress"), this::permission);
        tags(xml, group);
    }

    private List<JsonNode> ingress(LiveResource group) {
        List<JsonNode> rules = new ArrayList<>(inline(group, "SecurityGroupIngress"));
        for (LiveResource rule : account.all("AWS::EC2::SecurityGroupIngress")) {
            if (rule.text("GroupId").equals(group.physicalId())) {
                rules.add(rule.properties());
            }
        }
        return rules;
    }

    private static List<JsonNode> inline(LiveResource group, String property) {
        List<JsonNode> rules = new ArrayList<>();
        group.properties().path(property).forEach(rules::add);
        return rules;
    }

    private void permission(Xml xml, JsonNode rule) {
        xml.text("ipProtocol", rule.path("IpProtocol").asText());
        if (rule.has("FromPort")) {
            xml.text("fromPort", rule.path("FromPort").asInt())
                    .text("toPort", rule.path("ToPort").asInt());
        }
        String other = rule.path("SourceSecurityGroupId")
                .asText(rule.path("DestinationSecurityGroupId").asText(""));
        if (!other.isEmpty()) {
            xml.list(
                    "groups",
                    "item",
                    List.of(other),
                    (pair, id) -> pair.text("userId", Account.ID)
                            .text("groupId", id)
                            .text("description", rule.path("Description").asText("")));
        }
        if (rule.has("CidrIp")) {
            xml.list(
                    "ipRanges",
                    "item",
                    List.of(rule),
                    (range, all) -> range.text("cidrIp", all.path("CidrIp").asText())
                            .text("description", all.path("Description").asText("")));
        }
    }

    private void endpoint(Xml xml, LiveResource endpoint) {
        xml.text("vpcEndpointId", endpoint.physicalId())
                .text("vpcEndpointType", endpoint.text("VpcEndpointType"))
                .text("vpcId", endpoint.text("VpcId"))
                .text("serviceName", endpoint.text("ServiceName"))
                .text("state", "available")
                .texts("subnetIdSet", "item", Json.texts(endpoint.properties().path("SubnetIds")))
                .list(
                        "groupSet",
                        "item",
                        Json.texts(endpoint.properties().path("SecurityGroupIds")),
                        (group, id) -> group.text("groupId", id))
                .text(
                        "privateDnsEnabled",
                        endpoint.properties().path("PrivateDnsEnabled").asBoolean(false))
                .text("ownerId", Account.ID);
        tags(xml, endpoint);
    }

    private static void tags(Xml xml, LiveResource resource) {
        List<JsonNode> tags = new ArrayList<>();
        resource.properties().path("Tags").forEach(tags::add);
        xml.list(
                "tagSet",
                "item",
                tags,
                (tag, pair) -> tag.text("key", pair.path("Key").asText())
                        .text("value", pair.path("Value").asText()));
    }
}
