package dev.appdb.aws.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each option does to the template, and the traps that a template of Aurora has. */
class TemplateContentTest {
    private final TemplateFacts standard = TemplateFacts.of(TemplateRequests.STANDARD);
    private final TemplateFacts temporary = TemplateFacts.of(TemplateRequests.TEMPORARY);
    private final TemplateFacts pausing = TemplateFacts.of(TemplateRequests.PAUSING);
    private final TemplateFacts all = TemplateFacts.of(TemplateRequests.ALL_OPTIONS);

    @Test
    void the_cluster_is_encrypted_keeps_its_own_password_and_takes_iam_logins() {
        JsonNode cluster = standard.properties(StackResource.DATABASE_CLUSTER);
        assertThat(cluster.path("StorageEncrypted").asBoolean()).isTrue();
        assertThat(cluster.path("KmsKeyId")).isEqualTo(Cfn.attribute(StackResource.DATABASE_KEY, "Arn"));
        assertThat(cluster.path("ManageMasterUserPassword").asBoolean()).isTrue();
        assertThat(cluster.has("MasterUserPassword")).isFalse();
        assertThat(cluster.path("EnableIAMDatabaseAuthentication").asBoolean()).isTrue();
    }

    @Test
    void the_engine_version_is_a_parameter_that_takes_the_major_and_its_minors_only() {
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
    void an_instance_has_no_engine_version_and_is_not_changed_at_once(TemplateRequests request) {
        assertThat(TemplateFacts.of(request)
                        .resources()
                        .filter(resource ->
                                resource.getValue().path("Type").asText().equals("AWS::RDS::DBInstance")))
                .hasSize(1 + request.request().shape().readers())
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
    void readers_come_after_the_primary_each_with_its_own_promotion_tier() {
        assertThat(all.resources()
                        .filter(resource -> resource.getKey().startsWith("Reader"))
                        .map(Map.Entry::getValue))
                .hasSize(15)
                .allSatisfy(reader ->
                        assertThat(reader.path("DependsOn").toString()).contains("PrimaryInstance"))
                .extracting(reader -> reader.at("/Properties/PromotionTier").asInt())
                .doesNotHaveDuplicates()
                .allMatch(tier -> tier >= 1 && tier <= 15);
    }

    @Test
    void protection_is_off_at_first_and_is_all_that_the_second_template_changes() {
        TemplateRequest first = TemplateRequests.STANDARD.request();
        String off = StackTemplate.of(first).json();
        String on = StackTemplate.of(first.withDeletionProtection(true)).json();
        assertThat(off).contains("\"DeletionProtection\": false");
        assertThat(on).isEqualTo(off.replace("\"DeletionProtection\": false", "\"DeletionProtection\": true"));
    }

    @Test
    void a_lasting_database_leaves_a_snapshot_its_key_and_its_vault() {
        assertThat(endings(standard))
                .containsEntry("DatabaseCluster", "Snapshot/Snapshot")
                .containsEntry("DatabaseKey", "RetainExceptOnCreate/Retain")
                .containsEntry("BackupVault", "RetainExceptOnCreate/Retain");
    }

    @ParameterizedTest
    @EnumSource
    void nothing_that_is_no_data_is_left_behind(TemplateRequests request) {
        assertThat(endings(TemplateFacts.of(request)))
                .allSatisfy((id, ending) -> assertThat(
                                StackResource.of(id).orElseThrow().holdsData()
                                        || ending.equals("Delete/Delete")
                                        || ending.equals("/"))
                        .as(id)
                        .isTrue());
    }

    @Test
    void a_temporary_database_leaves_nothing() {
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
    void a_vault_that_an_earlier_stack_left_is_used_again() {
        assertThat(pausing.resource(StackResource.BACKUP_VAULT).isMissingNode()).isTrue();
        assertThat(pausing.properties(StackResource.BACKUP_PLAN)
                        .at("/BackupPlan/BackupPlanRule/0/TargetBackupVault")
                        .asText())
                .isEqualTo("app-dev-db-backup-vault");
    }

    @Test
    void only_a_cluster_that_pauses_says_when_and_gives_the_role_manager_time_to_wake_it() {
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
    void the_database_connects_to_nothing_and_only_the_role_manager_connects_to_it() {
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
    void the_texts_that_would_replace_a_named_resource_never_change() {
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
    void the_role_manager_gets_every_setting_that_its_handler_reads() {
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
                        "MIGRATOR_USER");
        assertThat(function.at("/Environment/Variables/APP_USER").asText()).isEqualTo("orders_app");
        assertThat(function.at("/TracingConfig/Mode").asText()).isEqualTo("Active");
        assertThat(function.has("KmsKeyArn")).isTrue();
    }

    @Test
    void concurrency_is_reserved_only_on_request() {
        assertThat(standard.properties(StackResource.ROLE_MANAGER_FUNCTION).has("ReservedConcurrentExecutions"))
                .isFalse();
        assertThat(all.properties(StackResource.ROLE_MANAGER_FUNCTION)
                        .path("ReservedConcurrentExecutions")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void alarms_go_to_the_topic_if_there_is_one() {
        assertThat(standard.template().toString()).doesNotContain("AlarmActions");
        assertThat(alarms(all))
                .isNotEmpty()
                .allSatisfy(alarm -> assertThat(
                                alarm.at("/Properties/AlarmActions/0/Ref").asText())
                        .isEqualTo("AlarmTopicArn"));
    }

    @Test
    void replica_lag_is_watched_where_there_are_readers() {
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
    void every_role_is_bounded_on_request() {
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
    void capacities_are_written_without_needless_zeros() {
        assertThat(TemplateRequests.STANDARD.template().minified()).contains("{\"MinCapacity\":0.5,\"MaxCapacity\":1}");
        assertThat(TemplateRequests.PAUSING.template().minified()).contains("{\"MinCapacity\":0,\"MaxCapacity\":16,");
        assertThat(TemplateRequests.ALL_OPTIONS.template().minified())
                .contains("{\"MinCapacity\":8,\"MaxCapacity\":256}");
    }
}
