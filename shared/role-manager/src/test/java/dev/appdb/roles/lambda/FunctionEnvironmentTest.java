package dev.appdb.roles.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.roles.RoleSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FunctionEnvironmentTest {
    private final Map<String, String> variables = new HashMap<>(Map.of(
            "DB_HOST",
            "app-dev.cluster-abc.eu-central-1.rds.amazonaws.com",
            "DB_PORT",
            "5432",
            "DB_USER",
            "postgres",
            "DB_NAME",
            "app",
            "DB_SCHEMA",
            "app",
            "APP_USER",
            "app",
            "MIGRATOR_USER",
            "migrator",
            "DB_PASSWORD_SECRET_ARN",
            "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!cluster-1"));

    FunctionEnvironmentTest() {
        variables.put("AWS_REGION", "eu-central-1");
        variables.put("AWS_ACCESS_KEY_ID", "AKID");
        variables.put("AWS_SECRET_ACCESS_KEY", "hunter2");
    }

    @Test
    void whatTheStackSetsIsRead() throws InvalidInputException {
        FunctionEnvironment environment = FunctionEnvironment.of(variables);

        assertThat(environment.port()).isEqualTo(5432);
        assertThat(environment.names().migratorUser()).isEqualTo("migrator");
        assertThat(environment.credentials().sessionToken()).isEqualTo(Optional.empty());
        assertThat(environment.secretsManager()).hasToString("https://secretsmanager.eu-central-1.amazonaws.com/");
        assertThat(environment.toString()).doesNotContain("hunter2");
    }

    @Test
    void moreSchemasAndReadersAreArraysOfNames() throws InvalidInputException {
        variables.put("ADDITIONAL_SCHEMAS", "[\"legacy\",\"a,b\"]");
        variables.put("READER_USERS", "[\"reports\",\"audit\"]");

        RoleSpec names = FunctionEnvironment.of(variables).names();
        assertThat(names.schemas()).containsExactly("app", "legacy", "a,b");
        assertThat(names.readers()).containsExactly("audit", "reports");
    }

    @Test
    void namesThatAreNoArrayOrNoNamesAreReported() {
        variables.put("ADDITIONAL_SCHEMAS", "legacy");
        variables.put("READER_USERS", "[\"app\"]");

        assertThatThrownBy(() -> FunctionEnvironment.of(variables))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the environment variable ADDITIONAL_SCHEMAS is no JSON array of names")
                .hasMessageContaining("reader \"app\" is the app user or the migrator");
    }

    @Test
    void chinasRegionsHaveADomainOfTheirOwn() throws InvalidInputException {
        variables.put("AWS_REGION", "cn-north-1");

        assertThat(FunctionEnvironment.of(variables).secretsManager())
                .hasToString("https://secretsmanager.cn-north-1.amazonaws.com.cn/");
    }

    @Test
    void anEndpointForSecretsManagerGoesBeforeOneForAll() throws InvalidInputException {
        variables.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
        assertThat(FunctionEnvironment.of(variables).secretsManager()).hasToString("http://127.0.0.1:1/");

        variables.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", "http://127.0.0.1:2/base");
        assertThat(FunctionEnvironment.of(variables).secretsManager()).hasToString("http://127.0.0.1:2/base/");
    }

    @Test
    void allProblemsAreReportedTogether() {
        variables.remove("DB_HOST");
        variables.put("DB_USER", " ");
        variables.put("DB_PORT", "70000");
        variables.put("APP_USER", "migrator");
        variables.put("AWS_ENDPOINT_URL", "ftp://x");

        InvalidInputException e =
                catchThrowableOfType(InvalidInputException.class, () -> FunctionEnvironment.of(variables));

        assertThat(e.problems())
                .hasSize(5)
                .contains(
                        "the environment variable DB_HOST is missing",
                        "the environment variable DB_USER is missing",
                        "the environment variable DB_PORT is \"70000\": give a number from 1 to 65535",
                        "the environment variable AWS_ENDPOINT_URL makes no address that can be called")
                .anySatisfy(problem -> assertThat(problem).contains("app user and migrator user are both"));
    }

    @Test
    void anEmptyEnvironmentNamesEveryVariableOnce() {
        InvalidInputException e =
                catchThrowableOfType(InvalidInputException.class, () -> FunctionEnvironment.of(Map.of()));

        assertThat(e.problems())
                .hasSize(11)
                .doesNotHaveDuplicates()
                .allMatch(problem -> problem.endsWith("is missing"));
    }
}
