package dev.appdb.setting;

import static dev.appdb.setting.RememberedField.Presence.REQUIRED;
import static dev.appdb.setting.RememberedField.Presence.UNLESS_DEFAULT;

import dev.appdb.failure.Subcommand;
import dev.appdb.request.Adoption;
import dev.appdb.request.Arn;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.Capacity;
import dev.appdb.request.LogRetention;
import dev.appdb.request.StorageType;
import dev.appdb.request.TagValue;
import dev.appdb.request.Target;
import dev.appdb.setting.RememberedField.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The part of the table {@link Settings} about what is deployed in AWS. */
public final class DeploymentSettings {
    static final List<Setting<?>> ROWS = new ArrayList<>();

    public static final Setting<Double> MIN_CAPACITY = row(
                    "min-capacity",
                    SettingType.of("ACU", Capacity::minimum)
                            .in("0 to 256 in steps of 0.5")
                            .printedBy(Capacity::text))
            .says(
                    "Minimum capacity",
                    "Minimum ACU (about 2 GiB of memory each) of an instance, where 0 pauses it when nobody is"
                            + " connected")
            .byDefault(Capacity.DEFAULT.minAcu())
            .declared("database_min_capacity")
            .with(Target.AWS)
            .asked()
            .on(Commands.and(Commands.DEPLOYING, Subcommand.DOCTOR))
            .remembered("aurora.min_acu", Json.NUMBER, REQUIRED)
            .inCluster(cluster -> Optional.of(cluster.capacity().minAcu()), AuroraSettings.Builder::minAcu);

    public static final Setting<Double> MAX_CAPACITY = row(
                    "max-capacity",
                    SettingType.of("ACU", Capacity::maximum)
                            .in("1 to 256 in steps of 0.5")
                            .printedBy(Capacity::text))
            .says("Maximum capacity", "Maximum ACU of an instance, at least the minimum")
            .byDefault(Capacity.DEFAULT.maxAcu())
            .declared("database_max_capacity")
            .with(Target.AWS)
            .asked()
            .on(Commands.and(Commands.DEPLOYING, Subcommand.DOCTOR))
            .remembered("aurora.max_acu", Json.NUMBER, REQUIRED)
            .inCluster(cluster -> Optional.of(cluster.capacity().maxAcu()), AuroraSettings.Builder::maxAcu);

    public static final Setting<Integer> READERS = row(
                    "readers",
                    SettingType.wholeNumber("COUNT", "a number of instances").in("0 to 15"))
            .says("Readers", "Number of instances beside the writer")
            .byDefault(0)
            .declared("database_instance_count", DeclaredValues::readers)
            .with(Target.AWS)
            .on(Commands.DEPLOYING)
            .remembered("aurora.readers", Json.WHOLE_NUMBER, UNLESS_DEFAULT)
            .inCluster(cluster -> Optional.of(cluster.readers()), AuroraSettings.Builder::readers);

    public static final Setting<Duration> AUTO_PAUSE = row(
                    "auto-pause", SettingType.seconds().in("300 to 86400"))
            .says("Auto-pause", "Seconds without a connection after which an instance with a minimum of 0 ACU pauses")
            .defaultText("300")
            .with(Target.AWS)
            .on(Commands.DEPLOYING)
            .remembered("aurora.pause_after_seconds", Json.WHOLE_NUMBER, UNLESS_DEFAULT)
            .inCluster(AuroraSettings::pauseAfter, AuroraSettings.Builder::pauseAfter);

    public static final Setting<Boolean> TEMPORARY = row("temporary", SettingType.onOrOff())
            .says("Temporary", "Short-lived, for example for tests: no deletion protection, no final snapshot")
            .byDefault(false)
            .defaultText("no")
            .declared("deletion_protection", DeclaredValues::temporary)
            .with(Target.AWS)
            .on(Commands.DEPLOYING)
            .remembered("aurora.temporary", Json.BOOLEAN, UNLESS_DEFAULT)
            .inCluster(cluster -> Optional.of(cluster.temporary()), AuroraSettings.Builder::temporary);

    public static final Setting<Boolean> DATA_API = row("data-api", SettingType.onOrOff())
            .says(
                    "RDS Data API",
                    "HTTPS endpoint that runs SQL for whoever has rds-data:ExecuteStatement and may read the secret of a"
                            + " user")
            .byDefault(false)
            .defaultText("no")
            .declared("enable_http_endpoint")
            .with(Target.AWS)
            .on(Commands.DEPLOYING)
            .remembered("aurora.data_api", Json.BOOLEAN, UNLESS_DEFAULT)
            .inCluster(cluster -> Optional.of(cluster.dataApi()), AuroraSettings.Builder::dataApi);

    public static final Setting<StorageType> STORAGE_TYPE = row(
                    "storage-type", SettingType.of("TYPE", StorageType::of).in("aurora or aurora-iopt1"))
            .says(
                    "Storage type",
                    "Storage configuration, where aurora-iopt1 (I/O-Optimized) includes I/O requests in higher prices of"
                            + " capacity and storage")
            .byDefault(StorageType.STANDARD)
            .with(Target.AWS)
            .on(Commands.DEPLOYING)
            .remembered("aurora.storage_type", Json.TEXT, UNLESS_DEFAULT)
            .inCluster(cluster -> Optional.of(cluster.storageType()), AuroraSettings.Builder::storageType);

    public static final Setting<Boolean> PROTECT_FROM_START = row("protect-from-start", SettingType.onOrOff())
            .says(
                    "Protected from the start",
                    "Create the cluster with deletion protection, where the account refuses one without; a failed"
                            + " creation then has to be removed with destroy")
            .byDefault(false)
            .defaultText("no")
            .with(Target.AWS)
            .on(Commands.DEPLOYING)
            .remembered("aurora.protect_from_start", Json.BOOLEAN, UNLESS_DEFAULT)
            .inCluster(
                    cluster -> Optional.of(cluster.protectedFromStart()), AuroraSettings.Builder::protectedFromStart);

    public static final Setting<Integer> LOG_RETENTION = row(
                    "log-retention",
                    SettingType.wholeNumber("DAYS", "a number of days").checked(LogRetention::requireDays))
            .says(
                    "Log retention",
                    "Number of days that CloudWatch keeps the logs of the database and the role manager: 1, 3, 5, 7, 14,"
                            + " 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, … 3653")
            .byDefault(LogRetention.DEFAULT_DAYS)
            .with(Target.AWS)
            .on(Commands.and(Commands.WITH_ROLE_MANAGER, Subcommand.DOCTOR))
            .remembered("aurora.log_retention_days", Json.WHOLE_NUMBER, UNLESS_DEFAULT)
            .inCluster(cluster -> Optional.of(cluster.logRetentionDays()), AuroraSettings.Builder::logRetentionDays);

    public static final Setting<Integer> BACKUP_RETENTION = row(
                    "backup-retention",
                    SettingType.wholeNumber("DAYS", "a number of days").in("1 to 35"))
            .says("Backup retention", "Number of days that automated backups are kept")
            .defaultText("7, or 1 with --temporary")
            .with(Target.AWS)
            .on(Commands.DEPLOYING)
            .remembered("aurora.backup_retention_days", Json.WHOLE_NUMBER, UNLESS_DEFAULT)
            .inCluster(AuroraSettings::backupRetention, AuroraSettings.Builder::backupRetention);

    public static final Setting<Optional<Integer>> RESERVED_CONCURRENCY = row(
                    "reserved-concurrency",
                    SettingType.wholeNumber("COUNT", "a number of invocations, or none")
                            .orNone())
            .says(
                    "Reserved concurrency",
                    "Maximum number of concurrent invocations of the role manager, or none for no limit")
            .byDefault(Optional.empty())
            .with(Target.AWS)
            .on(Commands.WITH_ROLE_MANAGER)
            .remembered("aurora.reserved_concurrency", Json.WHOLE_NUMBER, UNLESS_DEFAULT)
            .inCluster(
                    cluster -> Optional.of(cluster.reservedConcurrency()), AuroraSettings.Builder::reservedConcurrency);

    public static final Setting<Optional<Arn>> PERMISSIONS_BOUNDARY = row(
                    "permissions-boundary", SettingType.of("ARN", Arn::new).orNone())
            .says("Permissions boundary", "IAM policy that bounds the roles that appdb creates, or none")
            .byDefault(Optional.empty())
            .with(Target.AWS)
            .on(Commands.and(Commands.WITH_ROLE_MANAGER, Subcommand.IAM_POLICY, Subcommand.DOCTOR))
            .remembered("aurora.permissions_boundary", Json.TEXT, UNLESS_DEFAULT)
            .inCluster(
                    cluster -> Optional.of(cluster.permissionsBoundary()), AuroraSettings.Builder::permissionsBoundary);

    public static final Setting<TagValue> PROJECT_NAME = row("project-name", SettingType.of("NAME", TagValue::new))
            .says("Project name", "Value of the tag project, by which the VPC is found and which new resources get")
            .defaultText("project_name in infra/project-config")
            .with(Target.AWS)
            .on(Commands.and(Commands.WITH_ROLE_MANAGER, Subcommand.DOCTOR))
            .remembered("aurora.project_name", Json.TEXT, UNLESS_DEFAULT)
            .inCluster(AuroraSettings::projectName, AuroraSettings.Builder::projectName);

    public static final Setting<TagValue> NETWORK = row("network", SettingType.of("NAME", TagValue::new))
            .says("Network", "Value of the tag network_name, by which the VPC is found")
            .defaultText("network_name in infra/<APP>/app-config/<ENV>.tf")
            .with(Target.AWS)
            .on(Commands.and(Commands.DEPLOYING, Subcommand.DOCTOR))
            .remembered("aurora.network", Json.TEXT, UNLESS_DEFAULT)
            .inCluster(AuroraSettings::network, AuroraSettings.Builder::network);

    public static final Setting<String> CLUSTER = row("cluster", SettingType.of("NAME", Adoption::requireName))
            .says("Cluster", "Aurora cluster or RDS instance of somebody else that only gets a role manager")
            .defaultText("<APP>-<ENV>, with adopt")
            .with(Target.AWS)
            .on(Commands.ADOPTING)
            // Adopting is done in a shell; what is remembered of it holds in Slack.
            .notInSlack()
            .remembered("adopted.cluster", Json.TEXT, REQUIRED)
            .inCluster(cluster -> cluster.adopted().map(Adoption::name), AuroraSettings.Builder::adopted);

    public static final Setting<Arn> MASTER_SECRET = row(
                    "master-secret", SettingType.of("ARN", arn -> Adoption.requireSecret(new Arn(arn))))
            .says("Master secret", "Secret of Secrets Manager with the password of the adopted cluster's master user")
            .defaultText("the one that RDS manages")
            .with(Target.AWS)
            .on(Commands.ADOPTING)
            .notInSlack()
            .remembered("adopted.master_secret", Json.TEXT, UNLESS_DEFAULT)
            .inCluster(
                    cluster -> cluster.adopted().flatMap(Adoption::masterSecret), AuroraSettings.Builder::masterSecret);

    public static final Setting<Arn> ROLE_ARN = row("role-arn", SettingType.of("ARN", Arn::new))
            .says("CloudFormation role", "IAM role that CloudFormation works with")
            .defaultText("your own permissions")
            .with(Target.AWS)
            .on(Commands.and(Commands.PLANNING, Subcommand.IAM_POLICY, Subcommand.DOCTOR))
            // Which role appdb may pass on is decided by whoever runs the bot, not by whoever types in a channel.
            .notInSlack();

    public static final Setting<Optional<Arn>> ALARM_TOPIC = row(
                    "alarm-topic", SettingType.of("ARN", Arn::new).orNone())
            .says("Alarm topic", "SNS topic that alarms are sent to, or none")
            .defaultText("as deployed")
            .with(Target.AWS)
            .on(Commands.of(Subcommand.SETUP, Subcommand.PLAN, Subcommand.APPLY, Subcommand.TEMPLATE));

    private DeploymentSettings() {}

    private static <T> Setting<T> row(String id, SettingType<T> type) {
        return Settings.row(ROWS, id, type);
    }
}
