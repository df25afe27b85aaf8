package dev.appdb.project;

import static dev.appdb.project.InfraTree.APP;
import static dev.appdb.project.InfraTree.DATABASE_TF;
import static dev.appdb.project.InfraTree.DEV;
import static dev.appdb.project.InfraTree.extensions;
import static dev.appdb.project.InfraTree.failureOf;
import static dev.appdb.project.InfraTree.switches;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.request.EnvironmentName;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extensions that are declared for one environment, or where older projects have them. */
class EnvironmentExtensionsTest {
    private static final String DEV_TF = "infra/app/app-config/dev.tf";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    private InfraTree tree() {
        return new InfraTree(directory);
    }

    @Test
    void aDeclarationOnAConditionIsReadForItsEnvironmentAndLeftToAPerson() throws Exception {
        Project project = tree().with(DATABASE_TF, """
                        locals {
                          more = { "vector" : true, "hypopg" : true }
                          database_config = {
                            superuser_extensions = var.environment == "dev" ? local.more : { "vector" : true }
                          }
                        }
                        """).project();

        assertThat(project.extensions(APP, DEV).values()).isEqualTo(extensions("vector", true, "hypopg", true));
        SuperuserExtensions prod = project.extensions(APP, new EnvironmentName("prod"));
        assertThat(prod.values()).isEqualTo(extensions("vector", true));
        assertThat(prod.declared().values().iterator().next().place()).hasToString(DATABASE_TF + ":4");
        assertThat(failureOf(() -> project.setExtensions(APP, switches(extensions("a", true))))
                        .sentence())
                .startsWith("could not read superuser_extensions in " + DATABASE_TF
                        + ":4: it depends on a condition, and appdb edits only one literal map. Edit it by hand");
    }

    @Test
    void anArgumentOfTheEnvironmentsModuleCallIsReadAndLeftToAPerson() throws Exception {
        Project project = tree().with(DATABASE_TF, """
                        locals {
                          database_config = {
                            superuser_extensions = var.superuser_extensions
                          }
                        }
                        variable "superuser_extensions" {
                          default = {}
                        }
                        """)
                .with(
                        DEV_TF,
                        "module \"dev_config\" {\n  source = \"./env-config\"\n"
                                + "  superuser_extensions = { \"postgis\" = true }\n}\n")
                .project();

        assertThat(project.extensions(APP, DEV).values()).isEqualTo(extensions("postgis", true));
        assertThat(project.extensions(APP, new EnvironmentName("prod")).values())
                .isEmpty();
        assertThat(failureOf(() -> project.setExtensions(APP, switches(extensions("a", true))))
                        .sentence())
                .contains(DEV_TF + ":3: it is an argument for one environment");
    }

    @Test
    void anOlderProjectIsEditedWhereItsDatabaseStands() throws Exception {
        String main = "infra/app/app-config/main.tf";
        FileChange change = tree().with(main, "locals {\n  database_config = {\n    schema_name = \"app\"\n  }\n}\n")
                .project()
                .setExtensions(APP, switches(extensions("vector", true)));

        assertThat(change.path()).isEqualTo(Path.of(main));
        assertThat(change.after()).contains("    superuser_extensions = { \"vector\" : true }\n  }\n");
    }
}
