package dev.appdb.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.failure.FailureException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HclScopeTest {
    private static final Path FOLDER = Path.of("infra/app/app-config");
    private static final Path FILE = FOLDER.resolve("main.tf");

    private static HclScope scope(String text) {
        ProjectFiles files = new StoredFiles(Optional.empty(), Map.of(FILE.toString(), text));
        return new HclScope(new HclSources(files), FOLDER, Map.of("environment", "prod"), Map.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "17.7"                                                      | 17.7
                    17.7                                                        | 17.7
                    -1                                                          | -1
                    true                                                        | true
                    ["legacy", "old",]                                          | legacy,old
                    [\\n    "legacy", # first\\n    local.two\\n  ]             | legacy,orders-api
                    []                                                          |
                    local.one                                                   | orders
                    "${local.one}"                                              | orders
                    "a-${local.two}-\\\\"b\\\\" $${x}"                          | a-orders-api-"b" ${x}
                    "${var.environment == "prod" ? "}" : "{"}"                  | }
                    var.with_default                                            | 3
                    var.environment == "prod" ? 2 : var.nowhere                 | 2
                    var.environment != "prod" ? nonsense(1, 2) : 4              | 4
                    (var.environment == "dev") ? 2 : (\\n 8\\n )                | 8
                    var.environment == "dev" ? 1 : var.environment == "prod" ? 5 : 7 | 5
                    local.sizes.large                                           | 16
                    var.unknown ? "there" : null                                | there
                    local.flag ? "yes" : "no"                                   | yes
                    """)
    void anExpressionIsResolved(String expression, String value) throws Exception {
        String text = """
                locals {
                  one   = "orders"
                  two   = "${local.one}-api"
                  flag  = true
                  sizes = { small = 1, "large" = 16 }
                  x     = EXPRESSION
                }
                variable "with_default" {
                  type    = number
                  default = 3
                }
                variable "environment" {
                  default = "dev"
                }
                """.replace("EXPRESSION", expression.replace("\\n", "\n").replace("\\\\", "\\"));

        Resolved resolved = scope(text).local("x").orElseThrow();

        assertThat(String.join(",", resolved.strings())).isEqualTo(value == null ? "" : value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    var.nowhere                        | 3 | var.nowhere has no default, and no module call of this environment gives it
                    local.nowhere                      | 3 | local.nowhere is not declared in this folder
                    "a-${local.nowhere}"               | 3 | local.nowhere is not declared in this folder
                    lower("A")                         | 3 | lower("A") needs Terraform to evaluate
                    1 + 2                              | 3 | 1 + 2 needs Terraform to evaluate
                    module.other.name                  | 3 | module.other.name needs Terraform to evaluate
                    local.m["a"]                       | 3 | local.m["a"] needs Terraform to evaluate
                    [for a in ["b"] : a]               | 3 | [for a in ["b"] : a] needs Terraform to evaluate
                    local.m.b                          | 3 | local.m has no b
                    "a ${local.m}"                     | 5 | a list or a map stands where a string, a number or a boolean belongs
                    local.x                            | 3 | local.x refers to itself: local.x → local.x
                    local.y                            | 4 | local.x refers to itself: local.x → local.y → local.x
                    var.nowhere == "a" ? 1 : 2         | 3 | var.nowhere has no default, and no module call of this environment gives it
                    true && true ? 1 : 2               | 3 | true && true needs Terraform to evaluate
                    """)
    void anExpressionThatOnlyTerraformCanTellIsNamed(String expression, int line, String why) {
        String text = """

                locals {
                  x = EXPRESSION
                  y = "${local.x}"
                  m = { a = 1 }
                  z = local.x
                }
                """.replace("EXPRESSION", expression);

        UnresolvedException problem = catchThrowableOfType(
                UnresolvedException.class, () -> scope(text).local("z"));

        assertThat(problem.why()).isEqualTo(why);
        assertThat(problem.place()).hasToString(FILE + ":" + line);
    }

    @Test
    void aDefaultIsNoValueOfAVariableThatIsKnown() throws Exception {
        HclScope scope =
                scope("variable \"environment\" {\n  default = \"dev\"\n}\nlocals {\n  x = var.environment\n}\n");

        assertThat(scope.local("x").orElseThrow().sourced())
                .contains(new Sourced<>("prod", "from infra/app/app-config/main.tf:5"));
        assertThat(scope.local("y")).isEmpty();
    }

    @Test
    void namesThatMultiplyOrGoOnForEverEnd() {
        StringBuilder doubling = new StringBuilder("locals {\n  a0 = \"x\"\n");
        StringBuilder chain = new StringBuilder("locals {\n  a0 = \"x\"\n");
        for (int i = 1; i < 1000; i++) {
            doubling.append("  a%d = \"${local.a%d}${local.a%d}\"\n".formatted(i, i - 1, i - 1));
            chain.append("  a%d = local.a%d\n".formatted(i, i - 1));
        }
        String conditions = "locals {\n  a20 = " + "true ? (".repeat(90) + ")".repeat(90) + "\n}\n";

        for (String text : new String[] {doubling + "}\n", chain + "}\n"}) {
            assertThat(catchThrowableOfType(
                                    UnresolvedException.class, () -> scope(text).local("a999"))
                            .why())
                    .endsWith("leads through too many other names");
            assertThat(catchThrowableOfType(
                                    UnresolvedException.class, () -> scope(text).local("a31"))
                            .why())
                    .endsWith("leads through too many other names");
        }
        assertThat(catchThrowableOfType(
                                UnresolvedException.class,
                                () -> scope(conditions).local("a20"))
                        .why())
                .endsWith("needs Terraform to evaluate");
    }

    @Test
    void aFileWithoutTheWordIsNotParsed() throws Exception {
        ProjectFiles files = new StoredFiles(
                Optional.empty(),
                Map.of(FILE.toString(), "locals {\n  x = 1\n}\n", FOLDER + "/broken.tf", "locals {\n  z = [\n"));
        HclScope scope = HclScope.of(new HclSources(files), FOLDER);

        assertThat(scope.local("x")).isPresent();
        assertThat(catchThrowableOfType(FailureException.class, () -> scope.local("z"))
                        .failure()
                        .what())
                .isEqualTo("could not read " + FOLDER + "/broken.tf:2");
    }
}
