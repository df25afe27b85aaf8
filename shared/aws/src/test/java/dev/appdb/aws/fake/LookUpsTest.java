package dev.appdb.aws.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.PolicyRole;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBEngineVersion;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DbSubnetGroupNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The look-ups before a deployment, by the real clients. */
class LookUpsTest {
    @RegisterExtension
    final FakeAwsExtension fake = new FakeAwsExtension();

    private final FakeAws aws = fake.aws();
    private final Ec2Client ec2 = aws.client(Ec2Client.builder());
    private final RdsClient rds = aws.client(RdsClient.builder());
    private final IamClient iam = aws.client(IamClient.builder());

    @Test
    void tellsWhoCalls() {
        GetCallerIdentityResponse caller = aws.client(StsClient.builder()).getCallerIdentity();
        assertThat(caller.account()).isEqualTo("123456789012");
        assertThat(caller.arn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/deployer/somebody");
        assertThat(caller.userId()).endsWith(":somebody");
    }

    @Test
    void findsTheNetworkByItsTags() {
        assertThat(vpcs("demo", "dev")).extracting(Vpc::vpcId).containsExactly(StandardAccount.VPC);
        assertThat(vpcs("demo", "prod")).isEmpty();
        assertThat(vpcs("demo", "dev").get(0).tags()).hasSize(2);
    }

    private List<Vpc> vpcs(String project, String network) {
        return ec2.describeVpcs(
                        call -> call.filters(filter("tag:project", project), filter("tag:network_name", network)))
                .vpcs();
    }

    @Test
    void findsSubnetsInSeveralZonesPageByPage() {
        List<Subnet> subnets = ec2
                .describeSubnetsPaginator(call -> call.maxResults(2)
                        .filters(filter("vpc-id", StandardAccount.VPC), filter("tag:subnet_type", "database")))
                .subnets()
                .stream()
                .toList();
        assertThat(subnets)
                .extracting(Subnet::availabilityZone)
                .containsExactly("us-east-1a", "us-east-1b", "us-east-1c");
        assertThat(aws.calls().of("DescribeSubnets")).hasSize(2);
    }

    @Test
    void findsASecurityGroupByTheBeginningOfItsName() {
        List<SecurityGroup> groups = ec2.describeSecurityGroups(
                        call -> call.filters(filter("group-name", "aws-service-vpc-endpoints*")))
                .securityGroups();
        assertThat(groups).extracting(SecurityGroup::vpcId).containsExactly(StandardAccount.VPC);
        assertThatThrownBy(() -> ec2.describeSecurityGroups(call -> call.groupIds("sg-none")))
                .isInstanceOfSatisfying(
                        Ec2Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidGroup.NotFound"));
    }

    @Test
    void tellsWhetherAnInterfaceEndpointHasPrivateDns() {
        List<VpcEndpoint> endpoints = ec2.describeVpcEndpoints(call -> call.filters(
                        filter("vpc-id", StandardAccount.VPC),
                        filter("service-name", "com.amazonaws.us-east-1.secretsmanager")))
                .vpcEndpoints();
        assertThat(endpoints).hasSize(1);
        assertThat(endpoints.get(0).privateDnsEnabled()).isTrue();
        assertThat(endpoints.get(0).groups()).hasSize(1);
    }

    @Test
    void offersEngineVersionsPageByPage() {
        List<DBEngineVersion> versions = rds
                .describeDBEngineVersionsPaginator(
                        call -> call.engine("aurora-postgresql").maxRecords(20))
                .dbEngineVersions()
                .stream()
                .toList();
        assertThat(versions).extracting(DBEngineVersion::majorEngineVersion).contains("14", "15", "16", "17");
        assertThat(versions.get(0).serverlessV2FeaturesSupport().maxCapacity()).isEqualTo(256.0);
        assertThat(aws.calls().of("DescribeDBEngineVersions")).hasSize(2);
    }

    @Test
    void knowsTheSubnetGroupAndMissesWhatIsNotThere() {
        assertThat(rds.describeDBSubnetGroups(call -> call.dbSubnetGroupName("dev"))
                        .dbSubnetGroups()
                        .get(0)
                        .subnets())
                .hasSize(3);
        assertThatThrownBy(() -> rds.describeDBSubnetGroups(call -> call.dbSubnetGroupName("prod")))
                .isInstanceOf(DbSubnetGroupNotFoundException.class);
        assertThatThrownBy(() -> rds.describeDBClusters(call -> call.dbClusterIdentifier("app-dev")))
                .isInstanceOf(DbClusterNotFoundException.class);
        assertThatThrownBy(() -> rds.describeDBInstances(call -> call.dbInstanceIdentifier("app-dev-primary")))
                .isInstanceOf(DbInstanceNotFoundException.class);
    }

    @Test
    void showsAClusterThatSomebodyElseMade() {
        aws.account().add("AWS::RDS::DBCluster", "app-dev", """
                        {"Engine": "aurora-postgresql", "EngineVersion": "16", "DeletionProtection": true,
                         "ServerlessV2ScalingConfiguration": {"MinCapacity": 0.5, "MaxCapacity": 4},
                         "Tags": [{"Key": "managed by", "Value": "terraform"}]}
                        """);
        aws.account().add("AWS::RDS::DBInstance", "app-dev-primary", "{\"DBClusterIdentifier\": \"app-dev\"}");
        var cluster = rds.describeDBClusters(call -> call.dbClusterIdentifier("app-dev"))
                .dbClusters()
                .get(0);
        assertThat(cluster.engineVersion()).isEqualTo("16.9");
        assertThat(cluster.deletionProtection()).isTrue();
        assertThat(cluster.serverlessV2ScalingConfiguration().maxCapacity()).isEqualTo(4.0);
        assertThat(cluster.tagList().get(0).value()).isEqualTo("terraform");
        assertThat(cluster.dbClusterMembers()).hasSize(1);
        assertThat(rds.describeDBInstancesPaginator(call -> call.filters(ofCluster("app-dev")))
                        .dbInstances())
                .hasSize(1);
    }

    @Test
    void simulatesTheCallersPermissions() {
        aws.account().credentials().deny("cloudformation:CreateChangeSet");
        var results = iam
                .simulatePrincipalPolicyPaginator(
                        call -> call.policySourceArn("arn:aws:iam::123456789012:role/deployer")
                                .actionNames("cloudformation:CreateChangeSet", "cloudformation:DescribeStacks")
                                .maxItems(1))
                .evaluationResults()
                .stream()
                .toList();
        assertThat(results)
                .extracting(result -> result.evalDecision())
                .containsExactly(PolicyEvaluationDecisionType.IMPLICIT_DENY, PolicyEvaluationDecisionType.ALLOWED);
    }

    @Test
    void simulatesNoSessions() {
        assertThatThrownBy(() -> iam.simulatePrincipalPolicy(
                        call -> call.policySourceArn("arn:aws:sts::123456789012:assumed-role/deployer/somebody")
                                .actionNames("s3:GetObject")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("does not clearly define entity type and name");
    }

    @Test
    void knowsRolesAndWhatAPolicyIsAttachedTo() {
        assertThat(iam.getRole(call -> call.roleName("deployer")).role().arn())
                .isEqualTo("arn:aws:iam::123456789012:role/deployer");
        assertThatThrownBy(() -> iam.getRole(call -> call.roleName("nobody")))
                .isInstanceOf(NoSuchEntityException.class);
        aws.account().attach("arn:aws:iam::123456789012:policy/app-dev-app-access", "service");
        assertThat(iam.listEntitiesForPolicyPaginator(
                                call -> call.policyArn("arn:aws:iam::123456789012:policy/app-dev-app-access"))
                        .policyRoles())
                .extracting(PolicyRole::roleName)
                .containsExactly("service");
    }

    @Test
    void readsASecretByArnAndByName() {
        String arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!cluster-1-AbCdEf";
        aws.account().secret(arn, "{\"username\":\"postgres\",\"password\":\"geheim\"}");
        SecretsManagerClient secrets = aws.client(SecretsManagerClient.builder());
        assertThat(secrets.getSecretValue(call -> call.secretId(arn)).secretString())
                .contains("geheim");
        assertThat(secrets.getSecretValue(call -> call.secretId("rds!cluster-1"))
                        .versionStages())
                .containsExactly("AWSCURRENT");
        assertThatThrownBy(() -> secrets.getSecretValue(call -> call.secretId("none")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private static software.amazon.awssdk.services.rds.model.Filter ofCluster(String id) {
        return software.amazon.awssdk.services.rds.model.Filter.builder()
                .name("db-cluster-id")
                .values(id)
                .build();
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    @Test
    void aClusterOrAnInstanceThatIsNotAvailableIsNotChanged() {
        aws.account()
                .add("AWS::RDS::DBCluster", "app-dev", "{\"Engine\": \"aurora-postgresql\", \"Status\": \"stopped\"}");
        aws.account()
                .add(
                        "AWS::RDS::DBInstance",
                        "app-dev-primary",
                        "{\"DBClusterIdentifier\": \"app-dev\", \"Status\": \"stopped\"}");

        assertThat(rds.describeDBInstances(call -> call.dbInstanceIdentifier("app-dev-primary"))
                        .dbInstances()
                        .get(0)
                        .dbInstanceStatus())
                .isEqualTo("stopped");
        assertThatThrownBy(() -> rds.modifyDBCluster(
                        call -> call.dbClusterIdentifier("app-dev").deletionProtection(false)))
                .isInstanceOf(InvalidDbClusterStateException.class);
        assertThatThrownBy(() -> rds.rebootDBInstance(call -> call.dbInstanceIdentifier("app-dev-primary")))
                .isInstanceOf(InvalidDbInstanceStateException.class);
    }

    @Test
    void aRoleIsAssumedByWhomItTrusts() {
        StsClient sts = aws.client(StsClient.builder());
        String role = "arn:aws:iam::123456789012:role/deployer";
        aws.account().credentials().trusts(role, "");

        Credentials keys =
                sts.assumeRole(call -> call.roleArn(role).roleSessionName("me")).credentials();
        StsClient assumed = aws.client(
                StsClient.builder(),
                StaticCredentialsProvider.create(
                        AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken())));
        assertThat(assumed.getCallerIdentity().arn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/deployer/me");
        assertThat(sts.getCallerIdentity().arn()).endsWith("/somebody");

        assertThatThrownBy(() -> sts.assumeRole(call -> call.roleArn(role).roleSessionName("not valid")))
                .hasMessageContaining("at 'roleSessionName' failed to satisfy constraint");
        assertThatThrownBy(() -> sts.assumeRole(
                        call -> call.roleArn(role).roleSessionName("me").externalId("guess")))
                .hasMessageContaining("is not authorized to perform: sts:AssumeRole on resource: " + role);
    }
}
