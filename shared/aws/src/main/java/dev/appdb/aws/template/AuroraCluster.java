package dev.appdb.aws.template;

import java.util.ArrayList;
import java.util.List;

/** The cluster, its instances, its parameter group, and the role with which RDS monitors them. */
final class AuroraCluster {
    private static final String ENGINE = "aurora-postgresql";

    // The reference makes one weekly backup and leaves RDS at its default of one day, so that most of a week cannot be
    // restored; seven days close the gap.
    // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html
    private static final int RETENTION_DAYS = 7;
    private static final int TEMPORARY_RETENTION_DAYS = 1;

    private static final int MONITORING_INTERVAL_SECONDS = 30;
    private static final int INSIGHTS_DAYS = 7;

    private AuroraCluster() {}

    static List<Resource> of(TemplateRequest request) {
        List<Resource> resources = new ArrayList<>(
                List.of(parameters(request), monitoringRole(request), cluster(request), primary(request)));
        for (int number = 1; number <= request.settings().readers(); number++) {
            resources.add(reader(request, number));
        }
        return resources;
    }

    private static Resource parameters(TemplateRequest request) {
        String major = request.settings().version().toString();
        // The name has the major in it, so that a major upgrade can make the new group beside the old one.
        return Resource.of(StackResource.DATABASE_PARAMETERS)
                .with("DBClusterParameterGroupName", request.cluster() + "-" + major)
                .with("Description", "Logging and libraries of " + request.cluster())
                .with("Family", ENGINE + major)
                .with(
                        "Parameters",
                        ServerParameters.of(request.extensions(), request.names())
                                .block())
                .with("Tags", request.tags().list());
    }

    private static Resource monitoringRole(TemplateRequest request) {
        // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Monitoring.OS.Enabling.html
        Block trust = Policies.trust("monitoring.rds.amazonaws.com")
                .with(
                        "Condition",
                        new Block()
                                .with(
                                        "StringEquals",
                                        new Block().with("aws:SourceAccount", Cfn.sub("${AWS::AccountId}"))));
        return Roles.role(
                        StackResource.MONITORING_ROLE,
                        request,
                        "-db-monitor",
                        "Enhanced monitoring of " + request.cluster(),
                        trust)
                .with(
                        "ManagedPolicyArns",
                        Cfn.list(Cfn.awsManagedPolicy("service-role/AmazonRDSEnhancedMonitoringRole")));
    }

    private static Resource cluster(TemplateRequest request) {
        Resource cluster = DatabaseLogs.after(Resource.of(StackResource.DATABASE_CLUSTER), request);
        return cluster.ends(request.lifetime().temporary() ? DeletionPolicy.DELETED : DeletionPolicy.SNAPSHOT)
                .with("DBClusterIdentifier", request.cluster())
                .with("Engine", ENGINE)
                .with("EngineVersion", Cfn.ref(StackParameter.ENGINE_VERSION))
                .with("DatabaseName", request.names().database())
                .with("Port", TemplateRequest.PORT)
                .with("MasterUsername", TemplateRequest.MASTER_USER)
                .with("ManageMasterUserPassword", true)
                .with(
                        "MasterUserSecret",
                        new Block().with("KmsKeyId", Cfn.attribute(StackResource.DATABASE_KEY, "Arn")))
                .with("EnableIAMDatabaseAuthentication", true)
                // Also where it is off: so drift shows one that somebody has enabled by hand.
                .with("EnableHttpEndpoint", request.settings().dataApi())
                // Standard storage, too: without the property an update would leave what there is.
                .with("StorageType", request.settings().storageType().toString())
                .with("StorageEncrypted", true)
                .with("KmsKeyId", Cfn.attribute(StackResource.DATABASE_KEY, "Arn"))
                .with("DeletionProtection", request.lifetime().deletionProtection())
                .with(
                        "BackupRetentionPeriod",
                        request.lifetime()
                                .backupRetention()
                                .orElse(request.lifetime().temporary() ? TEMPORARY_RETENTION_DAYS : RETENTION_DAYS))
                .with("CopyTagsToSnapshot", true)
                .with("ServerlessV2ScalingConfiguration", scaling(request.settings()))
                .with("DBClusterParameterGroupName", Cfn.ref(StackResource.DATABASE_PARAMETERS))
                .with("DBSubnetGroupName", Cfn.ref(StackParameter.DATABASE_SUBNET_GROUP))
                .with("VpcSecurityGroupIds", Cfn.list(SecurityGroups.id(StackResource.DATABASE_SECURITY_GROUP)))
                .with("EnableCloudwatchLogsExports", Cfn.strings(List.of("postgresql")))
                // Of the cluster, and so of all its instances: they can't have settings of their own. The free week of
                // the standard mode; the advanced one costs. The console of Performance Insights ended on 31 July 2026,
                // its API and these properties did not.
                // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DatabaseInsights.Considerations.html
                .with("DatabaseInsightsMode", "standard")
                .with("PerformanceInsightsEnabled", true)
                .with("PerformanceInsightsRetentionPeriod", INSIGHTS_DAYS)
                .with("PerformanceInsightsKmsKeyId", Cfn.attribute(StackResource.DATABASE_KEY, "Arn"))
                .with("Tags", request.tags().list());
    }

    private static Block scaling(ClusterSettings settings) {
        Block scaling = new Block()
                .with("MinCapacity", settings.capacity().minAcu())
                .with("MaxCapacity", settings.capacity().maxAcu());
        settings.pausesAfter().ifPresent(pause -> scaling.with("SecondsUntilAutoPause", (int) pause.toSeconds()));
        return scaling;
    }

    private static Resource primary(TemplateRequest request) {
        return instance(Resource.of(StackResource.PRIMARY_INSTANCE), request, request.cluster() + "-primary", 0);
    }

    /**
     * Readers come after the primary, since the first instance of a cluster becomes the writer. The first one scales
     * with
     * the writer, to be ready when it fails (promotion tiers 0 and 1 do); the others scale with their own load.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html">AWS:
     *     scaling and promotion tiers</a>
     */
    private static Resource reader(TemplateRequest request, int number) {
        return instance(Resource.reader(number), request, request.cluster() + "-reader-" + number, number)
                .after(StackResource.PRIMARY_INSTANCE);
    }

    // No engine version: the cluster has it, and a second one that lags behind would stop updates (aws-cdk#21758). The
    // data is the cluster's, so an instance leaves nothing behind.
    private static Resource instance(Resource instance, TemplateRequest request, String name, int promotionTier) {
        return instance.ends(DeletionPolicy.DELETED)
                .with("DBInstanceIdentifier", name)
                .with("DBClusterIdentifier", Cfn.ref(StackResource.DATABASE_CLUSTER))
                .with("DBInstanceClass", "db.serverless")
                .with("Engine", ENGINE)
                .with("PromotionTier", promotionTier)
                .with("PubliclyAccessible", false)
                .with("AutoMinorVersionUpgrade", true)
                .with("ApplyImmediately", false)
                .with("MonitoringInterval", MONITORING_INTERVAL_SECONDS)
                .with("MonitoringRoleArn", Cfn.attribute(StackResource.MONITORING_ROLE, "Arn"))
                .with("Tags", request.tags().list());
    }
}
