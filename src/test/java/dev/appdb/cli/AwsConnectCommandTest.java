package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.aws.account.AwsSettings;
import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.FakeAwsExtension;
import dev.appdb.cli.Invocation.Developer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code connect} with target aws: the token is in psql's environment, and nowhere else. */
class AwsConnectCommandTest {
    /** In every token that IAM signs. */
    private static final String TOKEN = "X-Amz-Signature";

    @TempDir
    Path folder;

    @RegisterExtension
    final FakeAwsExtension fake = new FakeAwsExtension();

    private final FakeAws aws = fake.aws();
    private Developer developer;

    @BeforeEach
    void deploy() throws IOException {
        aws.stacks().ticksPerLook(40);
        DemoProject project = DemoProject.in(folder);
        System.setProperty(AwsSettings.JAR_PROPERTY, project.jar().toString());
        developer = new Developer(folder, ScriptedGuide.none(), aws.environment());
        Invocation apply = developer.runs("apply --yes --no-roles" + DemoProject.NAMED);
        assertThat(apply.exitCode()).as(apply.err()).isZero();
    }

    @AfterEach
    void stop() {
        System.clearProperty(AwsSettings.JAR_PROPERTY);
    }

    @Test
    void theCommandIsPrintedWithWhatFetchesAFreshTokenAndWithoutOne() {
        Invocation printed = developer.runs("connect --as migrator --print" + DemoProject.NAMED);
        Invocation json = developer.runs("connect --as app --print --output json" + DemoProject.NAMED);

        assertThat(printed.out())
                .startsWith("PGCONNECT_TIMEOUT=60 ")
                .contains("PGSSLMODE=verify-full", "PGPASSWORD=\"$(aws rds generate-db-auth-token --hostname ")
                .contains("--username migrator --region us-east-1)\" psql --host=", "--dbname=app")
                .doesNotContain(TOKEN);
        assertThat(json.json().path("user").asText()).isEqualTo("app");
        assertThat(json.json().path("password_command").asText()).startsWith("aws rds generate-db-auth-token ");
        assertThat(json.out()).doesNotContain(TOKEN);
    }

    @Test
    void theDatabaseOfAClusterIsLookedUpWhereNoneIsNamed() {
        String qa = " -a app -e qa -t aws --network dev";
        Invocation apply = developer.runs("apply --yes --no-roles --database orders" + qa);
        assertThat(apply.exitCode()).as(apply.err()).isZero();

        assertThat(developer
                        .runs("connect --as postgres --print" + qa.replace(" --network dev", ""))
                        .out())
                .contains("--dbname=orders", "--username=postgres");
    }

    @Test
    void psqlGetsAFreshTokenInItsEnvironmentOnly() throws Exception {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        Path psql = programs.resolve("psql");
        Files.writeString(psql, """
            #!/bin/sh
            printf '%s\\n' "$@" >../arguments
            printf '%s\\n' "$PGPASSWORD" >../password
            printf '%s\\n' "$PGSSLMODE" >../mode
            ps -ww -o args= -p "$PPID" >../parent
            cat /proc/$$/environ >../environ
            echo in psql
            exit 3
            """.replace("../", folder + "/"));
        Files.setPosixFilePermissions(psql, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("PATH", programs + ":/usr/bin:/bin");
        environment.put("SLACK_BOT_TOKEN", "xoxb-secret");
        environment.put("APPDB_DATABASE_URL", "postgresql://bot:secret@db/bot");
        environment.put("PGPASSWORD", "secret of the person");
        environment.put("PGOPTIONS", "-c work_mem=5MB");

        Invocation connect = new OwnProcess(folder, environment).runs("connect --as app" + DemoProject.NAMED);

        assertThat(connect.out()).as(connect.err()).isEqualTo("in psql\n");
        assertThat(connect.exitCode()).isEqualTo(3);
        assertThat(Files.readString(folder.resolve("password"))).contains("DBUser=app", TOKEN, "X-Amz-Expires=900");
        assertThat(Files.readString(folder.resolve("mode"))).isEqualTo("verify-full\n");
        assertThat(Files.readString(folder.resolve("arguments")))
                .contains("--username=app")
                .doesNotContain(TOKEN);
        assertThat(Files.readString(folder.resolve("parent")))
                .contains("dev.appdb.cli.Appdb connect")
                .doesNotContain(TOKEN);
        assertThat(connect.err()).doesNotContain(TOKEN);
        if (Files.exists(Path.of("/proc/self/environ"))) {
            assertThat(names(folder.resolve("environ")))
                    .contains("PGPASSWORD", "PGOPTIONS", "PATH")
                    .doesNotContain("SLACK_BOT_TOKEN", "APPDB_DATABASE_URL")
                    .noneMatch(name -> name.startsWith("AWS_"));
            Files.delete(folder.resolve("environ"));
        }
        assertThat(aws.calls().all()).noneMatch(call -> call.toString().contains(TOKEN));
        Files.delete(folder.resolve("password"));
        assertThat(filesWith(TOKEN)).isEmpty();
    }

    @Test
    void theCommandThatPrintsThePasswordHasTheCredentialsAndPsqlHasNot() throws Exception {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        Path psql = programs.resolve("psql");
        Path command = programs.resolve("aws");
        Path filter = programs.resolve("jq");
        Files.writeString(psql, "#!/bin/sh\necho \"$PGPASSWORD\"; env\n");
        Files.writeString(command, "#!/bin/sh\nenv >" + folder + "/of-aws\necho '{\"password\":\"the-password\"}'\n");
        Files.writeString(filter, "#!/bin/sh\nsed 's/.*:\"//; s/\"}//'\n");
        for (Path each : List.of(psql, command, filter)) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("PATH", programs + ":/usr/bin:/bin");
        environment.put("SLACK_BOT_TOKEN", "xoxb-secret");

        Invocation connect = new OwnProcess(folder, environment).runs("connect --as postgres" + DemoProject.NAMED);

        assertThat(connect.out())
                .as(connect.err())
                .startsWith("the-password\n")
                .contains("PGSSLMODE=verify-full")
                .doesNotContain("AWS_", "SLACK_BOT_TOKEN");
        assertThat(folder.resolve("of-aws"))
                .content()
                .contains("AWS_ACCESS_KEY_ID=")
                .doesNotContain("SLACK_BOT_TOKEN");
    }

    /** The variables of a process, as Linux keeps them. */
    private static List<String> names(Path environ) throws IOException {
        return Stream.of(Files.readString(environ).split("\0"))
                .map(each -> each.replaceFirst("=.*", ""))
                .toList();
    }

    /** Every file under the project, the journal's among them, that has a text in it. */
    private Stream<Path> filesWith(String text) throws IOException {
        return Files.walk(folder).filter(Files::isRegularFile).filter(file -> {
            try {
                // Bytes that stand for themselves: there is a jar among them.
                return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }
}
