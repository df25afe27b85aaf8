package dev.appdb.aws.template;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/**
 * The two keys, rotated every year. Administrators can manage them, but data is decrypted only through the services
 * that store it.
 */
final class EncryptionKeys {
    // The administrator's actions that AWS's default key policy lists, one by one, less those that use the key.
    // https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
    private static final List<String> ADMINISTRATION = List.of(
            "kms:CancelKeyDeletion",
            "kms:CreateAlias",
            "kms:DeleteAlias",
            "kms:DescribeKey",
            "kms:DisableKey",
            "kms:DisableKeyRotation",
            "kms:EnableKey",
            "kms:EnableKeyRotation",
            "kms:GetKeyPolicy",
            "kms:GetKeyRotationStatus",
            "kms:ListGrants",
            "kms:ListKeyPolicies",
            "kms:ListKeyRotations",
            "kms:ListResourceTags",
            "kms:PutKeyPolicy",
            "kms:RevokeGrant",
            "kms:RotateKeyOnDemand",
            "kms:ScheduleKeyDeletion",
            "kms:TagResource",
            "kms:UntagResource",
            "kms:UpdateAlias",
            "kms:UpdateKeyDescription");

    // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.Keys.html
    private static final List<String> USE = List.of(
            "kms:CreateGrant",
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:Encrypt",
            "kms:GenerateDataKey",
            "kms:GenerateDataKeyWithoutPlaintext",
            "kms:ReEncryptFrom",
            "kms:ReEncryptTo");

    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    private static final List<String> LOGGING = List.of(
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:Encrypt",
            "kms:GenerateDataKey",
            "kms:GenerateDataKeyWithoutPlaintext",
            "kms:ReEncryptFrom",
            "kms:ReEncryptTo");

    // https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html: 7 to 30 days
    private static final int SHORTEST_WAIT_DAYS = 7;
    private static final int LONGEST_WAIT_DAYS = 30;

    private EncryptionKeys() {}

    static List<Resource> of(TemplateRequest request) {
        return List.of(database(request), roleManager(request));
    }

    /**
     * The key of the database. It outlives the stack, since without it the final snapshot and all backups could never
     * be read again.
     */
    private static Resource database(TemplateRequest request) {
        return key(StackResource.DATABASE_KEY, request, "Key for RDS cluster " + request.cluster())
                .ends(request.lifetime().keeping())
                .with(
                        "KeyPolicy",
                        Policies.document(
                                administration(),
                                useThrough("rds", "secretsmanager", "backup"),
                                logging(DatabaseLogs.groupName(request)),
                                Policies.denyGrantsOfPeopleOnKey()));
    }

    private static Resource roleManager(TemplateRequest request) {
        return key(
                        StackResource.ROLE_MANAGER_KEY,
                        request,
                        "Key for Lambda function " + RoleManagerFunction.name(request))
                .ends(DeletionPolicy.DELETED)
                .with(
                        "KeyPolicy",
                        Policies.document(
                                administration(),
                                useThrough("lambda"),
                                decryptAtStart(request),
                                logging("${AWS::StackName}-" + StackResource.ROLE_MANAGER_LOGS.logicalId() + "-*"),
                                Policies.denyGrantsOfPeopleOnKey()));
    }

    private static Resource key(StackResource kind, TemplateRequest request, String description) {
        return Resource.of(kind)
                .with("Description", description)
                .with("EnableKeyRotation", true)
                .with("PendingWindowInDays", request.lifetime().temporary() ? SHORTEST_WAIT_DAYS : LONGEST_WAIT_DAYS)
                .with("Tags", request.tags().list());
    }

    private static Block administration() {
        return Policies.allowAccountOnKey("AdministerTheKey", ADMINISTRATION);
    }

    private static Block useThrough(String... services) {
        ArrayNode hosts = JsonNodeFactory.instance.arrayNode();
        Arrays.stream(services)
                .map(service -> Cfn.sub(service + ".${AWS::Region}.amazonaws.com"))
                .forEach(hosts::add);
        return Policies.allowAccountOnKey("UseTheKeyThroughServices", USE)
                .with("Condition", new Block().with("StringEquals", new Block().with("kms:ViaService", hosts)));
    }

    /**
     * Lets CloudWatch Logs encrypt one log group. Its principal has the Region and the partition's domain in its name.
     *
     * @param group the group's name, or a pattern of it
     */
    private static Block logging(String group) {
        return Policies.allowServiceOnKey("EncryptTheLog", Cfn.sub("logs.${AWS::Region}.${AWS::URLSuffix}"), LOGGING)
                .with(
                        "Condition",
                        new Block()
                                .with(
                                        "ArnLike",
                                        new Block()
                                                .with(
                                                        "kms:EncryptionContext:aws:logs:arn",
                                                        Cfn.sub(
                                                                "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}"
                                                                        + ":log-group:" + group))));
    }

    // The role is named by its ARN in a condition and not as the principal, which would have to exist before the key,
    // as
    // the key before the role.
    private static Block decryptAtStart(TemplateRequest request) {
        ObjectNode role =
                Cfn.sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:role/" + RoleManagerFunction.roleName(request));
        return Policies.allowAccountOnKey("DecryptSettingsAtStart", List.of("kms:Decrypt"))
                .with("Condition", new Block().with("ArnEquals", new Block().with("aws:PrincipalArn", role)));
    }
}
