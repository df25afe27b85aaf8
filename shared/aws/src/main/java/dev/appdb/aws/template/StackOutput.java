package dev.appdb.aws.template;

/** The outputs of the stack that describe the database. */
public enum StackOutput {
    CLUSTER_ARN("ClusterArn", "the cluster's ARN"),
    CLUSTER_RESOURCE_ID("ClusterResourceId", "the cluster's id in the ARNs of database users"),
    ENDPOINT("Endpoint", "the host that takes writes"),
    READER_ENDPOINT("ReaderEndpoint", "the host that answers reads"),
    PORT("Port", "the port of both"),
    MASTER_SECRET_ARN("MasterSecretArn", "the secret that holds the master password"),
    DATABASE_KEY_ARN("DatabaseKeyArn", "the key that encrypts the data, its snapshots and the master password"),
    DATABASE_SECURITY_GROUP_ID("DatabaseSecurityGroupId", "the security group that decides what may connect"),
    ROLE_MANAGER_FUNCTION_NAME("RoleManagerFunctionName", "the role manager's function"),
    ROLE_MANAGER_LOG_GROUP("RoleManagerLogGroup", "the log group of the role manager"),
    APP_ACCESS_POLICY_ARN("AppAccessPolicyArn", "the policy for logging in as the application's user"),
    MIGRATOR_ACCESS_POLICY_ARN("MigratorAccessPolicyArn", "the policy for logging in as the migrations' user"),
    BACKUP_VAULT_NAME("BackupVaultName", "the vault that keeps the weekly backups");

    private final String id;
    private final String description;

    StackOutput(String id, String description) {
        this.id = id;
        this.description = description;
    }

    /** The output's name in the template. */
    public String id() {
        return id;
    }

    String description() {
        return description;
    }
}
