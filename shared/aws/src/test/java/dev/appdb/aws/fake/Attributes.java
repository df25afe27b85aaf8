package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The attributes of a new resource for {@code GetAtt}, in each service's format. */
final class Attributes {
    private Attributes() {}

    static Map<String, String> of(Account account, ResourceType type, String id, JsonNode properties) {
        return switch (type.name()) {
            case RdsFake.CLUSTER -> cluster(account, id, properties);
            case RdsFake.INSTANCE -> instance(account, id, properties);
            case "AWS::KMS::Key" -> Map.of("Arn", Arns.regional(account, "kms", "key/" + id), "KeyId", id);
            case "AWS::IAM::Role" ->
                Map.of(
                        "Arn",
                        Arns.iam("role" + properties.path("Path").asText("/") + id),
                        "RoleId",
                        "AROA" + account.freshId(17).toUpperCase(Locale.ROOT));
            case "AWS::IAM::ManagedPolicy" ->
                Map.of("PolicyArn", id, "PolicyId", "ANPA" + account.freshId(17).toUpperCase(Locale.ROOT));
            case "AWS::EC2::SecurityGroup" -> Map.of("GroupId", id, "Id", id);
            case LambdaFake.FUNCTION -> Map.of("Arn", Arns.regional(account, "lambda", "function:" + id));
            case "AWS::Backup::BackupVault" ->
                Map.of("BackupVaultArn", Arns.regional(account, "backup", "backup-vault:" + id), "BackupVaultName", id);
            case "AWS::Backup::BackupPlan" ->
                Map.of(
                        "BackupPlanId",
                        id,
                        "BackupPlanArn",
                        Arns.regional(account, "backup", "backup-plan:" + id),
                        "VersionId",
                        "v1");
            case "AWS::Backup::BackupSelection" -> Map.of("Id", id, "SelectionId", id.substring(0, id.indexOf('|')));
            case "AWS::Logs::LogGroup" -> Map.of("Arn", Arns.regional(account, "logs", "log-group:" + id + ":*"));
            case "AWS::CloudWatch::Alarm" -> Map.of("Arn", Arns.regional(account, "cloudwatch", "alarm:" + id));
            case "AWS::SNS::Topic" -> Map.of("TopicArn", id, "TopicName", id.substring(id.lastIndexOf(':') + 1));
            default -> Map.of("Id", id);
        };
    }

    private static Map<String, String> cluster(Account account, String id, JsonNode properties) {
        String host = ".cluster-" + account.freshId(12) + "." + account.region() + ".rds.amazonaws.com";
        Map<String, String> attributes = new HashMap<>();
        attributes.put("DBClusterArn", Arns.regional(account, "rds", "cluster:" + id));
        attributes.put("DBClusterResourceId", "cluster-" + account.freshId(26).toUpperCase(Locale.ROOT));
        attributes.put("Endpoint.Address", id + host);
        attributes.put("Endpoint.Port", properties.path("Port").asText("5432"));
        attributes.put("ReadEndpoint.Address", id + host.replace(".cluster-", ".cluster-ro-"));
        addSecret(account, "cluster", properties, attributes);
        return attributes;
    }

    /** @param kind as RDS names the secrets that it manages, {@code rds!cluster-…} and {@code rds!db-…} */
    private static void addSecret(Account account, String kind, JsonNode properties, Map<String, String> attributes) {
        if (properties.path("ManageMasterUserPassword").asBoolean(false)) {
            attributes.put(
                    "MasterUserSecret.SecretArn",
                    Arns.regional(account, "secretsmanager", "secret:rds!" + kind + "-" + PhysicalId.uuid(account))
                            + "-" + account.freshId(6));
        }
    }

    private static Map<String, String> instance(Account account, String id, JsonNode properties) {
        Map<String, String> attributes = new HashMap<>(Map.of(
                "DBInstanceArn",
                Arns.regional(account, "rds", "db:" + id),
                "DbiResourceId",
                "db-" + account.freshId(26).toUpperCase(Locale.ROOT),
                "Endpoint.Address",
                id + "." + account.freshId(12) + "." + account.region() + ".rds.amazonaws.com",
                "Endpoint.Port",
                properties.path("Port").asText("5432")));
        addSecret(account, "db", properties, attributes);
        return attributes;
    }
}
