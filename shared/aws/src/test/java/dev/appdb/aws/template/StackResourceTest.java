package dev.appdb.aws.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.request.Capacity;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StackResourceTest {

    @Test
    void logicalIdsNeverChangeSinceAnotherIdIsAnotherResource() {
        TemplateRequest withReaders = TemplateRequests.parts()
                .settings(TemplateRequests.settings(16, Capacity.DEFAULT, 2, Optional.empty()))
                .request();
        assertThat(TemplateFacts.of(withReaders).resourceIds())
                .containsExactly(
                        "DatabaseSecurityGroup",
                        "RoleManagerSecurityGroup",
                        "DatabaseIngressFromRoleManager",
                        "EndpointsIngressFromRoleManager",
                        "DatabaseKey",
                        "RoleManagerKey",
                        "DatabaseLogs",
                        "DatabaseParameters",
                        "MonitoringRole",
                        "DatabaseCluster",
                        "PrimaryInstance",
                        "Reader1",
                        "Reader2",
                        "AppAccessPolicy",
                        "MigratorAccessPolicy",
                        "RoleManagerRole",
                        "RoleManagerLogs",
                        "RoleManagerFunction",
                        "BackupRole",
                        "BackupVault",
                        "BackupPlan",
                        "BackupSelection",
                        "CapacityAlarm",
                        "ConnectionsAlarm",
                        "LocalStorageAlarm",
                        "ReplicaLagAlarm",
                        "RoleManagerErrorsAlarm");
    }

    @Test
    void parametersAndOutputsKeepTheirNamesSinceTheDeployerAsksForThem() {
        assertThat(Arrays.stream(StackParameter.values()).map(StackParameter::id))
                .containsExactly(
                        "EngineVersion",
                        "VpcId",
                        "DatabaseSubnetGroupName",
                        "DatabaseSubnetIds",
                        "EndpointsSecurityGroupId",
                        "DatabaseSecurityGroupId",
                        "DatabaseHost",
                        "DatabaseResourceId",
                        "MasterSecretArn",
                        "RoleManagerBucket",
                        "RoleManagerJarKey",
                        "RoleManagerJarVersion",
                        "AlarmTopicArn",
                        "PermissionsBoundaryArn");
        assertThat(Arrays.stream(StackOutput.values()).map(StackOutput::id))
                .containsExactly(
                        "ClusterArn",
                        "ClusterResourceId",
                        "Endpoint",
                        "ReaderEndpoint",
                        "Port",
                        "MasterSecretArn",
                        "DatabaseKeyArn",
                        "DatabaseSecurityGroupId",
                        "RoleManagerFunctionName",
                        "RoleManagerLogGroup",
                        "AppAccessPolicyArn",
                        "MigratorAccessPolicyArn",
                        "BackupVaultName");
    }

    @Test
    void theDataIsInTheClusterItsKeyItsLogAndItsVault() {
        assertThat(Arrays.stream(StackResource.values()).filter(StackResource::holdsData))
                .containsExactly(
                        StackResource.DATABASE_KEY,
                        StackResource.DATABASE_LOGS,
                        StackResource.DATABASE_CLUSTER,
                        StackResource.BACKUP_VAULT);
    }

    @Test
    void aReaderIsKnownByItsNumberAndOnlyByThat() {
        assertThat(StackResource.of("Reader15")).contains(StackResource.READER);
        assertThat(StackResource.of("Reader")).isEmpty();
        assertThat(StackResource.of("Reader0")).isEmpty();
        assertThat(StackResource.of("DatabaseCluster2")).isEmpty();
    }

    @Test
    void aReadersPolicyIsKnownByItsNameAndOnlyByThat() {
        assertThat(StackResource.of("ReaderAccessPolicybiUreports")).contains(StackResource.READER_ACCESS_POLICY);
        assertThat(StackResource.of("ReaderAccessPolicy")).isEmpty();
    }

    @Test
    void aResourceHasItsPurpose() {
        assertThat(ResourcePurpose.of("DatabaseCluster", "AWS::RDS::DBCluster"))
                .isEqualTo(new ResourcePurpose("is the database and holds its data", true));
        assertThat(ResourcePurpose.of("Reader3", "AWS::RDS::DBInstance").holdsData())
                .isFalse();
    }

    @Test
    void anUnknownResourceMayHoldDataUnlessItsTypeCannot() {
        assertThat(ResourcePurpose.of("Archive", "AWS::S3::Bucket").holdsData()).isTrue();
        assertThat(ResourcePurpose.of("DatabaseCluster", "AWS::S3::Bucket").holdsData())
                .isTrue();
        assertThat(ResourcePurpose.of("OldAlarm", "AWS::CloudWatch::Alarm").holdsData())
                .isFalse();
    }
}
