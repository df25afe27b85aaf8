package dev.appdb.aws.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudformation.model.Change;

/** The change sets that may be applied beside a database of somebody else, and those that may not. */
class AdoptionGuardrailTest {

    /** A new stack has the role manager's resources, and all of them are added. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | Add     | AWS::Lambda::Function              | RoleManagerFunction",
                "true  | Add     | AWS::IAM::Role                     | RoleManagerRole",
                "true  | Add     | AWS::Logs::LogGroup                | RoleManagerLogs",
                "true  | Add     | AWS::EC2::SecurityGroup            | RoleManagerSecurityGroup",
                "true  | Add     | AWS::EC2::SecurityGroupIngress     | DatabaseIngressFromRoleManager",
                "true  | Add     | AWS::EC2::SecurityGroupIngress     | EndpointsIngressFromRoleManager",
                // What is there already is not a new stack's.
                "false | Modify  | AWS::Lambda::Function              | RoleManagerFunction",
                "false | Remove  | AWS::Lambda::Function              | RoleManagerFunction",
                "false | Import  | AWS::Lambda::Function              | RoleManagerFunction",
                "false | Import  | AWS::IAM::Role                     | RoleManagerRole",
                "false | Dynamic | AWS::IAM::Role                     | RoleManagerRole",
                "false | SyncWithActual | AWS::EC2::SecurityGroup     | RoleManagerSecurityGroup",
                // Nothing of the cluster, under whatever name.
                "false | Add     | AWS::RDS::DBCluster                | DatabaseCluster",
                "false | Import  | AWS::RDS::DBCluster                | DatabaseCluster",
                "false | Modify  | AWS::RDS::DBCluster                | DatabaseCluster",
                "false | Remove  | AWS::RDS::DBCluster                | DatabaseCluster",
                "false | Add     | AWS::RDS::DBInstance               | PrimaryInstance",
                "false | Add     | AWS::RDS::DBInstance               | RoleManagerFunction",
                "false | Add     | AWS::RDS::DBClusterParameterGroup  | DatabaseParameters",
                "false | Add     | AWS::KMS::Key                      | DatabaseKey",
                "false | Add     | AWS::EC2::SecurityGroup            | DatabaseSecurityGroup",
                "false | Add     | AWS::Backup::BackupVault           | BackupVault",
                "false | Add     | AWS::SecretsManager::Secret        | RoleManagerLogs",
                "false | Add     | AWS::IAM::ManagedPolicy            | AppAccessPolicy",
                "false | Add     | AWS::EC2::SecurityGroupEgress      | DatabaseIngressFromRoleManager",
                "false | Add     | AWS::Lambda::Function              | AnotherFunction",
                "false | Add     | AWS::CloudFormation::CustomResource | RoleManagerFunction"
            })
    void aNewStackOnlyAddsTheRoleManager(boolean isAllowed, String action, String type, String logicalId) {
        assertThat(AdoptionGuardrail.refusals(List.of(change(action, type, logicalId)), true))
                .hasSize(isAllowed ? 0 : 1);
    }

    /** A later change set may change and remove what the stack has, and still has nothing else. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | Add     | AWS::EC2::SecurityGroupIngress     | DatabaseIngressFromRoleManager",
                "true  | Modify  | AWS::Lambda::Function              | RoleManagerFunction",
                "true  | Modify  | AWS::IAM::Role                     | RoleManagerRole",
                "true  | Remove  | AWS::EC2::SecurityGroupIngress     | DatabaseIngressFromRoleManager",
                "false | Import  | AWS::Lambda::Function              | RoleManagerFunction",
                "false | Dynamic | AWS::Lambda::Function              | RoleManagerFunction",
                "false | Modify  | AWS::RDS::DBCluster                | DatabaseCluster",
                "false | Remove  | AWS::RDS::DBCluster                | DatabaseCluster",
                "false | Add     | AWS::RDS::DBCluster                | DatabaseCluster",
                "false | Modify  | AWS::EC2::SecurityGroup            | DatabaseSecurityGroup"
            })
    void aLaterChangeIsOfTheRoleManagerToo(boolean isAllowed, String action, String type, String logicalId) {
        assertThat(AdoptionGuardrail.refusals(List.of(change(action, type, logicalId)), false))
                .hasSize(isAllowed ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void everyRefusalIsNamed(boolean isNew) {
        assertThat(AdoptionGuardrail.refusals(
                        List.of(
                                change("Add", "AWS::Lambda::Function", "RoleManagerFunction"),
                                change("Remove", "AWS::RDS::DBCluster", "DatabaseCluster"),
                                change("Import", "AWS::KMS::Key", "DatabaseKey"),
                                Change.builder().build()),
                        isNew))
                .containsExactly(
                        "remove AWS::RDS::DBCluster DatabaseCluster",
                        "import AWS::KMS::Key DatabaseKey",
                        "do something unknown");
    }

    private static Change change(String action, String type, String logicalId) {
        return Change.builder()
                .resourceChange(
                        change -> change.action(action).resourceType(type).logicalResourceId(logicalId))
                .build();
    }
}
