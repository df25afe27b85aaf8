package dev.appdb.aws.permissions;

import dev.appdb.request.Adoption;
import dev.appdb.request.Arn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The permissions boundary that suffices for the stack's three roles: it allows what the template gives them and the
 * policies of AWS that it attaches, as far as this database needs it. A boundary grants nothing by itself.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html">AWS: the content of its
 *     managed policies</a>
 */
final class RoleBoundary {
    private RoleBoundary() {}

    static List<Permission> of(PolicyScope about) {
        return Stream.concat(
                        ofFunction(about).stream(),
                        about
                                .adoption()
                                .map(adoption -> ofAdoption(about, adoption))
                                .orElseGet(() -> ofCluster(about))
                                .stream())
                .toList();
    }

    private static List<Permission> ofFunction(PolicyScope about) {
        return List.of(
                Permission.of(
                        "Network",
                        "ec2",
                        List.of(
                                "AssignPrivateIpAddresses",
                                "CreateNetworkInterface",
                                "DeleteNetworkInterface",
                                "DescribeNetworkInterfaces",
                                "DescribeSubnets",
                                "UnassignPrivateIpAddresses"),
                        "*"),
                Permission.of(
                        "Tracing",
                        "xray",
                        List.of(
                                "GetSamplingRules",
                                "GetSamplingStatisticSummaries",
                                "GetSamplingTargets",
                                "PutTelemetryRecords",
                                "PutTraceSegments"),
                        "*"),
                Permission.of("Logs", "logs", List.of("CreateLogStream", "PutLogEvents"), about.logs()));
    }

    /** The secret is the one that RDS manages of the cluster or instance of that name, or the one that was given. */
    private static List<Permission> ofAdoption(PolicyScope about, Adoption adoption) {
        Permission reading = Permission.of(
                "MasterPassword",
                "secretsmanager",
                List.of("GetSecretValue"),
                adoption.masterSecret().map(Arn::value).orElse(about.arn("secretsmanager", "secret:rds!cluster-*")));
        List<Permission> permissions = new ArrayList<>();
        if (adoption.masterSecret().isPresent()) {
            permissions.add(reading);
        } else {
            permissions.add(reading.when(
                    "StringLike",
                    "aws:ResourceTag/aws:rds:primaryDBClusterArn",
                    about.arn("rds", "cluster:" + adoption.name())));
            permissions.add(reading.named("InstancePassword")
                    .on(List.of(about.arn("secretsmanager", "secret:rds!db-*")))
                    .when(
                            "StringLike",
                            "aws:ResourceTag/aws:rds:primaryDBInstanceArn",
                            about.arn("rds", "db:" + adoption.name())));
        }
        permissions.add(Permission.of("Decryption", "kms", List.of("Decrypt"), about.arn("kms", "key/*"))
                .when("StringEquals", "kms:ViaService", about.via("secretsmanager")));
        permissions.add(Permission.of("Login", "rds-db", List.of("connect"), users(about)));
        return permissions;
    }

    private static List<Permission> ofCluster(PolicyScope about) {
        String keys = about.arn("kms", "key/*");
        return List.of(
                // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonRDSEnhancedMonitoringRole.html
                Permission.of(
                        "Monitoring",
                        "logs",
                        List.of(
                                "CreateLogGroup",
                                "CreateLogStream",
                                "DescribeLogStreams",
                                "GetLogEvents",
                                "PutLogEvents",
                                "PutRetentionPolicy"),
                        about.arn("logs", "log-group:RDS*")),
                // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html: RDS's own tag
                Permission.of(
                                "MasterPassword",
                                "secretsmanager",
                                List.of("GetSecretValue"),
                                about.arn("secretsmanager", "secret:rds!cluster-*"))
                        .when(
                                "StringLike",
                                "aws:ResourceTag/aws:rds:primaryDBClusterArn",
                                about.arn("rds", "cluster:" + about.cluster())),
                Permission.of("Decryption", "kms", List.of("Decrypt"), keys).owned(about),
                // The id of the cluster is not known before its creation.
                Permission.of("Login", "rds-db", List.of("connect"), users(about)),
                Permission.of(
                        "Backup",
                        "rds",
                        List.of(
                                "AddTagsToResource",
                                "CopyDBClusterSnapshot",
                                "CreateDBClusterSnapshot",
                                "DescribeDBClusterAutomatedBackups",
                                "DescribeDBClusterSnapshots",
                                "DescribeDBClusters",
                                "ListTagsForResource"),
                        about.arn("rds", "cluster:" + about.cluster()),
                        about.arn("rds", "cluster-snapshot:awsbackup:*")),
                Permission.of("BackupLookUps", "rds", List.of("DescribeDBClusterSnapshots", "DescribeDBClusters"), "*"),
                Permission.of("BackedUpResources", "tag", List.of("GetResources"), "*"),
                Permission.of("Vault", "backup", List.of("CopyIntoBackupVault", "DescribeBackupVault"), about.vault()),
                Permission.of("BackupEncryption", "kms", List.of("DescribeKey", "GenerateDataKey"), keys)
                        .owned(about),
                Permission.of("BackupGrants", "kms", List.of("CreateGrant"), keys)
                        .owned(about)
                        .when("Bool", "kms:GrantIsForAWSResource", "true"));
    }

    private static String[] users(PolicyScope about) {
        return Stream.concat(
                        Stream.of(about.names().appUser(), about.names().migratorUser()),
                        about.names().readers().stream())
                .map(user -> about.arn("rds-db", "dbuser:*/" + user))
                .toArray(String[]::new);
    }
}
