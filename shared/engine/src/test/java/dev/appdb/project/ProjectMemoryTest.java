package dev.appdb.project;

import static dev.appdb.project.InfraTree.APP;
import static dev.appdb.project.InfraTree.DEV;
import static dev.appdb.project.InfraTree.failureOf;
import static dev.appdb.project.InfraTree.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.appdb.failure.Failure;
import dev.appdb.request.Arn;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.BackendModule;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.Region;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.StorageType;
import dev.appdb.request.TagValue;
import dev.appdb.request.Target;
import dev.appdb.setting.DeploymentSettings;
import dev.appdb.setting.SettingValues;
import dev.appdb.setting.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectMemoryTest {
    static final String FILE = "infra/app/appdb/dev.json";
    static final String OWN_FILE = ".appdb/environments/app/dev.json";
    private static final DatabaseNames OTHER_NAMES = new DatabaseNames("orders", "app", "orders_app", "migrator");
    static final String SMALLEST = """
            {
              "format": 1,
              "required_version": ">= 0.1",
              "target": "local",
              "postgres": 16
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    private Project remembering(String json) throws Exception {
        return new InfraTree(directory).with(FILE, json).project();
    }

    static DatabaseRequest server(String url) {
        return new DatabaseRequest(
                APP,
                DEV,
                Target.SERVER,
                PostgresVersion.DEFAULT,
                AuroraSettings.DEFAULT,
                DatabaseNames.DEFAULT,
                BackendModule.SERVICE,
                Optional.empty(),
                Optional.of(new ServerUrl(url)),
                new TreeMap<>());
    }

    @Test
    void aPlainRequestIsRememberedInFewLines() throws Exception {
        FileChange change = Project.at(directory).remember(request("dev"));

        assertThat(change.path()).isEqualTo(Path.of(OWN_FILE));
        assertThat(change.isPersonal()).isTrue();
        assertThat(change.creates()).isTrue();
        assertThat(change.purpose()).isEqualTo("settings of app-dev");
        assertThat(change.after()).isEqualTo(SMALLEST);
    }

    @Test
    void onlyWhatDiffersFromTheDefaultsIsRemembered() throws Exception {
        FileChange change = Project.at(directory)
                .remember(request("dev", Optional.of("us-east-1"), OTHER_NAMES, BackendModule.DATABASE));

        assertThat(change.after()).isEqualTo("""
                        {
                          "format": 1,
                          "required_version": ">= 0.1",
                          "target": "local",
                          "region": "us-east-1",
                          "postgres": 16,
                          "names": {
                            "database": "orders",
                            "app_user": "orders_app"
                          },
                          "module": "database"
                        }
                        """);
    }

    @Test
    void aServerIsRememberedByItsUrlAlone() throws Exception {
        FileChange change = Project.at(directory).remember(server("postgresql://postgres@db.example.com:5432/app"));

        assertThat(change.after()).isEqualTo("""
                        {
                          "format": 1,
                          "required_version": ">= 0.1",
                          "target": "server",
                          "server_url": "postgresql://postgres@db.example.com:5432/app"
                        }
                        """);
    }

    @Test
    void aClusterIsRememberedWithItsRegionAndCapacity() throws Exception {
        FileChange change = Project.at(directory)
                .remember(new DatabaseRequest(
                        APP,
                        DEV,
                        Target.AWS,
                        PostgresVersion.DEFAULT,
                        AuroraSettings.DEFAULT,
                        DatabaseNames.DEFAULT,
                        BackendModule.SERVICE,
                        Optional.of(new Region("us-east-1")),
                        Optional.empty(),
                        new TreeMap<>()));

        assertThat(change.after()).isEqualTo("""
                        {
                          "format": 1,
                          "required_version": ">= 0.1",
                          "target": "aws",
                          "region": "us-east-1",
                          "postgres": 16,
                          "aurora": {
                            "min_acu": 0.5,
                            "max_acu": 1
                          }
                        }
                        """);
    }

    @Test
    void everythingComesBackAsItWasWritten() throws Exception {
        RememberedEnvironment everything = new RememberedEnvironment(SettingValues.NONE
                .with(Settings.TARGET, Target.AWS)
                .with(Settings.REGION, new Region("us-west-2"))
                .with(Settings.POSTGRES_VERSION, new PostgresVersion(17))
                .with(DeploymentSettings.MIN_CAPACITY, 0.0)
                .with(DeploymentSettings.MAX_CAPACITY, 64.0)
                .with(DeploymentSettings.READERS, 2)
                .with(DeploymentSettings.AUTO_PAUSE, Duration.ofMinutes(10))
                .with(DeploymentSettings.TEMPORARY, true)
                .with(DeploymentSettings.DATA_API, true)
                .with(DeploymentSettings.STORAGE_TYPE, StorageType.IO_OPTIMIZED)
                .with(DeploymentSettings.LOG_RETENTION, 731)
                .with(DeploymentSettings.BACKUP_RETENTION, 35)
                .with(DeploymentSettings.RESERVED_CONCURRENCY, Optional.of(1))
                .with(
                        DeploymentSettings.PERMISSIONS_BOUNDARY,
                        Optional.of(new Arn("arn:aws:iam::aws:policy/PowerUserAccess")))
                .with(DeploymentSettings.PROJECT_NAME, new TagValue("orders"))
                .with(DeploymentSettings.NETWORK, new TagValue("lower"))
                .with(Settings.DATABASE, "d\"b")
                .with(Settings.SCHEMA, List.of("schéma", "legacy"))
                .with(Settings.READER, List.of("reports"))
                .with(Settings.APP_USER, "a")
                .with(Settings.MIGRATOR_USER, "m")
                .with(Settings.MODULE, BackendModule.DATABASE));

        String text = RememberedFile.text(everything);

        assertThat(text).isEqualTo("""
                        {
                          "format": 1,
                          "required_version": ">= 0.1",
                          "target": "aws",
                          "region": "us-west-2",
                          "postgres": 17,
                          "aurora": {
                            "min_acu": 0,
                            "max_acu": 64,
                            "readers": 2,
                            "pause_after_seconds": 600,
                            "temporary": true,
                            "data_api": true,
                            "storage_type": "aurora-iopt1",
                            "log_retention_days": 731,
                            "backup_retention_days": 35,
                            "reserved_concurrency": 1,
                            "permissions_boundary": "arn:aws:iam::aws:policy/PowerUserAccess",
                            "project_name": "orders",
                            "network": "lower"
                          },
                          "names": {
                            "database": "d\\"b",
                            "schema": "schéma,legacy",
                            "app_user": "a",
                            "migrator_user": "m",
                            "readers": "reports"
                          },
                          "module": "database"
                        }
                        """);
        assertThat(remembering(text).remembered(APP, DEV).map(Sourced::value)).contains(everything);
        assertThat(RememberedFile.text(
                        remembering(text).remembered(APP, DEV).orElseThrow().value()))
                .isEqualTo(text);
    }

    @Test
    void nothingIsRememberedOfANewEnvironment() throws Exception {
        assertThat(Project.at(directory).remembered(APP, DEV)).isEmpty();
    }

    @Test
    void rememberingTheSameAgainChangesNothing() throws Exception {
        Project project = Project.at(directory);
        project.write(List.of(project.remember(request("dev"))));

        assertThat(project.remember(request("dev")).isNeeded()).isFalse();
    }

    @Test
    void aFileWrittenByHandIsKeptAsLongAsItSaysTheSame() throws Exception {
        Project project = new InfraTree(directory)
                .with(OWN_FILE, "\uFEFF{\"postgres\":16,\r\n\"target\":\"local\",\"format\":1}")
                .project();

        assertThat(project.remember(request("dev")).isNeeded()).isFalse();
    }

    @Test
    void aFlagThatContradictsTheFileIsShown() throws Exception {
        Project project = remembering(
                SMALLEST.replace("16", "15").replace("\"target\"", "\"region\": \"us-east-1\", \"target\""));

        FileChange change = project.remember(server("postgresql://postgres@h/app"));

        assertThat(change.notices())
                .containsExactly(
                        "target was local and becomes server.",
                        "region was us-east-1 and goes.",
                        "postgres was 15 and goes.");
        assertThat(change.diff())
                .contains("-  \"postgres\": 15\n", "+  \"server_url\": \"postgresql://postgres@h/app\"\n");
    }

    @Test
    void addingWhatWasNotRememberedContradictsNothing() throws Exception {
        FileChange change = new InfraTree(directory)
                .with(OWN_FILE, SMALLEST)
                .project()
                .remember(request("dev", Optional.of("us-east-1"), DatabaseNames.DEFAULT, BackendModule.SERVICE));

        assertThat(change.isNeeded()).isTrue();
        assertThat(change.notices()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    []                                                | it is not a JSON object
                    ``                                                | it is not a JSON object
                    {}                                                | "format" must be 1
                    {"format":"1"}                                    | "format" must be 1
                    {"format":2,"new":true}                           | "format" is 2, and this appdb knows only 1: use the newer appdb that wrote it
                    {"format":2,"required_version":">= 0.3","new":true} | it needs appdb 0.3 or later
                    {"format":1,"required_version":">= 1","new":true} | it needs appdb 1 or later
                    {"format":1,"required_version":">=0.1.1"}         | it needs appdb 0.1.1 or later
                    {"format":1,"required_version":"~> 1.0","target":"local"} | "required_version": "~> 1.0" is not a version like >= 0.1
                    {"format":1}                                      | "target" is missing: use one of local, server, aws
                    {"format":1,"target":"mars"}                      | "target": target "mars" is not known: use one of local, server, aws
                    {"format":1,"target":1}                           | "target" must be a text in quotes
                    {"format":1,"target":null}                        | "target" must be a text in quotes
                    {"format":1,"target":"server"}                    | "target": target server needs "server_url"
                    {"format":1,"target":"local","password":"x"}      | "password" is not known: use adopted, aurora, expect, format, keep_connect, module, names, postgres, region, required_version, server_url, target
                    {"format":1,"target":"local","postgres":"16"}     | "postgres" must be a number
                    {"format":1,"target":"local","postgres":16.5}     | "postgres": PostgreSQL version "16.5" is not valid: give the major version alone, from 14 to 18, like 16
                    {"format":1,"target":"local","postgres":99}       | "postgres": PostgreSQL 99 is not supported: use a major from 14 to 18
                    {"format":1,"target":"aws","aurora":1}            | "aurora" must be an object in braces
                    {"format":1,"target":"aws","aurora":{"max_acu":1}} | "aurora" needs the numbers "min_acu" and "max_acu"
                    {"format":1,"target":"aws","aurora":{"min_acu":1,"max_acu":2,"readers":1.5}} | "readers" must be a whole number
                    {"format":1,"target":"aws","aurora":{"min_acu":1,"max_acu":2,"readers":16}} | "readers": cluster is not valid: readers are 0 to 15, not 16
                    {"format":1,"target":"aws","aurora":{"min_acu":1,"max_acu":2,"temporary":1}} | "temporary" must be true or false
                    {"format":1,"target":"aws","aurora":{"min_acu":1,"max_acu":2,"reserved_concurrency":0}} | "reserved_concurrency": cluster is not valid: a reserved concurrency of 0 would never let the role manager run
                    {"format":1,"target":"aws","aurora":{"min_acu":1,"max_acu":2,"permissions_boundary":"x"}} | "permissions_boundary": ARN "x" is not valid: use one like arn:aws:sns:us-east-1:123456789012:alarms
                    {"format":1,"target":"aws","aurora":{"min_acu":1,"max_acu":2,"permissions_boundary":"arn:aws:sns:us-east-1:123456789012:alarms"}} | "permissions_boundary": cluster is not valid: a permissions boundary is an IAM policy, like arn:aws:iam::123456789012:policy/boundary, not arn:aws:sns:us-east-1:123456789012:alarms
                    {"format":1,"target":"local","aurora":{"min_acu":1,"max_acu":2}} | "target": "aurora" goes with target aws only, not with local
                    {"format":1,"target":"local","names":{"user":"a"}} | "names.user" is not known: use app_user, database, migrator_user, readers, schema
                    {"format":1,"target":"local","module":"x"}        | "module": module "x" is not known: use service or database
                    """)
    void whatIsNotUnderstoodIsNamed(String json, String problem) throws Exception {
        Project project = remembering(json);

        Failure failure = failureOf(() -> project.remembered(APP, DEV));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.INPUT);
        assertThat(failure.what()).isEqualTo("could not read " + FILE);
        assertThat(failure.why()).isEqualTo(problem);
        assertThat(failureOf(() -> project.remember(server("postgresql://postgres@h/app"))))
                .isEqualTo(failure);
    }

    @Test
    void allThatIsWrongIsNamedTogether() throws Exception {
        Project project = remembering("""
                {"format": 1, "target": "moon", "region": "x", "postgres": 9, "aurora": {"min_acu": 3, "max_acu": 2},
                 "names": {"schema": "pg_x"}, "extra": 1}
                """);

        assertThat(failureOf(() -> project.remembered(APP, DEV)).why().split("; "))
                .hasSize(6)
                .anyMatch(problem -> problem.startsWith("\"extra\""))
                .anyMatch(problem -> problem.startsWith("\"schema\""));
    }

    @Test
    void brokenJsonIsNamedWithItsLine() throws Exception {
        Project project = remembering("{\n  \"format\": 1,\n  \"format\": 1\n}\n");

        assertThat(failureOf(() -> project.remembered(APP, DEV)).what())
                .isEqualTo("could not read " + FILE + ", line 3, column 11");
        Project trailing = remembering(SMALLEST + "{}");
        assertThat(failureOf(() -> trailing.remembered(APP, DEV)).what())
                .startsWith("could not read " + FILE + ", line 7, column ");
        Project cut = remembering("{\n  \"format\": 1\n");
        Failure failure = failureOf(() -> cut.remembered(APP, DEV));
        assertThat(failure.what()).startsWith("could not read " + FILE + ", line 3, column ");
        assertThat(failure.why()).contains("it is not valid JSON", "opened at line 1, column 1");
        for (String text : List.of("{\"format\": nope}", "{\"format\" 1}", "{\"a\": \"", "[1, 2", "nope")) {
            Project broken = remembering(text);
            assertThat(failureOf(() -> broken.remembered(APP, DEV)).sentence())
                    .as(text)
                    .contains(FILE + ", line 1, column ")
                    .doesNotContain("Source", "REDACTED", "StreamReadFeature");
        }
    }

    @Test
    void aPasswordInAUrlIsRefusedAndNotRepeated() throws Exception {
        Project project = remembering("""
                {"format": 1, "target": "server", "server_url": "postgresql://u:hunter2@h/d"}
                """);

        assertThat(failureOf(() -> project.remembered(APP, DEV)).sentence())
                .contains("it has a password in it")
                .doesNotContain("hunter2");
    }

    @Test
    void aServerUrlGoesWithATargetServerOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RememberedEnvironment(SettingValues.NONE
                        .with(Settings.TARGET, Target.LOCAL)
                        .with(Settings.SERVER_URL, new ServerUrl("postgresql://u@h/d"))));
    }
}
