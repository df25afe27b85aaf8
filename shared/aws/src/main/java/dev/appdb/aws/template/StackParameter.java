package dev.appdb.aws.template;

/**
 * Existing parts of the account that are parameters of the template.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html">AWS:
 *     types whose values CloudFormation checks in the account</a>
 */
public enum StackParameter {
    /**
     * The major version, for which Aurora takes the default minor version. It is a parameter since the offered versions
     * differ by Region and change: a list in a template or linter is soon outdated.
     */
    ENGINE_VERSION("EngineVersion", "String", "the PostgreSQL version, of the major that the parameter group is for"),
    VPC_ID("VpcId", "AWS::EC2::VPC::Id", "the network's VPC"),
    DATABASE_SUBNET_GROUP("DatabaseSubnetGroupName", "String", "the network's DB subnet group"),
    DATABASE_SUBNET_IDS(
            "DatabaseSubnetIds",
            "List<AWS::EC2::Subnet::Id>",
            "the network's database subnets, in which the role manager runs"),
    ENDPOINTS_SECURITY_GROUP_ID(
            "EndpointsSecurityGroupId",
            "AWS::EC2::SecurityGroup::Id",
            "the security group of the network's VPC endpoints"),
    /** Of an adopted database, as the next three. */
    DATABASE_SECURITY_GROUP_ID(
            "DatabaseSecurityGroupId", "AWS::EC2::SecurityGroup::Id", "the security group of the adopted database"),
    DATABASE_HOST("DatabaseHost", "String", "the address of the adopted database"),
    DATABASE_RESOURCE_ID("DatabaseResourceId", "String", "the adopted database's id in the ARNs of database users"),
    MASTER_SECRET_ARN("MasterSecretArn", "String", "the secret with the master password of the adopted database"),
    ROLE_MANAGER_BUCKET("RoleManagerBucket", "String", "the bucket that holds the role manager's jar"),
    ROLE_MANAGER_KEY("RoleManagerJarKey", "String", "the role manager's jar in that bucket, named by its content"),
    /** Only where the bucket keeps versions. */
    ROLE_MANAGER_VERSION(
            "RoleManagerJarVersion", "String", "the version of that object, which the function is made of"),
    /** Only with an alarm topic. */
    ALARM_TOPIC_ARN("AlarmTopicArn", "String", "the SNS topic that alarms are sent to"),
    /** Only with a permissions boundary. */
    PERMISSIONS_BOUNDARY_ARN("PermissionsBoundaryArn", "String", "the policy that bounds what the roles may do");

    private final String id;
    private final String type;
    private final String description;

    StackParameter(String id, String type, String description) {
        this.id = id;
        this.type = type;
        this.description = description;
    }

    /** The parameter's name in the template. */
    public String id() {
        return id;
    }

    String type() {
        return type;
    }

    String description() {
        return description;
    }
}
