package dev.appdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problem;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Subcommand;
import dev.appdb.form.Answers;
import dev.appdb.form.Choice;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import dev.appdb.project.Project;
import dev.appdb.project.StoredFiles;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.setting.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The settings of a command, as they come from the project's Terraform files. */
class DeclaredSettingsTest {
    private static final String CONFIG = "infra/api/app-config/";
    private static final String REMEMBERED = "infra/api/appdb/prod.json";
    private static final String AURORA = "\"aurora\": { \"min_acu\": 2, \"max_acu\": 8 }";

    private final Map<String, String> files =
            new TreeMap<>(Map.of(CONFIG + "prod.tf", """
            module "prod_config" {
              source                  = "./env-config"
              environment             = "prod"
              database_engine_version = "17.7"
              database_min_capacity   = 2
              database_max_capacity   = 8
              database_instance_count = 2
            }
            """, CONFIG + "env-config/database.tf", """
            locals {
              database_config = {
                app_username            = "svc"
                migrator_username       = "svc_migrator"
                schema_name             = "legacy"
                database_name           = "orders"
                additional_schema_names = ["staging"]
                deletion_protection     = true
                enable_http_endpoint    = true
              }
            }
            """));

    private static Answers given(String... idsAndValues) {
        Answers given = Answers.NONE
                .with("app-name", "api", "--app-name")
                .with("environment", "prod", "--environment")
                .with("target", "aws", "--target")
                .with("region", "us-east-1", "--region");
        for (int i = 0; i < idsAndValues.length; i += 2) {
            given = given.with(idsAndValues[i], idsAndValues[i + 1], "--" + idsAndValues[i]);
        }
        return given;
    }

    private RequestResolver resolver() {
        return new RequestResolver(Project.of(new StoredFiles(Optional.empty(), files)), Map.of(), new Problems());
    }

    private Resolution resolve(Subcommand command, String... given) throws Exception {
        return resolver().named(command, given(given));
    }

    private List<String> problems(Subcommand command, String... given) {
        return catchThrowableOfType(ProblemsException.class, () -> resolve(command, given)).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    private void remembered(String fields) {
        files.put(
                REMEMBERED,
                "{ \"format\": 1, \"target\": \"aws\", \"region\": \"us-east-1\", \"postgres\": 17, " + fields + " }");
    }

    @ParameterizedTest
    @EnumSource(
            value = Subcommand.class,
            names = {"CONFIGURE", "PLAN", "APPLY", "TEMPLATE", "ROLES_PLAN", "ROLES_UPDATE", "ROLES_CHECK", "CONNECT"})
    void whatIsDeclaredReachesTheRequestOfEachCommand(Subcommand command) throws Exception {
        DatabaseRequest request = resolve(command).request();

        assertThat(request.names().appUser()).isEqualTo("svc");
        assertThat(request.names().migratorUser()).isEqualTo("svc_migrator");
        assertThat(request.names().schemas()).containsExactly("legacy", "staging");
        assertThat(request.names().database()).isEqualTo("orders");
        assertThat(request.version().major()).isEqualTo(17);
        assertThat(request.aurora().capacity().minAcu()).isEqualTo(2);
        assertThat(request.aurora().capacity().maxAcu()).isEqualTo(8);
        assertThat(request.aurora().readers()).isEqualTo(1);
        assertThat(request.aurora().dataApi()).isTrue();
    }

    @Test
    void theSourceOfEachDeclarationIsShown() throws Exception {
        assertThat(resolve(Subcommand.CONFIGURE).notes())
                .containsExactly(
                        "PostgreSQL version 17 (from infra/api/app-config/prod.tf:4)",
                        "minimum capacity 2 (from infra/api/app-config/prod.tf:5)",
                        "maximum capacity 8 (from infra/api/app-config/prod.tf:6)",
                        "readers 1 (from infra/api/app-config/prod.tf:7)",
                        "not temporary (from infra/api/app-config/env-config/database.tf:8)",
                        "RDS Data API (from infra/api/app-config/env-config/database.tf:9)",
                        "database orders (from infra/api/app-config/env-config/database.tf:6)",
                        "schema legacy,staging (from infra/api/app-config/env-config/database.tf:5)",
                        "app user svc (from infra/api/app-config/env-config/database.tf:3)",
                        "migrator user svc_migrator (from infra/api/app-config/env-config/database.tf:4)");
        assertThat(resolve(Subcommand.ROLES_CHECK).notes()).isEmpty();
    }

    @Test
    void theQuestionsOfASetupSuggestWhatIsDeclared() {
        Question version = resolver().form().questions().stream()
                .filter(question -> question.id().equals("postgres-version"))
                .findFirst()
                .orElseThrow();

        assertThat(version.suggestion().apply(given()).orElseThrow().toString())
                .isEqualTo("Answer[value=17, source=infra/api/app-config/prod.tf:4]");
        assertThat(Settings.POSTGRES_VERSION.optionHelp())
                .endsWith("Default: database_engine_version in the project's files, else 16.");
    }

    @Test
    void aFlagWinsAndTheDeclarationIsShownBesideIt() throws Exception {
        Resolution resolution = resolve(Subcommand.ROLES_CHECK, "app-user", "app");

        assertThat(resolution.request().names().appUser()).isEqualTo("app");
        assertThat(resolution.notes())
                .containsExactly(
                        "app user app as given; infra/api/app-config/env-config/database.tf:3 says app user svc");
    }

    @Test
    void aRememberedValueThatContradictsIsAskedAboutOrRefused() throws Exception {
        remembered(AURORA.replace("8", "4") + ", \"names\": { \"schema\": \"app\" }");

        assertThat(problems(Subcommand.PLAN))
                .containsExactly(
                        "--max-capacity " + REMEMBERED + " says 4, and infra/api/app-config/prod.tf:6 says 8: give the"
                                + " one that holds",
                        "--schema " + REMEMBERED + " says app, and infra/api/app-config/env-config/database.tf:5 says"
                                + " legacy: give the one that holds");
        assertThat(problems(Subcommand.ROLES_CHECK)).hasSize(1);
        assertThat(resolve(Subcommand.STATUS).request().names().schemas()).startsWith("app");
        assertThat(resolve(Subcommand.PLAN, "max-capacity", "4", "schema", "legacy")
                        .notes())
                .contains("maximum capacity 4 as given; infra/api/app-config/prod.tf:6 says maximum capacity 8");

        Form open = resolver().open(Subcommand.PLAN, given());
        assertThat(open.questions()).extracting(Question::id).containsExactly("max-capacity", "schema");
        assertThat(open.questions().get(0).choices().apply(Answers.NONE))
                .containsExactly(
                        new Choice("4", "from " + REMEMBERED), new Choice("8", "from infra/api/app-config/prod.tf:6"));
        assertThat(open.problems(Answers.NONE)).hasSize(2);
    }

    @Test
    void aRememberedValueThatAgreesIsNoQuestion() throws Exception {
        remembered(AURORA + ", \"names\": { \"schema\": \"legacy,staging\", \"app_user\": \"svc\" }");

        assertThat(resolve(Subcommand.PLAN).request().names().schemas()).containsExactly("legacy", "staging");
        assertThat(resolver().open(Subcommand.PLAN, given()).questions()).isEmpty();
    }

    @Test
    void aDefaultThatIsGivenAgainstADeclarationIsRemembered() throws Exception {
        Resolution resolution = resolve(Subcommand.CONFIGURE, "app-user", "app", "readers", "0");
        String text = resolution.project().remember(resolution.request()).after();
        files.put(REMEMBERED, text);

        assertThat(text).contains("\"app_user\": \"app\"", "\"readers\": 0").doesNotContain("temporary");
        assertThat(problems(Subcommand.ROLES_CHECK))
                .containsExactly(
                        "--app-user " + REMEMBERED
                                + " says app, and infra/api/app-config/env-config/database.tf:3 says svc: give the one that holds");
        assertThat(resolution.project().remember(resolution.request()).isNeeded())
                .isTrue();
        assertThat(resolver()
                        .named(Subcommand.CONFIGURE, given("app-user", "app", "readers", "0"))
                        .project()
                        .remember(resolution.request())
                        .isNeeded())
                .isFalse();
    }

    @Test
    void aDeclarationThatCannotBeReadStopsOnlyTheCommandThatNeedsIt() throws Exception {
        files.put(CONFIG + "prod.tf", """
                module "prod_config" {
                  source                  = "./env-config"
                  environment             = "prod"
                  database_engine_version = lookup(local.versions, "prod")
                  database_min_capacity   = "plenty"
                }
                """);

        assertThat(problems(Subcommand.PLAN))
                .containsExactly(
                        "--postgres-version is missing: database_engine_version in infra/api/app-config/prod.tf:4 can't be"
                                + " read: lookup(local.versions, \"prod\") needs Terraform to evaluate",
                        "--min-capacity is missing: database_min_capacity = plenty in infra/api/app-config/prod.tf:5:"
                                + " capacity \"plenty\" is not a number of ACU, like 0.5 or 16");
        assertThat(resolve(Subcommand.PLAN, "postgres-version", "17", "min-capacity", "1")
                        .request()
                        .version()
                        .major())
                .isEqualTo(17);
        assertThat(resolve(Subcommand.ROLES_CHECK).request().names().appUser()).isEqualTo("svc");
        assertThat(resolver()
                        .open(Subcommand.PLAN, given())
                        .questions()
                        .get(0)
                        .notice()
                        .apply(Answers.NONE))
                .endsWith("lookup(local.versions, \"prod\") needs Terraform to evaluate");
        assertThat(resolver().form().questions())
                .filteredOn(question -> question.id().equals("postgres-version"))
                .singleElement()
                .satisfies(question -> assertThat(question.notice().apply(given()))
                        .startsWith("database_engine_version in infra/api/app-config/prod.tf:4 can't be read"));
    }

    @Test
    void aTagThatCannotBeReadIsNamedWithItsFileAndLine() throws Exception {
        files.put("infra/project-config/main.tf", """
                locals {
                  project_name        = "shop"
                  owner               = lookup(var.owners, "shop")
                  code_repository_url = "https://example.com/shop"
                }
                """);

        assertThat(resolve(Subcommand.PLAN).notes())
                .contains("owner in infra/project-config/main.tf:3 can't be read: lookup(var.owners, \"shop\") needs"
                        + " Terraform to evaluate; the resources get no tag of it")
                .noneMatch(note -> note.contains("code_repository_url"));
        assertThat(resolve(Subcommand.ROLES_CHECK).notes()).noneMatch(note -> note.startsWith("owner"));
    }

    @Test
    void aFileThatCannotBeParsedStopsOnlyTheCommandThatNeedsIt() throws Exception {
        files.put(CONFIG + "prod.tf", "module \"prod_config\" {\n  environment = \"prod\n}\n");

        assertThat(catchThrowableOfType(FailureException.class, () -> resolve(Subcommand.PLAN))
                        .failure()
                        .what())
                .isEqualTo("could not read infra/api/app-config/prod.tf:2");
        assertThat(resolve(Subcommand.STOP, "target", "local").request().cluster())
                .isEqualTo("api-prod");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    database_engine_version = "17"   | postgres-version | 17
                    database_engine_version = 15.4   | postgres-version | 15
                    database_instance_count = 1      | readers          | 0
                    database_instance_count = "3"    | readers          | 2
                    deletion_protection = false      | temporary        | false
                    database_min_capacity = 0        | min-capacity     | 0
                    database_min_capacity = 16       | max-capacity     | 16
                    """)
    void aDeclarationIsReadAsItsFlagIs(String line, String setting, String value) throws Exception {
        files.clear();
        files.put(
                CONFIG + "prod.tf",
                "module \"prod_config\" {\n  source = \"./env-config\"\n  environment = \"prod\"\n  " + line + "\n}\n");

        Resolution resolution = resolve(Subcommand.PLAN);

        assertThat(resolution.values().text(Settings.of(setting).orElseThrow()).orElse("false"))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @EnumSource(Subcommand.class)
    void noCommandWorksForAnAppWithoutADatabase(Subcommand command) {
        files.put(CONFIG + "main.tf", "locals {\n  has_database = false\n}\n");

        Failure failure = catchThrowableOfType(FailureException.class, () -> resolve(command))
                .failure();

        assertThat(failure.sentence())
                .isEqualTo(
                        "api-prod has no database of its own: infra/api/app-config/main.tf:2 says has_database = false."
                                + " Change it there if the app is to have one.");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.INPUT);
    }

    @Test
    void aDatabaseThatIsDeclaredNoLongerCanStillBeTakenAway() throws Exception {
        files.put(CONFIG + "main.tf", "locals {\n  has_database = false\n}\n");
        remembered(AURORA);

        assertThat(Arrays.stream(Subcommand.values()).filter(command -> isResolved(command)))
                .containsExactly(Subcommand.STATUS, Subcommand.STOP, Subcommand.DESTROY);
    }

    private boolean isResolved(Subcommand command) {
        return catchThrowableOfType(FailureException.class, () -> resolve(command)) == null;
    }

    @Test
    void aDatabaseThatBelongsToAnotherAppIsNamed() {
        files.put("infra/web/app-config/main.tf", """
                locals {
                  has_database          = false
                  database_cluster_name = "api-${var.environment}"
                }
                """);

        Failure failure = catchThrowableOfType(
                        FailureException.class, () -> resolver().named(Subcommand.CONNECT, given("app-name", "web")))
                .failure();

        assertThat(failure.sentence())
                .isEqualTo(
                        "web-prod has no database of its own: infra/web/app-config/main.tf:2 says has_database = false,"
                                + " and infra/web/app-config/main.tf:3 names the cluster api-prod. It uses the database"
                                + " of api: `appdb status --app-name api --environment prod`.");
    }
}
