package dev.appdb.aws.template;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The alarms that need a person's attention. Missing data counts as good: a paused cluster has no lag, and a function
 * that is not invoked has no errors.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html">AWS:
 *     Aurora's metrics and their units</a>
 */
final class Alarms {
    private static final int MINUTE_SECONDS = 60;
    private static final int FULL_CAPACITY_PERCENT = 95;
    private static final double CONNECTIONS_SHARE = 0.8;
    private static final int LEAST_LOCAL_STORAGE_BYTES = 1 << 30;
    private static final int LONGEST_LAG_MILLIS = 1_000;

    private Alarms() {}

    static List<Resource> of(TemplateRequest request) {
        List<Resource> alarms =
                new ArrayList<>(List.of(capacity(request), connections(request), localStorage(request)));
        if (request.settings().readers() > 0) {
            alarms.add(replicaLag(request));
        }
        alarms.add(roleManagerErrors(request));
        return alarms;
    }

    private static Resource capacity(TemplateRequest request) {
        return alarm(
                        StackResource.CAPACITY_ALARM,
                        request,
                        "capacity",
                        "An instance has been at the maximum capacity for 15 minutes: raise the maximum, or look for what"
                                + " uses it")
                .with("MetricName", "ACUUtilization")
                .with("Namespace", "AWS/RDS")
                .with("Dimensions", ofCluster())
                .with("Statistic", "Maximum")
                .with("Period", MINUTE_SECONDS)
                .with("EvaluationPeriods", 15)
                .with("ComparisonOperator", "GreaterThanOrEqualToThreshold")
                .with("Threshold", FULL_CAPACITY_PERCENT);
    }

    private static Resource connections(TemplateRequest request) {
        int limit = request.settings().maxConnections();
        return alarm(
                        StackResource.CONNECTIONS_ALARM,
                        request,
                        "connections",
                        "An instance has had four fifths of its " + limit + " connections in use for 5 minutes")
                .with("MetricName", "DatabaseConnections")
                .with("Namespace", "AWS/RDS")
                .with("Dimensions", ofCluster())
                .with("Statistic", "Maximum")
                .with("Period", MINUTE_SECONDS)
                .with("EvaluationPeriods", 5)
                .with("ComparisonOperator", "GreaterThanOrEqualToThreshold")
                .with("Threshold", (int) (CONNECTIONS_SHARE * limit));
    }

    private static Resource localStorage(TemplateRequest request) {
        return alarm(
                        StackResource.LOCAL_STORAGE_ALARM,
                        request,
                        "local-storage",
                        "An instance has less than 1 GiB left for temporary files and logs: look for large sorts and index"
                                + " builds")
                .with("MetricName", "FreeLocalStorage")
                .with("Namespace", "AWS/RDS")
                .with("Dimensions", ofCluster())
                .with("Statistic", "Minimum")
                .with("Period", MINUTE_SECONDS)
                .with("EvaluationPeriods", 5)
                .with("ComparisonOperator", "LessThanThreshold")
                .with("Threshold", LEAST_LOCAL_STORAGE_BYTES);
    }

    private static Resource replicaLag(TemplateRequest request) {
        return alarm(
                        StackResource.REPLICA_LAG_ALARM,
                        request,
                        "replica-lag",
                        "A reader has been 1 s or more behind the writer for 5 minutes: raise the minimum capacity")
                .with("MetricName", "AuroraReplicaLagMaximum")
                .with("Namespace", "AWS/RDS")
                .with("Dimensions", ofCluster())
                .with("Statistic", "Maximum")
                .with("Period", MINUTE_SECONDS)
                .with("EvaluationPeriods", 5)
                .with("ComparisonOperator", "GreaterThanOrEqualToThreshold")
                .with("Threshold", LONGEST_LAG_MILLIS);
    }

    private static Resource roleManagerErrors(TemplateRequest request) {
        return alarm(
                        StackResource.ROLE_MANAGER_ERRORS_ALARM,
                        request,
                        "role-manager-errors",
                        "The role manager failed: its log group says why")
                .with("MetricName", "Errors")
                .with("Namespace", "AWS/Lambda")
                .with(
                        "Dimensions",
                        Cfn.list(new Block()
                                .with("Name", "FunctionName")
                                .with("Value", Cfn.ref(StackResource.ROLE_MANAGER_FUNCTION))
                                .node()))
                .with("Statistic", "Sum")
                .with("Period", MINUTE_SECONDS)
                .with("EvaluationPeriods", 1)
                .with("ComparisonOperator", "GreaterThanOrEqualToThreshold")
                .with("Threshold", 1);
    }

    private static Resource alarm(StackResource kind, TemplateRequest request, String name, String description) {
        Resource alarm = Resource.of(kind)
                .with("AlarmName", request.cluster() + "-" + name)
                .with("AlarmDescription", description)
                .with("TreatMissingData", "notBreaching");
        if (request.alarmTopic().isPresent()) {
            ArrayNode topic = Cfn.list(Cfn.ref(StackParameter.ALARM_TOPIC_ARN));
            alarm.with("AlarmActions", topic).with("OKActions", topic.deepCopy());
        }
        return alarm.with("Tags", request.tags().list());
    }

    // All instances are in it, those that autoscaling or a hand adds too.
    private static ArrayNode ofCluster() {
        return Cfn.list(new Block()
                .with("Name", "DBClusterIdentifier")
                .with("Value", Cfn.ref(StackResource.DATABASE_CLUSTER))
                .node());
    }
}
