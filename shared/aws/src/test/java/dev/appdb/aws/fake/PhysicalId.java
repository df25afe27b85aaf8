package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Names of new resources: the template's, or one made as each service makes them. */
final class PhysicalId {
    private PhysicalId() {}

    static String of(Account account, String stackName, String logicalId, ResourceType type, JsonNode properties) {
        String chosen = properties.path(type.identifier()).asText("");
        if (type.hasChosenName() && !chosen.isEmpty()) {
            return type.name().startsWith("AWS::RDS::") ? chosen.toLowerCase(Locale.ROOT) : chosen;
        }
        String generated =
                stackName + "-" + logicalId + "-" + account.freshId(12).toUpperCase(Locale.ROOT);
        return switch (type.name()) {
            case "AWS::EC2::SecurityGroup" -> "sg-" + account.freshId(17);
            case "AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress" -> "sgr-" + account.freshId(17);
            case "AWS::IAM::ManagedPolicy" ->
                Arns.iam("policy" + properties.path("Path").asText("/")
                        + properties.path("ManagedPolicyName").asText(generated));
            case "AWS::SNS::Topic" ->
                Arns.regional(account, "sns", properties.path("TopicName").asText(generated));
            case "AWS::KMS::Key", "AWS::Backup::BackupPlan" -> uuid(account);
            case "AWS::Backup::BackupSelection" -> uuid(account) + "|" + uuid(account);
            default -> type.name().startsWith("AWS::RDS::") ? generated.toLowerCase(Locale.ROOT) : generated;
        };
    }

    static String uuid(Account account) {
        String hex = account.freshId(32);
        return hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-4" + hex.substring(13, 16) + "-8"
                + hex.substring(17, 20) + "-" + hex.substring(20);
    }
}
