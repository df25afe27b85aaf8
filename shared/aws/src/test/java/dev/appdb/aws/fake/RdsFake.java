package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** RDS's look-ups: clusters, instances, subnet groups and the engine versions on offer. */
final class RdsFake {
    static final String CLUSTER = "AWS::RDS::DBCluster";
    static final String INSTANCE = "AWS::RDS::DBInstance";
    private static final String SUBNET_GROUP = "AWS::RDS::DBSubnetGroup";
    private static final String AVAILABLE = "available";
    private static final int LEAST_PAGE_SIZE = 20;
    private static final int PAGE_SIZE = 100;

    /** The setting of an instance whose cluster parameters wait for its reboot. */
    static final String WAITS_FOR_REBOOT = "WaitsForReboot";

    private final Account account;

    private RdsFake(Account account) {
        this.account = account;
    }

    static QueryService of(Account account) {
        RdsFake rds = new RdsFake(account);
        return QueryService.query(
                "rds",
                "2014-10-31",
                "http://rds.amazonaws.com/doc/2014-10-31/",
                account,
                Map.of(
                        "DescribeDBClusters", rds::clusters,
                        "ModifyDBCluster", rds::modify,
                        "DescribeDBInstances", rds::instances,
                        "RebootDBInstance", rds::reboot,
                        "DescribeDBSubnetGroups", rds::subnetGroups,
                        "DescribeDBEngineVersions", rds::engineVersions,
                        "DescribeEvents", parameters -> account.events().describe(parameters)));
    }

    private Consumer<Xml> clusters(Parameters parameters) {
        List<LiveResource> found = named(
                parameters.get("DBClusterIdentifier").map(RdsFake::identifier),
                CLUSTER,
                "DBClusterNotFoundFault",
                "DBCluster");
        return page(parameters, found, "DBClusters", "DBCluster", this::cluster);
    }

    /** Of all that can be modified, deletion protection. */
    private Consumer<Xml> modify(Parameters parameters) {
        LiveResource cluster = named(
                        Optional.of(identifier(parameters.required("DBClusterIdentifier"))),
                        CLUSTER,
                        "DBClusterNotFoundFault",
                        "DBCluster")
                .get(0);
        String status = status(cluster);
        if (!status.equals(AVAILABLE)) {
            // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBCluster.html
            throw new AwsError(
                    400,
                    "InvalidDBClusterStateFault",
                    "DbCluster " + cluster.physicalId() + " is not currently in the available state. Its status is "
                            + status + ".");
        }
        parameters
                .get("DeletionProtection")
                .ifPresent(
                        value -> cluster.set("DeletionProtection", BooleanNode.valueOf(Boolean.parseBoolean(value))));
        return result -> result.child("DBCluster", body -> cluster(body, cluster));
    }

    private Consumer<Xml> instances(Parameters parameters) {
        List<LiveResource> found =
                named(parameters.get("DBInstanceIdentifier"), INSTANCE, "DBInstanceNotFound", "DBInstance").stream()
                        .filter(instance -> parameters.structures("Filters.Filter").stream()
                                .filter(filter -> filter.required("Name").equals("db-cluster-id"))
                                .allMatch(filter -> filter.list("Values.Value").stream()
                                        .anyMatch(id -> identifier(id).equals(instance.text("DBClusterIdentifier")))))
                        .toList();
        return page(parameters, found, "DBInstances", "DBInstance", this::instance);
    }

    /**
     * Reboots an instance, after which it is no longer pending. A test marks a pending instance with the property of
     * that name.
     */
    private Consumer<Xml> reboot(Parameters parameters) {
        LiveResource instance = named(
                        parameters.get("DBInstanceIdentifier"), INSTANCE, "DBInstanceNotFound", "DBInstance")
                .get(0);
        if (!status(instance).equals(AVAILABLE)) {
            // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RebootDBInstance.html
            throw new AwsError(
                    400, "InvalidDBInstanceState", "Instance " + instance.physicalId() + " is not in available state.");
        }
        instance.set(WAITS_FOR_REBOOT, BooleanNode.FALSE);
        return result -> result.child("DBInstance", body -> instance(body, instance));
    }

    private Consumer<Xml> subnetGroups(Parameters parameters) {
        List<LiveResource> found = named(
                parameters.get("DBSubnetGroupName"), SUBNET_GROUP, "DBSubnetGroupNotFoundFault", "DB subnet group");
        return page(parameters, found, "DBSubnetGroups", "DBSubnetGroup", this::subnetGroup);
    }

    private Consumer<Xml> engineVersions(Parameters parameters) {
        List<EngineVersion> found = EngineVersion.offered().stream()
                .filter(version ->
                        parameters.get("Engine").orElse(EngineVersion.ENGINE).equals(EngineVersion.ENGINE))
                .filter(version ->
                        parameters.get("EngineVersion").map(version::isNamed).orElse(true))
                .toList();
        return page(parameters, found, "DBEngineVersions", "DBEngineVersion", EngineVersion::write);
    }

    private List<LiveResource> named(Optional<String> id, String type, String code, String noun) {
        if (id.isEmpty()) {
            return account.all(type);
        }
        return List.of(account.find(type, id.get())
                .orElseThrow(() -> new AwsError(404, code, noun + " " + id.get() + " not found.")));
    }

    static <T> Consumer<Xml> page(
            Parameters parameters, List<T> all, String list, String member, BiConsumer<Xml, T> body) {
        int size = parameters.number("MaxRecords", PAGE_SIZE);
        if (size < LEAST_PAGE_SIZE || size > PAGE_SIZE) {
            throw new AwsError(
                    400,
                    "InvalidParameterValue",
                    "Invalid value " + size + " for MaxRecords. Must be between " + LEAST_PAGE_SIZE + " and "
                            + PAGE_SIZE);
        }
        Page<T> page = Page.of(all, parameters.get("Marker"), size);
        return result -> result.list(list, member, page.items(), body).text("Marker", page.next());
    }

    private void cluster(Xml xml, LiveResource cluster) {
        JsonNode properties = cluster.properties();
        xml.text("DBClusterIdentifier", cluster.physicalId())
                .text("DBClusterArn", cluster.attribute("DBClusterArn"))
                .text("DbClusterResourceId", cluster.attribute("DBClusterResourceId"))
                .text("Status", status(cluster))
                .text("Engine", cluster.text("Engine"))
                .text("EngineVersion", EngineVersion.newest(cluster.text("EngineVersion")))
                .text("EngineMode", "provisioned")
                .text("DatabaseName", cluster.text("DatabaseName"))
                .text("MasterUsername", cluster.text("MasterUsername"))
                .text("Endpoint", cluster.attribute("Endpoint.Address"))
                .text("ReaderEndpoint", cluster.attribute("ReadEndpoint.Address"))
                .text("Port", properties.path("Port").asInt(5432))
                .text("DBSubnetGroup", cluster.text("DBSubnetGroupName"))
                .text("DBClusterParameterGroup", cluster.text("DBClusterParameterGroupName"))
                .text("KmsKeyId", cluster.text("KmsKeyId"))
                .text("StorageEncrypted", properties.path("StorageEncrypted").asBoolean())
                .text(
                        "DeletionProtection",
                        properties.path("DeletionProtection").asBoolean())
                .text(
                        "BackupRetentionPeriod",
                        properties.path("BackupRetentionPeriod").asInt(1))
                .text(
                        "CopyTagsToSnapshot",
                        properties.path("CopyTagsToSnapshot").asBoolean())
                .text("ClusterCreateTime", cluster.created())
                .text(
                        "IAMDatabaseAuthenticationEnabled",
                        properties.path("EnableIAMDatabaseAuthentication").asBoolean());
        clusterParts(xml, cluster);
    }

    private void clusterParts(Xml xml, LiveResource cluster) {
        JsonNode scaling = cluster.properties().path("ServerlessV2ScalingConfiguration");
        if (scaling.isObject()) {
            xml.child(
                    "ServerlessV2ScalingConfiguration",
                    body -> body.text("MinCapacity", scaling.path("MinCapacity").asDouble())
                            .text("MaxCapacity", scaling.path("MaxCapacity").asDouble())
                            .text(
                                    "SecondsUntilAutoPause",
                                    scaling.has("SecondsUntilAutoPause")
                                            ? scaling.path("SecondsUntilAutoPause")
                                                    .asInt()
                                            : null));
        }
        secret(xml, cluster);
        List<LiveResource> members = account.all(INSTANCE).stream()
                .filter(instance -> instance.text("DBClusterIdentifier").equals(cluster.physicalId()))
                .toList();
        xml.list(
                "DBClusterMembers",
                "DBClusterMember",
                members,
                (body, member) -> body.text("DBInstanceIdentifier", member.physicalId())
                        .text("IsClusterWriter", member.equals(members.get(0)))
                        .text(
                                "DBClusterParameterGroupStatus",
                                member.properties().path(WAITS_FOR_REBOOT).asBoolean() ? "pending-reboot" : "in-sync")
                        .text(
                                "PromotionTier",
                                member.properties().path("PromotionTier").asInt(1)));
        groups(xml, cluster.properties().path("VpcSecurityGroupIds"));
        tags(xml, cluster);
    }

    private static void secret(Xml xml, LiveResource database) {
        String secret = database.attribute("MasterUserSecret.SecretArn");
        if (!secret.isEmpty()) {
            xml.child("MasterUserSecret", body -> body.text("SecretArn", secret).text("SecretStatus", "active"));
        }
    }

    private static void groups(Xml xml, JsonNode ids) {
        xml.list(
                "VpcSecurityGroups",
                "VpcSecurityGroupMembership",
                Json.texts(ids),
                (body, id) -> body.text("VpcSecurityGroupId", id).text("Status", "active"));
    }

    private void instance(Xml xml, LiveResource instance) {
        xml.text("DBInstanceIdentifier", instance.physicalId())
                .text("DBInstanceArn", instance.attribute("DBInstanceArn"))
                .text("DBClusterIdentifier", instance.text("DBClusterIdentifier"))
                .text("DBInstanceClass", instance.text("DBInstanceClass"))
                .text("DBInstanceStatus", status(instance))
                .text("Engine", instance.text("Engine"))
                .text("EngineVersion", instance.text("EngineVersion"))
                .text("DbiResourceId", instance.attribute("DbiResourceId"))
                .text("DBName", instance.properties().path("DBName").asText(null))
                .text("MasterUsername", instance.text("MasterUsername"))
                .text(
                        "DeletionProtection",
                        instance.properties().path("DeletionProtection").asBoolean())
                .text(
                        "IAMDatabaseAuthenticationEnabled",
                        instance.properties()
                                .path("EnableIAMDatabaseAuthentication")
                                .asBoolean())
                .text(
                        "PromotionTier",
                        instance.properties().path("PromotionTier").asInt(1))
                .text(
                        "MonitoringInterval",
                        instance.properties().path("MonitoringInterval").asInt(0))
                .text(
                        "PubliclyAccessible",
                        instance.properties().path("PubliclyAccessible").asBoolean())
                .text("InstanceCreateTime", instance.created());
        account.find(SUBNET_GROUP, instance.text("DBSubnetGroupName"))
                .ifPresent(group -> xml.child("DBSubnetGroup", body -> subnetGroup(body, group)));
        if (!instance.attribute("Endpoint.Address").isEmpty()) {
            xml.child(
                    "Endpoint",
                    endpoint -> endpoint.text("Address", instance.attribute("Endpoint.Address"))
                            .text("Port", instance.attribute("Endpoint.Port")));
        }
        secret(xml, instance);
        groups(xml, instance.properties().path("VPCSecurityGroups"));
        tags(xml, instance);
    }

    private void subnetGroup(Xml xml, LiveResource group) {
        xml.text("DBSubnetGroupName", group.physicalId())
                .text("DBSubnetGroupDescription", group.text("DBSubnetGroupDescription"))
                .text("VpcId", group.text("VpcId"))
                .text("SubnetGroupStatus", "Complete")
                .list(
                        "Subnets",
                        "Subnet",
                        Json.texts(group.properties().path("SubnetIds")),
                        (body, id) -> body.text("SubnetIdentifier", id)
                                .child(
                                        "SubnetAvailabilityZone",
                                        zone -> zone.text(
                                                "Name",
                                                account.find("AWS::EC2::Subnet", id)
                                                        .map(subnet -> subnet.text("AvailabilityZone"))
                                                        .orElse(null)))
                                .text("SubnetStatus", "Active"));
    }

    /** The state that a test has set, else that it is available. */
    private static String status(LiveResource resource) {
        return resource.properties().path("Status").asText(AVAILABLE);
    }

    private static void tags(Xml xml, LiveResource resource) {
        xml.child(
                "TagList",
                list -> resource.properties()
                        .path("Tags")
                        .forEach(tag -> list.child(
                                "Tag",
                                body -> body.text("Key", tag.path("Key").asText())
                                        .text("Value", tag.path("Value").asText()))));
    }

    /** RDS takes an ARN wherever it takes an identifier of a cluster. */
    private static String identifier(String idOrArn) {
        return idOrArn.substring(idOrArn.lastIndexOf(':') + 1);
    }
}
