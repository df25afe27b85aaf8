package dev.appdb.aws.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.aws.template.AdoptionNetwork.Gate;
import dev.appdb.aws.template.AdoptionRequest.Server;
import dev.appdb.request.Arn;
import dev.appdb.request.DatabaseNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The template that puts a role manager beside a database of somebody else. */
class AdoptionTemplateTest {

    /** The whole templates, to be reviewed as a diff; {@code -Dgolden.update=true} rewrites them. */
    enum Adoption {
        /** In the reference's network: both groups get a rule. */
        ADOPTION(request(DatabaseNames.DEFAULT, Optional.of(new Gate("sg-0e", "endpoints", false)), false, "")),
        /**
         * In a network of its own, with a way out; the group of the database is open already, and the bucket keeps no versions
         * of the jar.
         */
        ADOPTION_ALL_OPTIONS(request(
                new DatabaseNames(
                        "orders",
                        List.of("sales", "legacy"),
                        "orders_app",
                        "orders_migrator",
                        new TreeSet<>(List.of("bi_reports"))),
                Optional.empty(),
                true,
                "arn:aws:iam::123456789012:policy/boundary"));

        private final AdoptionRequest request;

        Adoption(AdoptionRequest request) {
            this.request = request;
        }

        StackTemplate template() {
            return StackTemplate.of(request);
        }

        Path file() {
            return GoldenTemplatesTest.FOLDER.resolve(
                    name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ".json");
        }
    }

    private static AdoptionRequest request(
            DatabaseNames names, Optional<Gate> endpoint, boolean hasAll, String boundary) {
        return new AdoptionRequest(
                "app-dev",
                "appdb-RoleManager-app-dev",
                new Server(
                        "app-dev.cluster-1.us-east-1.rds.amazonaws.com",
                        hasAll ? 6432 : 5432,
                        "cluster-ABC",
                        names.database(),
                        hasAll ? "root" : "postgres",
                        "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!cluster-1-abcdef",
                        hasAll),
                names,
                new AdoptionNetwork(
                        "vpc-0a1b2c3d4e5f60718",
                        List.of("subnet-0a", "subnet-0b"),
                        new Gate("sg-0d", "database", hasAll),
                        endpoint),
                new RoleManagerCode(
                        "demo-123456789012-us-east-1-tf",
                        "appdb/app/dev/role-manager-0.jar",
                        Optional.of("L4kqtJlcpXroDTDmpUMLUo").filter(any -> !hasAll),
                        Optional.of(1).filter(any -> hasAll)),
                StackTags.standard("demo", "app", "dev", hasAll ? "platform-team" : "", ""),
                Optional.of(boundary).filter(arn -> !arn.isEmpty()).map(Arn::new),
                hasAll ? 731 : 365);
    }

    @ParameterizedTest
    @EnumSource
    void aTemplateIsAsReviewed(Adoption adoption) throws IOException {
        String json = adoption.template().json();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(adoption.file(), json);
        }
        assertThat(json).isEqualTo(Files.readString(adoption.file()));
    }

    @ParameterizedTest
    @EnumSource
    void itHasNothingOfTheDatabase(Adoption adoption) {
        List<String> types = new ArrayList<>();
        adoption.template()
                .body()
                .path("Resources")
                .forEach(resource -> types.add(resource.path("Type").asText()));

        assertThat(types)
                .isNotEmpty()
                .noneMatch(type -> type.startsWith("AWS::RDS::") || type.startsWith("AWS::KMS::"));
    }

    @Test
    void itsRoleReadsNoOtherSecretAndLogsInAsTheUsersOnly() {
        JsonNode statements = Adoption.ADOPTION
                .template()
                .body()
                .path("Resources")
                .path("RoleManagerRole")
                .path("Properties")
                .path("Policies")
                .path(0)
                .path("PolicyDocument")
                .path("Statement");

        assertThat(statements.path(0).path("Resource").toString()).isEqualTo("{\"Ref\":\"MasterSecretArn\"}");
        assertThat(statements.path(1).path("Condition").toString())
                .contains("\"kms:EncryptionContext:SecretARN\":{\"Ref\":\"MasterSecretArn\"}");
        assertThat(statements.path(2).path("Resource").toString())
                .contains("dbuser:${DatabaseResourceId}/app\"", "dbuser:${DatabaseResourceId}/migrator\"")
                .doesNotContain("*");
    }

    @Test
    void namesThatIamTakesForPatternsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> request(new DatabaseNames("app", "app", "app*", "migrator"), Optional.empty(), false, ""))
                .withMessageContaining("app*");
    }
}
