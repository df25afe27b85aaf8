package dev.appdb.aws.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The effect of each option on the template, and known pitfalls of Aurora templates. */
class TemplateContentTest {
    private final TemplateFacts standard = TemplateFacts.of(TemplateRequests.STANDARD);
    private final TemplateFacts temporary = TemplateFacts.of(TemplateRequests.TEMPORARY);
    private final TemplateFacts pausing = TemplateFacts.of(TemplateRequests.PAUSING);
    private final TemplateFacts all = TemplateFacts.of(TemplateRequests.ALL_OPTIONS);

    @Test
    void theClusterIsEncryptedKeepsItsOwnPasswordAndTakesIamLogins() {
        JsonNode cluster = standard.properties(StackResource.DATABASE_CLUSTER);
        assertThat(cluster.path("StorageEncrypted").asBoolean()).isTrue();
        assertThat(cluster.path("KmsKeyId")).isEqualTo(Cfn.attribute(StackResource.DATABASE_KEY, "Arn"));
        assertThat(cluster.path("ManageMasterUserPassword").asBoolean()).isTrue();
        assertThat(cluster.has("MasterUserPassword")).isFalse();
        assertThat(cluster.path("EnableIAMDatabaseAuthentication").asBoolean()).isTrue();
    }

    @Test
    void theEngineVersionIsAParameterThatTakesTheMajorAndItsMinorsOnly() {
        assertThat(TemplateRequests.STANDARD.template().parameters()).containsEntry("EngineVersion", "16");
        String pattern = standard.template()
                .at("/Parameters/EngineVersion/AllowedPattern")
                .asText();
        assertThat("16").matches(pattern);
        assertThat("16.9").matches(pattern);
        assertThat("17").doesNotMatch(pattern);
        assertThat(standard.properties(StackResource.DATABASE_PARAMETERS)
                        .path("Family")
                        .asText())
                .isEqualTo("aurora-postgresql16");
    }

    @ParameterizedTest
    @EnumSource
    void anInstanceHasNoEngineVersionAndIsNotChangedAtOnce(TemplateRequests request) {
        assertThat(TemplateFacts.of(request)
                        .resources()
                        .filter(resource ->
                                resource.getValue().path("Type").asText().equals("AWS::RDS::DBInstance")))
                .hasSize(1 + request.request().settings().readers())
                .allSatisfy(instance -> {
                    JsonNode properties = instance.getValue().path("Properties");
                    assertThat(properties.has("EngineVersion")).isFalse();
                    assertThat(properties.path("ApplyImmediately").asBoolean(true))
                            .isFalse();
                    assertThat(properties.path("PubliclyAccessible").asBoolean(true))
                            .isFalse();
                });
    }

    @Test
    void readersComeAfterThePrimaryEachWithItsOwnPromotionTier() {
        assertThat(all.resources()
                        .filter(resource ->
                                StackResource.of(resource.getKey()).equals(Optional.of(StackResource.READER)))
                        .map(Map.Entry::getValue))
                .hasSize(15)
                .allSatisfy(reader ->
                        assertThat(reader.path("DependsOn").toString()).contains("PrimaryInstance"))
                .extracting(reader -> reader.at("/Properties/PromotionTier").asInt())
                .doesNotHaveDuplicates()
                .allMatch(tier -> tier >= 1 && tier <= 15);
    }

    @Test
    void protectionIsOffAtFirstAndIsAllThatTheSecondTemplateChanges() {
        TemplateRequest first = TemplateRequests.STANDARD.request();
        String off = StackTemplate.of(first).json();
        String on = StackTemplate.of(TemplateRequests.withDeletionProtection(first, true))
                .json();
        assertThat(off).contains("\"DeletionProtection\": false");
        assertThat(on).isEqualTo(off.replace("\"DeletionProtection\": false", "\"DeletionProtection\": true"));
    }

    @Test
    void aLastingDatabaseLeavesASnapshotItsKeyAndItsVault() {
        assertThat(endings(standard))
                .containsEntry("DatabaseCluster", "Snapshot/Snapshot")
                .containsEntry("DatabaseKey", "RetainExceptOnCreate/Retain")
                .containsEntry("BackupVault", "RetainExceptOnCreate/Retain");
    }

    @ParameterizedTest
    @EnumSource
    void nothingThatIsNoDataIsLeftBehind(TemplateRequests request) {
        assertThat(endings(TemplateFacts.of(request)))
                .allSatisfy((id, ending) -> assertThat(
                                StackResource.of(id).orElseThrow().holdsData()
                                        || ending.equals("Delete/Delete")
                                        || ending.equals("/"))
                        .as(id)
                        .isTrue());
    }

    @Test
    void aTemporaryDatabaseLeavesNothing() {
        assertThat(endings(temporary).values())
                .allMatch(ending -> ending.equals("Delete/Delete") || ending.equals("/"));
    }

    private static Map<String, String> endings(TemplateFacts facts) {
        return facts.resources()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        resource -> resource.getValue().path("DeletionPolicy").asText() + "/"
                                + resource.getValue()
                                        .path("UpdateReplacePolicy")
                                        .asText()));
    }

    @Test
    void aVaultThatAnEarlierStackLeftIsUsedAgain() {
        assertThat(pausing.resource(StackResource.BACKUP_VAULT).isMissingNode()).isTrue();
        assertThat(pausing.properties(StackResource.BACKUP_PLAN)
                        .at("/BackupPlan/BackupPlanRule/0/TargetBackupVault")
                        .asText())
                .isEqualTo("app-dev-db-backup-vault");
    }

    @Test
    void onlyAClusterThatPausesSaysWhenAndGivesTheRoleManagerTimeToWakeIt() {
        String pause = "/ServerlessV2ScalingConfiguration/SecondsUntilAutoPause";
        assertThat(standard.properties(StackResource.DATABASE_CLUSTER).at(pause).isMissingNode())
                .isTrue();
        assertThat(pausing.properties(StackResource.DATABASE_CLUSTER).at(pause).asInt())
                .isEqualTo(3600);
        assertThat(timeoutSeconds(standard)).isEqualTo(90);
        assertThat(timeoutSeconds(pausing)).isEqualTo(150);
    }

    private static int timeoutSeconds(TemplateFacts facts) {
        return facts.properties(StackResource.ROLE_MANAGER_FUNCTION)
                .path("Timeout")
                .asInt();
    }

    @Test
    void theDatabaseConnectsToNothingAndOnlyTheRoleManagerConnectsToIt() {
        JsonNode group = standard.properties(StackResource.DATABASE_SECURITY_GROUP);
        assertThat(group.path("SecurityGroupEgress")).hasSize(1);
        assertThat(group.at("/SecurityGroupEgress/0/CidrIp").asText()).isEqualTo("127.0.0.1/32");
        assertThat(group.has("SecurityGroupIngress")).isFalse();
        assertThat(standard.template().toString()).doesNotContain("0.0.0.0/0").doesNotContain("::/0");
        assertThat(standard.properties(StackResource.DATABASE_INGRESS).path("SourceSecurityGroupId"))
                .isEqualTo(SecurityGroups.id(StackResource.ROLE_MANAGER_SECURITY_GROUP));
    }

    /** A named resource cannot stand beside its own replacement, so what would replace it is fixed for good. */
    @Test
    void theTextsThatWouldReplaceANamedResourceNeverChange() {
        assertThat(standard.properties(StackResource.DATABASE_SECURITY_GROUP)
                        .path("GroupDescription")
                        .asText())
                .isEqualTo("Database");
        assertThat(standard.properties(StackResource.ROLE_MANAGER_SECURITY_GROUP)
                        .path("GroupDescription")
                        .asText())
                .isEqualTo("Role manager of the database");
        assertThat(standard.properties(StackResource.DATABASE_PARAMETERS)
                        .path("Description")
                        .asText())
                .isEqualTo("Logging and libraries of app-dev");
        assertThat(standard.properties(StackResource.APP_ACCESS_POLICY).has("Description"))
                .isFalse();
        assertThat(standard.properties(StackResource.MIGRATOR_ACCESS_POLICY).has("Description"))
                .isFalse();
    }

    @Test
    void theRoleManagerGetsEverySettingThatItsHandlerReads() {
        JsonNode function = all.properties(StackResource.ROLE_MANAGER_FUNCTION);
        assertThat(function.path("Handler").asText()).isEqualTo("dev.appdb.roles.lambda.Handler::handleRequest");
        assertThat(function.at("/Environment/Variables").properties().stream().map(Map.Entry::getKey))
                .containsExactly(
                        "DB_HOST",
                        "DB_PORT",
                        "DB_USER",
                        "DB_NAME",
                        "DB_PASSWORD_SECRET_ARN",
                        "DB_SCHEMA",
                        "APP_USER",
                        "MIGRATOR_USER",
                        "ADDITIONAL_SCHEMAS",
                        "READER_USERS");
        assertThat(function.at("/Environment/Variables/ADDITIONAL_SCHEMAS").asText())
                .isEqualTo("[\"legacy\"]");
        assertThat(function.at("/Environment/Variables/READER_USERS").asText()).isEqualTo("[\"audit\",\"bi_reports\"]");
        assertThat(function.at("/Environment/Variables/APP_USER").asText()).isEqualTo("orders_app");
        assertThat(function.at("/TracingConfig/Mode").asText()).isEqualTo("Active");
        assertThat(function.has("KmsKeyArn")).isTrue();
    }

    @Test
    void concurrencyIsReservedOnlyOnRequest() {
        assertThat(standard.properties(StackResource.ROLE_MANAGER_FUNCTION).has("ReservedConcurrentExecutions"))
                .isFalse();
        assertThat(all.properties(StackResource.ROLE_MANAGER_FUNCTION)
                        .path("ReservedConcurrentExecutions")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void alarmsGoToTheTopicIfThereIsOne() {
        assertThat(standard.template().toString()).doesNotContain("AlarmActions");
        assertThat(alarms(all))
                .isNotEmpty()
                .allSatisfy(alarm -> assertThat(
                                alarm.at("/Properties/AlarmActions/0/Ref").asText())
                        .isEqualTo("AlarmTopicArn"));
    }

    @Test
    void replicaLagIsWatchedWhereThereAreReaders() {
        assertThat(alarms(standard)).hasSize(4);
        assertThat(alarms(pausing)).hasSize(5);
        assertThat(pausing.resource(StackResource.REPLICA_LAG_ALARM).isObject()).isTrue();
    }

    private static List<JsonNode> alarms(TemplateFacts facts) {
        return facts.resources()
                .map(Map.Entry::getValue)
                .filter(resource -> resource.path("Type").asText().equals("AWS::CloudWatch::Alarm"))
                .toList();
    }

    @Test
    void everyRoleIsBoundedOnRequest() {
        assertThat(all.resources()
                        .filter(resource ->
                                resource.getValue().path("Type").asText().equals("AWS::IAM::Role")))
                .hasSize(3)
                .allSatisfy(role -> assertThat(role.getValue()
                                .at("/Properties/PermissionsBoundary/Ref")
                                .asText())
                        .isEqualTo("PermissionsBoundaryArn"));
        assertThat(standard.template().toString().toLowerCase(Locale.ROOT)).doesNotContain("boundary");
    }

    @Test
    void capacitiesAreWrittenWithoutNeedlessZeros() {
        assertThat(TemplateRequests.STANDARD.template().minified()).contains("{\"MinCapacity\":0.5,\"MaxCapacity\":1}");
        assertThat(TemplateRequests.PAUSING.template().minified()).contains("{\"MinCapacity\":0,\"MaxCapacity\":16,");
        assertThat(TemplateRequests.ALL_OPTIONS.template().minified())
                .contains("{\"MinCapacity\":8,\"MaxCapacity\":256}");
    }
}
