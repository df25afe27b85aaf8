package dev.appdb.aws.template;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kinds of resource in the stack, with their logical ids.
 *
 * <p>CloudFormation identifies a resource by its logical id alone: under another id it is another resource, and the
 * existing one is deleted. So these ids never change.
 */
public enum StackResource {
    DATABASE_SECURITY_GROUP(
            "DatabaseSecurityGroup", "AWS::EC2::SecurityGroup", "decides what may connect to the database"),
    ROLE_MANAGER_SECURITY_GROUP(
            "RoleManagerSecurityGroup",
            "AWS::EC2::SecurityGroup",
            "lets the role manager reach the database and the AWS services it needs, and nothing else"),
    DATABASE_INGRESS(
            "DatabaseIngressFromRoleManager",
            "AWS::EC2::SecurityGroupIngress",
            "lets the role manager connect to the database"),
    ENDPOINTS_INGRESS(
            "EndpointsIngressFromRoleManager",
            "AWS::EC2::SecurityGroupIngress",
            "lets the role manager reach the network's VPC endpoints"),
    DATABASE_KEY(
            "DatabaseKey", "AWS::KMS::Key", "encrypts the data, its snapshots and the master password", Content.DATA),
    ROLE_MANAGER_KEY("RoleManagerKey", "AWS::KMS::Key", "encrypts the role manager's settings"),
    DATABASE_PARAMETERS(
            "DatabaseParameters", "AWS::RDS::DBClusterParameterGroup", "sets the server's logging and its libraries"),
    MONITORING_ROLE("MonitoringRole", "AWS::IAM::Role", "lets RDS write the operating system's metrics"),
    DATABASE_LOGS("DatabaseLogs", "AWS::Logs::LogGroup", "keeps the database's log", Content.DATA),
    DATABASE_CLUSTER("DatabaseCluster", "AWS::RDS::DBCluster", "is the database and holds its data", Content.DATA),
    PRIMARY_INSTANCE("PrimaryInstance", "AWS::RDS::DBInstance", "runs the server that takes writes"),
    READER("Reader", "AWS::RDS::DBInstance", "runs a server that answers reads and takes over when the writer fails"),
    APP_ACCESS_POLICY(
            "AppAccessPolicy", "AWS::IAM::ManagedPolicy", "lets the service log in as the application's user"),
    MIGRATOR_ACCESS_POLICY(
            "MigratorAccessPolicy", "AWS::IAM::ManagedPolicy", "lets migrations log in as the migrations' user"),
    READER_ACCESS_POLICY(
            "ReaderAccessPolicy", "AWS::IAM::ManagedPolicy", "lets people and tools log in as a read-only user"),
    ROLE_MANAGER_ROLE("RoleManagerRole", "AWS::IAM::Role", "defines the role manager's permissions in the account"),
    ROLE_MANAGER_LOGS("RoleManagerLogs", "AWS::Logs::LogGroup", "keeps the role manager's log"),
    ROLE_MANAGER_FUNCTION(
            "RoleManagerFunction",
            "AWS::Lambda::Function",
            "creates and checks the database's users, schema and extensions"),
    BACKUP_ROLE("BackupRole", "AWS::IAM::Role", "lets AWS Backup make the weekly backups"),
    BACKUP_VAULT("BackupVault", "AWS::Backup::BackupVault", "keeps the weekly backups", Content.DATA),
    BACKUP_PLAN("BackupPlan", "AWS::Backup::BackupPlan", "makes a backup every Sunday"),
    BACKUP_SELECTION("BackupSelection", "AWS::Backup::BackupSelection", "puts the database under the backup plan"),
    CAPACITY_ALARM("CapacityAlarm", "AWS::CloudWatch::Alarm", "tells when the capacity stays at its maximum"),
    CONNECTIONS_ALARM("ConnectionsAlarm", "AWS::CloudWatch::Alarm", "tells when connections are running out"),
    LOCAL_STORAGE_ALARM(
            "LocalStorageAlarm", "AWS::CloudWatch::Alarm", "tells when space for temporary files is running out"),
    REPLICA_LAG_ALARM("ReplicaLagAlarm", "AWS::CloudWatch::Alarm", "tells when readers fall behind the writer"),
    ROLE_MANAGER_ERRORS_ALARM("RoleManagerErrorsAlarm", "AWS::CloudWatch::Alarm", "tells when the role manager fails");

    private static final Pattern READER_ID = Pattern.compile("(Reader)[1-9][0-9]?");
    private static final Pattern READER_POLICY_ID = Pattern.compile("(ReaderAccessPolicy)[a-z][a-zU0-9]*");

    private final String logicalId;
    private final String type;
    private final String purpose;
    private final Content content;

    StackResource(String logicalId, String type, String purpose) {
        this(logicalId, type, purpose, Content.NOTHING);
    }

    StackResource(String logicalId, String type, String purpose, Content content) {
        this.logicalId = logicalId;
        this.type = type;
        this.purpose = purpose;
        this.content = content;
    }

    /** The kind of resource with this logical id; empty for one that no version of the template has had. */
    public static Optional<StackResource> of(String logicalId) {
        for (Pattern several : List.of(READER_ID, READER_POLICY_ID)) {
            Matcher one = several.matcher(logicalId);
            if (one.matches()) {
                return of(resource -> resource.isOneOfSeveral() && resource.logicalId.equals(one.group(1)));
            }
        }
        return of(resource -> !resource.isOneOfSeveral() && resource.logicalId.equals(logicalId));
    }

    private static Optional<StackResource> of(Predicate<StackResource> wanted) {
        return Arrays.stream(values()).filter(wanted).findFirst();
    }

    private boolean isOneOfSeveral() {
        return this == READER || this == READER_ACCESS_POLICY;
    }

    /** The logical id; for {@link #READER} the part before the number, for {@link #READER_ACCESS_POLICY} that before the name. */
    public String logicalId() {
        return logicalId;
    }

    /** The CloudFormation type, such as {@code AWS::RDS::DBCluster}. */
    public String type() {
        return type;
    }

    /** The purpose, a phrase that follows "it". */
    public String purpose() {
        return purpose;
    }

    /** Returns true if data is lost, or can never be read again, when it is deleted. */
    public boolean holdsData() {
        return content == Content.DATA;
    }

    private enum Content {
        DATA,
        NOTHING
    }
}
