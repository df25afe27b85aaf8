package dev.appdb.aws.template;

import java.util.List;

/**
 * The log group to which RDS exports the PostgreSQL log. RDS makes one that keeps everything forever, where there is
 * none; so this one is made before the cluster. It outlives the stack, for as long as the logs are to be kept.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.CloudWatch.html">AWS: publishing
 *     logs to CloudWatch</a>
 */
final class DatabaseLogs {
    private DatabaseLogs() {}

    static List<Resource> of(TemplateRequest request) {
        return request.existing().databaseLog() ? List.of() : List.of(group(request));
    }

    static String groupName(TemplateRequest request) {
        return TemplateRequest.databaseLog(request.cluster());
    }

    /** Creates the cluster after the group that it logs to. */
    static Resource after(Resource cluster, TemplateRequest request) {
        return request.existing().databaseLog() ? cluster : cluster.after(StackResource.DATABASE_LOGS);
    }

    private static Resource group(TemplateRequest request) {
        return Resource.of(StackResource.DATABASE_LOGS)
                .ends(request.lifetime().keeping())
                .with("LogGroupName", groupName(request))
                .with("RetentionInDays", request.logRetentionDays())
                .with("KmsKeyId", Cfn.attribute(StackResource.DATABASE_KEY, "Arn"))
                .with("Tags", request.tags().list());
    }
}
