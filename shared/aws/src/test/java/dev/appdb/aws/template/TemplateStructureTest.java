package dev.appdb.aws.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.appdb.aws.template.TemplateFacts.Statement;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Invariants of every template. */
class TemplateStructureTest {
    private static final Set<String> UNTAGGABLE =
            Set.of("AWS::EC2::SecurityGroupIngress", "AWS::IAM::ManagedPolicy", "AWS::Backup::BackupSelection");

    @ParameterizedTest
    @EnumSource
    void everyReferenceLeadsToSomething(TemplateRequests request) {
        TemplateFacts facts = TemplateFacts.of(request);
        assertThat(facts.references()).hasSizeGreaterThan(50);
        assertThat(facts.danglingReferences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"Ref\":\"VpcId\"', '\"Ref\":\"Vpc\"', Vpc",
        "'[\"DatabaseKey\",\"Arn\"]', '[\"DataKey\",\"Arn\"]', DataKey.Arn",
        "'\"DBClusterArn\"', '\"ClusterArn\"', DatabaseCluster.ClusterArn",
        "'${DatabaseCluster.DBClusterResourceId}', '${Cluster.DBClusterResourceId}', Cluster.DBClusterResourceId",
        "'\"DependsOn\":[\"PrimaryInstance\"]', '\"DependsOn\":[\"Primary\"]', Primary",
    })
    void aPlantedReferenceToNothingIsFound(String good, String bad, String found) throws IOException {
        String template = TemplateRequests.PAUSING.template().minified();
        assertThat(template).contains(good);
        JsonNode broken = new ObjectMapper().readTree(template.replace(good, bad));
        assertThat(new TemplateFacts(broken).danglingReferences()).contains(found);
    }

    @ParameterizedTest
    @EnumSource
    void everyParameterIsUsedAndHasAValue(TemplateRequests request) {
        TemplateFacts facts = TemplateFacts.of(request);
        List<String> declared = facts.template().path("Parameters").properties().stream()
                .map(Map.Entry::getKey)
                .toList();
        assertThat(facts.references()).containsAll(declared);
        assertThat(request.template().parameters().keySet()).containsExactlyInAnyOrderElementsOf(declared);
    }

    @ParameterizedTest
    @EnumSource
    void everyResourceIsKnownWithItsType(TemplateRequests request) {
        assertThat(TemplateFacts.of(request).resources())
                .allSatisfy(resource -> assertThat(StackResource.of(resource.getKey())
                                .orElseThrow()
                                .type())
                        .isEqualTo(resource.getValue().path("Type").asText()));
    }

    @ParameterizedTest
    @EnumSource
    void nothingInOurPoliciesIsAWildcardButTheKeyInItsOwnPolicy(TemplateRequests request) {
        assertThat(TemplateFacts.of(request).statements()).isNotEmpty().allSatisfy(statement -> {
            assertThat(statement.actions()).noneMatch(action -> action.contains("*"));
            JsonNode resource = statement.body().path("Resource");
            if (statement.isOfKey()) {
                // KMS takes nothing else there:
                // https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
                assertThat(resource.asText()).isEqualTo("*");
            } else {
                assertThat(resource.toString()).doesNotContain("*");
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void keysAreUsedOnlyThroughServicesOrByTheRoleManager(TemplateRequests request) {
        assertThat(TemplateFacts.of(request).statements().stream().filter(Statement::isOfKey))
                .filteredOn(
                        statement -> statement.body().path("Effect").asText().equals("Allow"))
                .filteredOn(statement -> statement.actions().stream()
                        .anyMatch(Set.of("kms:Decrypt", "kms:Encrypt", "kms:CreateGrant")::contains))
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(
                                statement.body().path("Condition").toString())
                        .containsAnyOf("kms:ViaService", "aws:PrincipalArn", "kms:EncryptionContext:aws:logs:arn"));
    }

    @ParameterizedTest
    @EnumSource
    void thePoliciesLetExactlyTheUsersLogInAndTheRoleManagerAsEachToo(TemplateRequests request) {
        String prefix = "arn:${AWS::Partition}:rds-db:${AWS::Region}:${AWS::AccountId}:dbuser:"
                + "${DatabaseCluster.DBClusterResourceId}/";
        assertThat(TemplateFacts.of(request).statements().stream()
                        .filter(statement -> statement.actions().contains("rds-db:connect")))
                .allSatisfy(statement -> assertThat(statement.actions()).hasSize(1))
                .flatExtracting(statement -> statement.body().path("Resource").findValuesAsText("Fn::Sub"))
                .containsExactlyElementsOf(Stream.concat(
                                request.request().names().spec().users().stream(),
                                request.request().names().readers().stream())
                        .map(user -> prefix + user)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void whatHoldsDataSaysWhatBecomesOfIt(TemplateRequests request) {
        boolean temporary = request.request().lifetime().temporary();
        List<String> fates = temporary ? List.of("Delete") : List.of("Snapshot", "RetainExceptOnCreate", "Retain");
        assertThat(TemplateFacts.of(request)
                        .resources()
                        .filter(resource -> StackResource.of(resource.getKey())
                                .orElseThrow()
                                .holdsData()))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(resource -> {
                    assertThat(resource.getValue().path("DeletionPolicy").asText())
                            .isIn(fates);
                    assertThat(resource.getValue().path("UpdateReplacePolicy").asText())
                            .isIn(fates);
                });
    }

    @ParameterizedTest
    @EnumSource
    void everythingThatCanBeTaggedHasAllTags(TemplateRequests request) {
        Set<String> keys = request.request().tags().values().keySet();
        assertThat(keys).hasSize(7);
        assertThat(TemplateFacts.of(request)
                        .resources()
                        .filter(resource -> !UNTAGGABLE.contains(
                                resource.getValue().path("Type").asText())))
                .allSatisfy(resource -> assertThat(tagKeys(resource.getValue().path("Properties")))
                        .containsExactlyInAnyOrderElementsOf(keys));
    }

    private static Stream<String> tagKeys(JsonNode properties) {
        JsonNode map = properties.has("BackupVaultTags")
                ? properties.path("BackupVaultTags")
                : properties.path("BackupPlanTags");
        return map.isObject()
                ? map.properties().stream().map(Map.Entry::getKey)
                : properties.path("Tags").findValuesAsText("Key").stream();
    }

    @Test
    void theLongestClusterNameMakesNamesThatAwsTakes() {
        assertThat(TemplateRequests.ALL_OPTIONS.request().cluster()).hasSize(TemplateRequest.LONGEST_CLUSTER_NAME);
        TemplateFacts facts = TemplateFacts.of(TemplateRequests.ALL_OPTIONS);
        Map<String, Integer> limits = Map.ofEntries(
                Map.entry("AlarmName", 255),
                Map.entry("BackupPlanName", 50),
                Map.entry("BackupVaultName", 50),
                Map.entry("DBClusterIdentifier", 63),
                Map.entry("DBClusterParameterGroupName", 255),
                Map.entry("DBInstanceIdentifier", 63),
                Map.entry("FunctionName", 64),
                Map.entry("GroupName", 255),
                Map.entry("ManagedPolicyName", 128),
                Map.entry("PolicyName", 128),
                Map.entry("RoleName", 64),
                Map.entry("RuleName", 50),
                Map.entry("SelectionName", 50));
        Set<String> seen = new HashSet<>();
        limits.forEach((property, limit) -> facts.template().path("Resources").findValues(property).stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .forEach(name -> {
                    seen.add(property);
                    assertThat(name).hasSizeLessThanOrEqualTo(limit).matches("[a-z][a-z0-9-]*");
                }));
        assertThat(seen).isEqualTo(limits.keySet());
    }

    @Test
    void theNamesAreThoseThatTheServiceLooksFor() {
        String names = TemplateRequests.STANDARD.template().minified();
        assertThat(names)
                .contains("\"DBClusterIdentifier\":\"app-dev\"")
                .contains("\"DBInstanceIdentifier\":\"app-dev-primary\"")
                .contains("\"DBClusterParameterGroupName\":\"app-dev-16\"")
                .contains("\"ManagedPolicyName\":\"app-dev-app-access\"")
                .contains("\"ManagedPolicyName\":\"app-dev-migrator-access\"")
                .contains("\"FunctionName\":\"app-dev-role-manager\"")
                .contains("\"RoleName\":\"app-dev-manager\"")
                .contains("\"BackupVaultName\":\"app-dev-db-backup-vault\"")
                .contains("\"BackupPlanName\":\"app-dev-db-backup-plan\"")
                .contains("\"SelectionName\":\"app-dev-db-backup\"");
        assertThat(names.toLowerCase(Locale.ROOT)).doesNotContain("terraform");
    }
}
