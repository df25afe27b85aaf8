package dev.appdb.aws.permissions;

import java.util.List;

/**
 * The permissions on keys, whose ids AWS chooses: the two of the stack by their tags, used only through the services
 * that encrypt with them, and AWS Backup's own key by its alias.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html">AWS: KMS's
 *     actions and conditions</a>
 */
final class KeyPermissions {
    private KeyPermissions() {}

    static List<Permission> of(PolicyScope about) {
        String keys = about.arn("kms", "key/*");
        String[] services = {about.via("backup"), about.via("lambda"), about.via("rds"), about.via("secretsmanager")};
        return List.of(
                Permission.of("DeployNewKeys", "kms", List.of("CreateKey"), "*").tagging(about),
                // No key that has an application already: tags decide who may use a key.
                Permission.of("DeployTagsOfNewKeys", "kms", List.of("TagResource"), keys)
                        .tagging(about)
                        .when("Null", "aws:ResourceTag/application", "true"),
                Permission.of(
                                "DeployKeys",
                                "kms",
                                List.of(
                                        "DescribeKey",
                                        "DisableKeyRotation",
                                        "EnableKeyRotation",
                                        "GetKeyPolicy",
                                        "GetKeyRotationStatus",
                                        "ListResourceTags",
                                        "PutKeyPolicy",
                                        "ScheduleKeyDeletion",
                                        "TagResource",
                                        "UntagResource",
                                        "UpdateKeyDescription"),
                                keys)
                        .owned(about),
                Permission.of(
                                "DeployEncryption",
                                "kms",
                                List.of("Decrypt", "Encrypt", "GenerateDataKey", "RetireGrant"),
                                keys)
                        .owned(about)
                        .when("StringEquals", "kms:ViaService", services),
                // A service encrypts by a grant that it makes with the rights of whoever deploys.
                Permission.of("DeployGrants", "kms", List.of("CreateGrant"), keys)
                        .owned(about)
                        .when("StringEquals", "kms:ViaService", services)
                        .when("Bool", "kms:GrantIsForAWSResource", "true"));
    }
}
