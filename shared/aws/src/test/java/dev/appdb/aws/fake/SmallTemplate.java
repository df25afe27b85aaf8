package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** A small stack for tests: a key, a group, a cluster with its instance, a role with a policy, a function, a vault. */
final class SmallTemplate {
    static final String BUCKET = "demo-123456789012-us-east-1-tf";
    static final String STACK = "app-dev";

    private static final String TEXT = """
            {"Description": "a small database",
             "Parameters": {
               "VpcId": {"Type": "AWS::EC2::VPC::Id"},
               "SubnetIds": {"Type": "List<AWS::EC2::Subnet::Id>"},
               "JarKey": {"Type": "String"},
               "Port": {"Type": "Number", "Default": "5432"}},
             "Resources": {
               "Key": {"Type": "AWS::KMS::Key", "DeletionPolicy": "RetainExceptOnCreate",
                 "UpdateReplacePolicy": "Retain", "Properties": {"EnableKeyRotation": true}},
               "Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {
                 "GroupName": "app-dev-db", "GroupDescription": "Database", "VpcId": {"Ref": "VpcId"}}},
               "Cluster": {"Type": "AWS::RDS::DBCluster", "DeletionPolicy": "Snapshot",
                 "UpdateReplacePolicy": "Snapshot", "Properties": {
                   "DBClusterIdentifier": "app-dev", "Engine": "aurora-postgresql", "EngineVersion": "16",
                   "DatabaseName": "app", "Port": {"Ref": "Port"}, "MasterUsername": "postgres",
                   "ManageMasterUserPassword": true, "DeletionProtection": false,
                   "KmsKeyId": {"Fn::GetAtt": ["Key", "Arn"]}, "DBSubnetGroupName": "dev",
                   "VpcSecurityGroupIds": [{"Fn::GetAtt": ["Group", "GroupId"]}],
                   "ServerlessV2ScalingConfiguration": {"MinCapacity": 0.5, "MaxCapacity": 1},
                   "Tags": [{"Key": "project", "Value": "demo"}]}},
               "Instance": {"Type": "AWS::RDS::DBInstance", "Properties": {
                 "DBInstanceIdentifier": "app-dev-primary", "DBClusterIdentifier": {"Ref": "Cluster"},
                 "DBInstanceClass": "db.serverless", "Engine": "aurora-postgresql"}},
               "Access": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {
                 "ManagedPolicyName": "app-dev-app-access", "PolicyDocument": {"Statement": [{
                   "Effect": "Allow", "Action": ["rds-db:connect"], "Resource": {"Fn::Sub":
            "arn:${AWS::Partition}:rds-db:${AWS::Region}:${AWS::AccountId}:dbuser:${Cluster.DBClusterResourceId}/app"}
                 }]}}},
               "Role": {"Type": "AWS::IAM::Role", "Properties": {
                 "RoleName": "app-dev-manager", "AssumeRolePolicyDocument": {"Version": "2012-10-17"},
                 "ManagedPolicyArns": [{"Ref": "Access"}]}},
               "Function": {"Type": "AWS::Lambda::Function", "Properties": {
                 "FunctionName": "app-dev-role-manager", "Runtime": "java21", "Handler": "Handler", "Timeout": 90,
                 "Code": {"S3Bucket": "demo-123456789012-us-east-1-tf", "S3Key": {"Ref": "JarKey"}},
                 "Role": {"Fn::GetAtt": ["Role", "Arn"]},
                 "VpcConfig": {"SubnetIds": {"Ref": "SubnetIds"},
                   "SecurityGroupIds": [{"Fn::GetAtt": ["Group", "GroupId"]}]},
                 "Environment": {"Variables": {
                   "DB_HOST": {"Fn::GetAtt": ["Cluster", "Endpoint.Address"]},
                   "SECRET": {"Fn::GetAtt": ["Cluster", "MasterUserSecret.SecretArn"]}}}}},
               "Vault": {"Type": "AWS::Backup::BackupVault", "Properties": {"BackupVaultName": "app-dev"}}},
             "Outputs": {
               "Endpoint": {"Value": {"Fn::GetAtt": ["Cluster", "Endpoint.Address"]}},
               "Secret": {"Value": {"Fn::GetAtt": ["Cluster", "MasterUserSecret.SecretArn"]}},
               "Function": {"Description": "its name", "Value": {"Ref": "Function"}}}}
            """;

    private SmallTemplate() {}

    static ObjectNode tree() {
        return Json.object(TEXT);
    }

    /** The template with one resource's property set. */
    static String with(String logicalId, String property, String json) {
        ObjectNode tree = tree();
        ObjectNode properties =
                (ObjectNode) tree.path("Resources").path(logicalId).path("Properties");
        properties.set(property, Json.read(json));
        return tree.toString();
    }

    static String without(String logicalId) {
        ObjectNode tree = tree();
        ((ObjectNode) tree.path("Resources")).remove(logicalId);
        return tree.toString();
    }

    static CreateChangeSetRequest.Builder changeSet(String name, ChangeSetType type, String template) {
        return CreateChangeSetRequest.builder()
                .stackName(STACK)
                .changeSetName(name)
                .changeSetType(type)
                .templateBody(template)
                .capabilities(Capability.CAPABILITY_NAMED_IAM)
                .parameters(
                        parameter("VpcId", StandardAccount.VPC),
                        parameter("SubnetIds", "subnet-00000000000000d00,subnet-00000000000000d01"),
                        parameter("JarKey", "a.jar"));
    }

    static Parameter parameter(String key, String value) {
        return Parameter.builder().parameterKey(key).parameterValue(value).build();
    }

    /** Creates the change set and executes it, and lets time pass until the stack rests. */
    static void apply(FakeAws aws, CloudFormationClient client, String name, ChangeSetType type, String template) {
        aws.account()
                .bucket(BUCKET)
                .put("a.jar", new byte[1], Map.of(), aws.account().clock().instant());
        client.createChangeSet(changeSet(name, type, template).build());
        aws.stacks().tick(2);
        client.executeChangeSet(call -> call.stackName(STACK).changeSetName(name));
        aws.stacks().settle();
    }

    static void create(FakeAws aws, CloudFormationClient client) {
        apply(aws, client, "first", ChangeSetType.CREATE, TEXT);
    }

    static void update(FakeAws aws, CloudFormationClient client, String template) {
        apply(aws, client, "second", ChangeSetType.UPDATE, template);
    }

    static String status(CloudFormationClient client) {
        return client.describeStacks(call -> call.stackName(STACK))
                .stacks()
                .get(0)
                .stackStatusAsString();
    }

    /** Every event, oldest first, as {@code LogicalId STATUS}. */
    static List<String> story(CloudFormationClient client) {
        List<String> story = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (StackEvent event : client.describeStackEventsPaginator(call -> call.stackName(STACK))
                .stackEvents()) {
            if (seen.add(event.eventId())) {
                story.add(0, event.logicalResourceId() + " " + event.resourceStatusAsString());
            }
        }
        return story;
    }
}
