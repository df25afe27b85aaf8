package dev.appdb.project;

import static dev.appdb.project.InfraTree.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppDeclarationTest {
    private static final AppName API = new AppName("api");
    private static final String CONFIG = "infra/api/app-config/";

    private static final Map<String, String> NEWER = Map.of(
            CONFIG + "main.tf",
            """
            locals {
              app_name     = regex("/infra/([^/]+)/app-config$", abspath(path.module))[0]
              environments = ["dev", "prod"]
              has_database = true
              network_name = "upper"
            }
            module "project_config" {
              source = "../../project-config"
            }
            """,
            CONFIG + "prod.tf",
            """
            module "prod_config" {
              source                  = "./env-config"
              app_name                = local.app_name
              environment             = "prod"
              network_name            = local.network_name
              has_database            = local.has_database
              database_engine_version = "17.7"
              database_min_capacity   = 2
              database_instance_count = 2
            }
            """,
            CONFIG + "dev.tf",
            """
            module "dev_config" {
              source       = "./env-config"
              app_name     = local.app_name
              environment  = "dev"
              network_name = "lower"
              has_database = false
            }
            """,
            CONFIG + "env-config/variables.tf",
            """
            variable "database_engine_version" {
              type    = string
              default = "16.2"
            }
            variable "database_min_capacity" {
              type    = number
              default = 0.5
            }
            variable "database_max_capacity" {
              type = number
            }
            """,
            CONFIG + "env-config/database.tf",
            """
            locals {
              schemas = ["legacy", "${var.environment}_staging"]
              database_config = var.has_database ? {
                cluster_name            = "${var.app_name}-${var.environment}"
                app_username            = "svc"
                schema_name             = var.app_name
                additional_schema_names = local.schemas
                engine_version          = var.database_engine_version
                min_capacity            = var.database_min_capacity
                max_capacity            = var.database_max_capacity
                deletion_protection     = var.environment == "prod" ? true : false
                migrator_username       = null
              } : null
            }
            """,
            "infra/project-config/networks.tf",
            """
            locals {
              network_configs = {
                lower = { account_name = "sandbox" }
                upper = { account_name = "live" }
              }
            }
            """);

    private static AppDeclaration declaration(Map<String, String> files, String environment) throws Exception {
        return Project.of(new StoredFiles(Optional.empty(), files)).declaration(API, new EnvironmentName(environment));
    }

    private static String value(AppDeclaration declaration, String name) throws Exception {
        return declaration
                .value(name)
                .map(found -> found.text().orElse("?") + " " + found.place())
                .orElse("-");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        database_engine_version | 17.7 infra/api/app-config/prod.tf:7
        database_min_capacity   | 2 infra/api/app-config/prod.tf:8
        database_max_capacity   | ? infra/api/app-config/env-config/database.tf:10
        database_instance_count | 2 infra/api/app-config/prod.tf:9
        deletion_protection     | true infra/api/app-config/env-config/database.tf:11
        schema_name             | api infra/api/app-config/prod.tf:3
        additional_schema_names | legacy,prod_staging infra/api/app-config/env-config/database.tf:2
        app_username            | svc infra/api/app-config/env-config/database.tf:5
        cluster_name            | api-prod infra/api/app-config/env-config/database.tf:4
        migrator_username       | -
        enable_http_endpoint    | -
        """)
    void aDatabaseIsDeclaredInItsConfigurationAndItsEnvironmentsModuleCall(String name, String expected)
            throws Exception {
        assertThat(value(declaration(NEWER, "prod"), name)).isEqualTo(expected);
    }

    @Test
    void networkAccountAndDatabaseAreThoseOfTheEnvironment() throws Exception {
        AppDeclaration prod = declaration(NEWER, "prod");
        assertThat(prod.network()).contains(new Sourced<>("upper", "from infra/api/app-config/main.tf:5"));
        assertThat(prod.account()).contains(new Sourced<>("live", "from infra/project-config/networks.tf:4"));
        assertThat(prod.withoutDatabase()).isEmpty();

        AppDeclaration dev = declaration(NEWER, "dev");
        assertThat(dev.account().map(Sourced::value)).contains("sandbox");
        assertThat(dev.withoutDatabase().map(Place::toString)).contains("infra/api/app-config/dev.tf:6");
        assertThat(value(dev, "app_username")).isEqualTo("-");

        AppDeclaration other = declaration(NEWER, "qa");
        assertThat(other.isConfigured()).isFalse();
        assertThat(other.network().map(Sourced::value)).contains("upper");
        assertThat(value(other, "app_username")).startsWith("svc ");
        assertThat(value(other, "database_engine_version"))
                .isEqualTo("16.2 infra/api/app-config/env-config/variables.tf:3");
    }

    @Test
    void anExpressionThatCannotBeResolvedIsNamedAndStopsNoOther() throws Exception {
        Declared declared =
                declaration(NEWER, "prod").value("database_max_capacity").orElseThrow();

        assertThat(declared.problem())
                .isEqualTo("database_max_capacity in infra/api/app-config/env-config/database.tf:10 can't be read:"
                        + " var.database_max_capacity has no default, and no module call of this environment gives it");

        Map<String, String> unresolved = new TreeMap<>(NEWER);
        unresolved.put(
                CONFIG + "prod.tf",
                "module \"prod_config\" {\n  source = \"./env-config\"\n  network_name = lower(\"X\")\n}\n");
        AppDeclaration prod = declaration(unresolved, "prod");
        assertThat(failureOf(prod::network).sentence())
                .isEqualTo("could not read network_name in infra/api/app-config/prod.tf:3: lower(\"X\") needs Terraform"
                        + " to evaluate. Give it with --network, or write it there as a string in quotes.");
        assertThat(value(prod, "app_username")).startsWith("svc ");
    }

    @Test
    void anOlderProjectHasAllModuleCallsInOneFile() throws Exception {
        String main = """
            locals {
              account_names_by_environment = {
                dev  = "sandbox"
                prod = local.live
              }
              live = "live"
            }
            module "dev_config" {
              source                = "./env-config"
              environment           = "dev"
              database_min_capacity = 1
            }
            module "prod_config" {
              source                = "./env-config"
              environment           = "prod"
              database_min_capacity = 4
            }
            """;
        String outputs = """
            output "database_config" {
              value = var.has_database ? {
                schema_name = "orders"
              } : null
            }
            """;
        AppDeclaration prod =
                declaration(Map.of(CONFIG + "main.tf", main, CONFIG + "env-config/outputs.tf", outputs), "prod");

        assertThat(value(prod, "database_min_capacity")).isEqualTo("4 infra/api/app-config/main.tf:16");
        assertThat(value(prod, "schema_name")).isEqualTo("orders infra/api/app-config/env-config/outputs.tf:3");
        assertThat(prod.account().map(Sourced::toString)).contains("live (from infra/api/app-config/main.tf:6)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"infra/api/app-config/main.tf", "infra/api/database/main.tf", "infra/api/main.tf"})
    void anOlderProjectHasItsDatabaseInAMainFile(String path) throws Exception {
        String main = """
            locals {
              size = 8
              database_config = {
                database_max_capacity = local.size
                schema_name           = "${var.environment_name}_orders"
              }
            }
            """;

        AppDeclaration prod = declaration(Map.of(path, main), "prod");

        assertThat(value(prod, "database_max_capacity")).isEqualTo("8 " + path + ":2");
        assertThat(value(prod, "schema_name")).isEqualTo("prod_orders " + path + ":5");
        assertThat(value(prod, "app_username")).isEqualTo("-");
    }

    @Test
    void aConfigurationThatIsMergedIsAProblemOfTheNamesInItOnly() throws Exception {
        AppDeclaration prod = declaration(Map.of(CONFIG + "env-config/database.tf", """
            locals {
              database_config = merge(local.defaults, { app_username = "svc" })
            }
            """), "prod");

        assertThat(value(prod, "app_username")).isEqualTo("? infra/api/app-config/env-config/database.tf:2");
        assertThat(value(prod, "migrator_username")).isEqualTo("-");
    }
}
