package dev.appdb.project;

import static dev.appdb.project.InfraTree.APP;
import static dev.appdb.project.InfraTree.DATABASE_TF;
import static dev.appdb.project.InfraTree.DEV;
import static dev.appdb.project.InfraTree.extensions;
import static dev.appdb.project.InfraTree.failureOf;
import static dev.appdb.project.InfraTree.switches;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.failure.Failure;
import dev.appdb.request.ExtensionName;
import dev.appdb.request.ExtensionSwitches;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectExtensionsTest {
    private static final String OTHER_TF = "infra/app/app-config/env-config/other.tf";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    private InfraTree tree() {
        return new InfraTree(directory);
    }

    private String after(String before, Map<ExtensionName, Boolean> settings) throws Exception {
        FileChange change = tree().with(DATABASE_TF, before).project().setExtensions(APP, switches(settings));
        assertThat(change.path()).isEqualTo(Path.of(DATABASE_TF));
        assertThat(tree().text(DATABASE_TF)).as("nothing is written yet").isEqualTo(before);
        return change.after();
    }

    @Test
    void declaredExtensionsSayWhereTheyStand() throws Exception {
        Project project = tree().with(DATABASE_TF, """
                        # superuser_extensions = { "not" : true }
                        locals {
                          doc = "superuser_extensions = { not = true }"
                          long = <<EOT
                        superuser_extensions = { not = true }
                        EOT
                          database_config = var.has_database ? {
                            superuser_extensions = {
                              "vector" : true, # first
                              pg_trgm = false
                              /* "not" : true */
                              "uuid-ossp" = true, // last
                            }
                          } : null
                        }
                        """)
                .with(OTHER_TF, "output \"x\" {\n  value = local.superuser_extensions == {} ? 1 : 2\n}\n")
                .project();

        SuperuserExtensions extensions = project.extensions(APP, DEV);

        assertThat(extensions.values()).isEqualTo(extensions("pg_trgm", false, "uuid-ossp", true, "vector", true));
        assertThat(extensions.declaration()).hasToString("Optional[" + DATABASE_TF + ":8]");
        assertThat(extensions.declared().values())
                .extracting(setting -> setting.place().line())
                .containsExactly(10, 12, 9);
    }

    @Test
    void schemasThatAreNoLiteralAreNotIgnored() throws Exception {
        String reference =
                "output \"x\" {\n  value = {\n    additional_schema_names = local.additional_schema_names\n  }\n}\n";
        assertThat(tree().with("infra/app/app-config/env-config/a.tf", reference)
                        .with(DATABASE_TF, "locals {\n  additional_schema_names = [\"legacy\", \"old\"]\n}\n")
                        .project()
                        .declaration(APP, DEV)
                        .value("additional_schema_names")
                        .orElseThrow()
                        .values())
                .containsExactly("legacy", "old");

        Project computed = tree().with(DATABASE_TF, "locals {\n  additional_schema_names = concat(var.a, [])\n}\n")
                .project();

        assertThat(computed.declaration(APP, DEV)
                        .value("additional_schema_names")
                        .orElseThrow()
                        .problem())
                .isEqualTo("additional_schema_names in " + DATABASE_TF
                        + ":2 can't be read: concat(var.a, []) needs Terraform to evaluate");
    }

    @Test
    void anAppThatDeclaresNothingHasNoExtensions() throws Exception {
        assertThat(tree().project().extensions(APP, DEV))
                .isEqualTo(new SuperuserExtensions(java.util.Optional.empty(), new java.util.TreeMap<>()));
    }

    @Test
    void aLocalThatIsReferredToIsTheDeclaration() throws Exception {
        Project project = tree().with(DATABASE_TF, """
                        locals {
                          superuser_extensions = { "vector" : true }
                          database_config = {
                            superuser_extensions = local.superuser_extensions
                          }
                        }
                        """).project();

        assertThat(project.extensions(APP, DEV).values()).isEqualTo(extensions("vector", true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    {}                                       | { "pg_trgm" : true }
                    { }                                      | { "pg_trgm" : true }
                    { /* none */ }                           | { /* none */ "pg_trgm" : true }
                    { "vector" : true }                      | { "vector" : true, "pg_trgm" : true }
                    { "vector" : true, }                     | { "vector" : true, "pg_trgm" : true, }
                    { vector = true }                        | { vector = true, pg_trgm = true }
                    {vector:true}                            | {vector:true,pg_trgm:true}
                    {"vector": true}                         | {"vector": true, "pg_trgm": true}
                    { "vector" : true /* yes */ }            | { "vector" : true, "pg_trgm" : true /* yes */ }
                    { "pg_trgm" : false }                    | { "pg_trgm" : true }
                    { pg_trgm=false, "vector" : false, }     | { pg_trgm=true, "vector" : false, }
                    { "pg_trgm" : true }                     | { "pg_trgm" : true }
                    {\\n}                                    | {\\n    "pg_trgm" : true\\n}
                    { # none\\n  }                           | { # none\\n    "pg_trgm" : true\\n  }
                    {\\r\\n    # none\\r\\n  }               | {\\r\\n    # none\\r\\n    "pg_trgm" : true\\r\\n  }
                    {\\n    "a" : true\\n  }                 | {\\n    "a" : true\\n    "pg_trgm" : true\\n  }
                    {\\n    "a" : true,\\n  }                | {\\n    "a" : true,\\n    "pg_trgm" : true,\\n  }
                    {\\n    a = true, # x\\n    b = true # y\\n  } | {\\n    a = true, # x\\n    b = true, # y\\n    pg_trgm = true\\n  }
                    {\\r\\n\\ta = true\\r\\n  }              | {\\r\\n\\ta = true\\r\\n\\tpg_trgm = true\\r\\n  }
                    {\\n    plpython = true\\n    a        = true # x\\n  } | {\\n    plpython = true\\n    a        = true # x\\n    pg_trgm  = true\\n  }
                    {\\n    a = true, b = true\\n  }         | {\\n    a = true, b = true,\\n    pg_trgm = true\\n  }
                    { a = true,\\n    b = true }             | { a = true,\\n    b = true, pg_trgm = true }
                    { a = true\\n  }                         | { a = true\\n    pg_trgm = true\\n  }
                    """)
    void anEditLooksLikeItsNeighbours(String before, String expected) throws Exception {
        String start = "# head\nlocals {\n  superuser_extensions = ";
        String end = " # kept\n  x = { pg_trgm = false }\n}";

        String after = after(start + unescaped(before) + end, extensions("pg_trgm", true));

        assertThat(after).isEqualTo(start + unescaped(expected) + end);
    }

    private static String unescaped(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
    }

    @Test
    void severalSettingsAreOneEdit() throws Exception {
        String before = "\uFEFFlocals {\r\n  superuser_extensions = { \"b\" : true, \"d\" : true }\r\n}";

        assertThat(after(before, extensions("a", true, "b", false, "c", true, "uuid-ossp", false)))
                .isEqualTo("\uFEFFlocals {\r\n  superuser_extensions = { \"b\" : false, \"d\" : true, \"a\" : true, "
                        + "\"c\" : true, \"uuid-ossp\" : false }\r\n}");
    }

    @Test
    void aHyphenGetsQuotesAlsoAmongBareKeys() throws Exception {
        assertThat(after("superuser_extensions = { vector = true }", extensions("uuid-ossp", true)))
                .isEqualTo("superuser_extensions = { vector = true, \"uuid-ossp\" = true }");
    }

    @Test
    void whatIsSetAlreadyNeedsNoChange() throws Exception {
        Project project = tree().with(DATABASE_TF, "superuser_extensions = {vector:true}\n")
                .project();

        assertThat(project.setExtensions(APP, switches(extensions("vector", true)))
                        .isNeeded())
                .isFalse();
        assertThat(project.setExtensions(APP, ExtensionSwitches.NONE).isNeeded())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    {}                                       | {}
                    { "vector" : true }                      | { "vector" : true }
                    { "pg_trgm" : true }                     | {}
                    {"pg_trgm":false,}                       | {}
                    { /* none */ "pg_trgm" : true }          | { /* none */ }
                    { "vector" : true, "pg_trgm" : true }    | { "vector" : true }
                    { "pg_trgm" : true, "vector" : true }    | { "vector" : true }
                    { "a" : true, "pg_trgm" : true, "b" : true } | { "a" : true, "b" : true }
                    { "vector" : true, "pg_trgm" : true, }   | { "vector" : true, }
                    {vector:true,pg_trgm:true}               | {vector:true}
                    { a = true /* x */, pg_trgm = true /* yes */ } | { a = true /* x */ /* yes */ }
                    { pg_trgm = true, /* y */ b = true }     | { /* y */ b = true }
                    {\\n    "pg_trgm" : true\\n}             | {\\n}
                    {\\n    "a" : true\\n    "pg_trgm" : true # why\\n  } | {\\n    "a" : true\\n  }
                    {\\n    # of a\\n    "a" : true,\\n    # kept\\n    "pg_trgm" : true,\\n  } | {\\n    # of a\\n    "a" : true,\\n    # kept\\n  }
                    {\\n    a = true, # x\\n    pg_trgm = true # y\\n  } | {\\n    a = true # x\\n  }
                    {\\r\\n\\ta = true\\r\\n\\tpg_trgm = true\\r\\n  } | {\\r\\n\\ta = true\\r\\n  }
                    {\\n    a = true, pg_trgm = true\\n    b = true\\n  } | {\\n    a = true\\n    b = true\\n  }
                    {\\n    pg_trgm = true, b = true\\n  }   | {\\n    b = true\\n  }
                    { pg_trgm = true\\n    b = true }        | { b = true }
                    """)
    void anUndeclaredExtensionTakesItsLineOrItsCommaAlong(String before, String expected) throws Exception {
        String start = "# head\nlocals {\n  superuser_extensions = ";
        String end = " # kept\n  x = { pg_trgm = false }\n}";

        String after = tree().with(DATABASE_TF, start + unescaped(before) + end)
                .project()
                .setExtensions(APP, ExtensionSwitches.of("pg_trgm=unset"))
                .after();

        assertThat(after).isEqualTo(start + unescaped(expected) + end);
    }

    @Test
    void undeclaringNeedsNoFile() throws Exception {
        assertThat(tree().project()
                        .setExtensions(APP, ExtensionSwitches.of("pg_trgm=unset"))
                        .isNeeded())
                .isFalse();
    }

    @Test
    void theTemplatesEmptyMapIsFilled() throws Exception {
        InfraTree tree = InfraTree.ofTemplate(directory);
        FileChange change = tree.project().setExtensions(APP, switches(extensions("vector", true)));

        assertThat(change.diff()).isEqualTo("""
                        --- infra/app/app-config/env-config/database.tf
                        +++ infra/app/app-config/env-config/database.tf
                        @@ -4,6 +4,6 @@
                             cluster_name = "${var.app_name}-${var.environment}"
                        ~
                             # Extensions that need more rights
                        -    superuser_extensions = {}
                        +    superuser_extensions = { "vector" : true }
                           } : null
                         }
                        """.replace("~\n", " \n"));
        assertThat(change.overwrites()).isFalse();
        assertThat(change.purpose()).isEqualTo("the extensions of app that need the rds_superuser role");
    }

    @Test
    void aProjectWithoutADeclarationGetsAFile() throws Exception {
        FileChange change = tree().project().setExtensions(APP, switches(extensions("vector", true, "pg_trgm", false)));

        assertThat(change.creates()).isTrue();
        assertThat(change.after()).isEqualTo("""
                        locals {
                          # Extensions that need the rds_superuser role; they serve every environment of the app.
                          superuser_extensions = { "pg_trgm" : false, "vector" : true }
                        }
                        """);
    }

    @Test
    void aDatabaseConfigurationWithoutADeclarationGetsOne() throws Exception {
        String before = lines("locals {", "  database_config = var.x ? {", "    region = \"a\"", "  } : null", "}");

        assertThat(after(before, extensions("vector", true)))
                .isEqualTo(lines(
                        "locals {",
                        "  database_config = var.x ? {",
                        "    region = \"a\"",
                        "    superuser_extensions = { \"vector\" : true }",
                        "  } : null",
                        "}"));
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"locals {\n}\n", "locals {\n}", "", "locals {\r\n}\r\n", "locals { database_config = null }\n"})
    void aDatabaseFileWithoutADeclarationKeepsWhatItHas(String before) throws Exception {
        String after = after(before, extensions("vector", true));

        assertThat(after).startsWith(before).contains("  superuser_extensions = { \"vector\" : true }");
        assertThat(after.contains("\r\n")).isEqualTo(before.contains("\r\n"));
        assertThat(after.replace("\r\n", "").contains("\n")).isEqualTo(!before.contains("\r\n"));
    }

    @Test
    void nothingToSetCreatesNothing() throws Exception {
        assertThat(tree().project().setExtensions(APP, ExtensionSwitches.NONE).isNeeded())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "superuser_extensions = var.extensions",
                "superuser_extensions = merge({ a = true }, var.more)",
                "superuser_extensions = { a = var.a }",
                "superuser_extensions = { a = true, b = !true }",
                "superuser_extensions = { a = (true) }",
                "superuser_extensions = { (var.a) = true }",
                "superuser_extensions = { \"${var.a}\" = true }",
                "superuser_extensions = { a = \"true\" }",
                "superuser_extensions = { a = true b = true }",
                "superuser_extensions = { a = true,, b = true }",
                "superuser_extensions = { a = true && false }",
                "superuser_extensions = { a = true, a = true }",
                "superuser_extensions = { for a in var.b : a => true }",
                "superuser_extensions = [\"a\"]",
                "superuser_extensions = { A = true }",
                "superuser_extensions = null",
            })
    void whatIsNotLiteralIsLeftToAPerson(String line) throws Exception {
        Project project = tree().with(DATABASE_TF, "\n\n" + line + "\n").project();

        for (Failure failure : List.of(
                failureOf(() -> project.extensions(APP, DEV)),
                failureOf(() -> project.setExtensions(APP, switches(extensions("a", true)))))) {
            assertThat(failure.what()).startsWith("could not read superuser_extensions in " + DATABASE_TF + ":");
            assertThat(failure.remedy().toString()).startsWith("Edit it by hand");
            assertThat(failure.kind()).isEqualTo(Failure.Kind.INPUT);
        }
    }

    @Test
    void theLineOfAValueThatIsNotLiteralIsNamed() throws Exception {
        Project project = tree().with(DATABASE_TF, "superuser_extensions = {\n  a = true\n  b = var.b\n}\n")
                .project();

        assertThat(failureOf(() -> project.extensions(APP, DEV)).sentence())
                .isEqualTo(
                        "could not read superuser_extensions in " + DATABASE_TF
                                + ":3: \"var\" is not what appdb can read there: it knows only true and false. "
                                + "Edit it by hand to a literal like superuser_extensions = { \"vector\" : true }, in one place.");
    }

    @Test
    void twoDeclarationsAreListed() throws Exception {
        Project project = tree().with(DATABASE_TF, "superuser_extensions = {}\n")
                .with(OTHER_TF, "locals {\n  superuser_extensions = {}\n}\n")
                .project();

        assertThat(failureOf(() -> project.extensions(APP, DEV)).why())
                .isEqualTo("it is declared more than once: " + DATABASE_TF + ":1, " + OTHER_TF + ":2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{ a = \"true\" }", "{ (\"a\") = true }", "file(\"/etc/passwd\")", "{ a = !true }", "{ a = true"
            })
    void onlyALiteralMapOfBooleansIsRead(String map) throws Exception {
        Project project =
                tree().with(DATABASE_TF, "superuser_extensions = " + map + "\n").project();

        assertThat(failureOf(() -> project.extensions(APP, DEV)).kind()).isEqualTo(Failure.Kind.INPUT);
    }
}
