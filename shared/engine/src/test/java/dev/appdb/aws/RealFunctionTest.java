package dev.appdb.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.FunctionCode;
import dev.appdb.engine.RoleManagerClient;
import dev.appdb.roles.AvailableExtension;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.ManageReport;
import dev.appdb.roles.lambda.DeployedFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The account's Lambda runs our own handler, which reads the account's secret, against a real PostgreSQL. */
class RealFunctionTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    private final DeployedFunction function = new DeployedFunction();
    private FakeAws aws;
    private AwsProject project;

    @BeforeEach
    void deploy() throws Exception {
        aws = FakeAws.start();
        aws.stacks().ticksPerLook(40);
        aws.lambda().runs(this::run);
        project = new AwsProject(directory, aws).extension("pg_trgm");
        AwsTarget target = project.target();
        target.apply(project.request(), target.plan(project.request()), project);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private FunctionCode.Result run(FunctionCode.Invocation invocation) throws IOException {
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.putAll(invocation.environment());
        // The password as it is now: RDS changes it every week, and the fake's own is not the server's.
        aws.account().secret(environment.getOrDefault("DB_PASSWORD_SECRET_ARN", ""), function.masterSecret());
        List<String> log = new ArrayList<>();
        String answer = function.answer(environment, invocation.text(), invocation.timeoutSeconds(), log);
        return FunctionCode.Result.of(answer, String.join("\n", log) + "\n");
    }

    private RoleManagerClient roleManager() {
        return project.target().ports().roleManager();
    }

    @Test
    void whatIsDeclaredIsMadeOnceAndThenCheckedFromEndToEnd() throws Exception {
        ManageReport first = roleManager().manage(project.request(), project);
        ManageReport second = roleManager().manage(project.request(), project);
        CheckReport checked = roleManager().check(project.request(), true, project);

        assertThat(first.succeeded()).as("%s", first).isTrue();
        assertThat(first.changes()).contains("created schema app for migrator");
        assertThat(second.changedNothing()).as("%s", second).isTrue();
        assertThat(second.roles().roles()).contains("app", "migrator");
        assertThat(checked.failed()).isEmpty();
        assertThat(checked.checks())
                .filteredOn(check -> check.status() == Check.Status.PASSED)
                .extracting(Check::id)
                .contains("L1", "L2");
        assertThat(aws.calls().of("GetSecretValue")).hasSize(3);
        assertThat(project.told()).contains("info: role manager: nothing had to be changed");
    }

    @Test
    void theServersExtensionsAreListedWithWhatIsInstalled() throws Exception {
        roleManager().manage(project.request(), project);

        List<AvailableExtension> extensions = roleManager().extensions(project.request(), project);

        assertThat(extensions)
                .filteredOn(extension -> extension.installedVersion() != null)
                .extracting(AvailableExtension::name)
                .contains("pg_trgm");
    }
}
