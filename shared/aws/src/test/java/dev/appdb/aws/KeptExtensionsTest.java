package dev.appdb.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.FunctionCode;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A library stays loaded as long as its extension may be installed, and the plan says why. */
class KeptExtensionsTest {
    @RegisterExtension
    final AwsProjectExtension scene = new AwsProjectExtension();

    private final FakeAws aws = scene.aws();
    private final AwsProject project = scene.project();

    @BeforeEach
    void deployWithAnExtensionThatIsLoadedAtTheStart() throws Exception {
        project.extension("pgaudit").extension("apg_plan_mgmt");
        project.target().apply(project.request(), plan(), project);
    }

    private Plan plan() throws FailureException {
        return project.target().plan(project.request(), project);
    }

    private void installed(String version) {
        aws.lambda()
                .runs(invocation -> FunctionCode.Result.of("{\"format\":1,\"extensions\":[{\"name\":\"pgaudit\","
                        + "\"default_version\":\"16.0\"," + version + "\"trusted\":false,\"superuser\":true,"
                        + "\"comment\":\"\"}]}"));
    }

    @Test
    void whatIsNoLongerDeclaredIsLeftAsItIsAndTheDatabaseIsNotWokenForIt() throws Exception {
        project.extensionUndeclared("pgaudit").extensionUndeclared("apg_plan_mgmt");

        Plan plan = plan();

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.notes())
                .anyMatch(note -> note.startsWith("the server still loads apg_plan_mgmt, pgaudit: no longer declared")
                        && note.contains("turn it off, update the roles"));
        assertThat(aws.calls().of("Invoke")).isEmpty();
    }

    @Test
    void whatIsDeclaredOffStaysLoadedWhileItIsInstalled() throws Exception {
        installed("\"installed_version\":\"16.0\",\"schema\":\"public\",");
        project.extensionOff("pgaudit");

        Plan plan = plan();

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.notes())
                .anyMatch(note -> note.startsWith("the server still loads pgaudit: still installed")
                        && note.contains("Update the roles to drop it"));
    }

    @Test
    void whatIsRemovedIsUnloadedWithAReboot() throws Exception {
        installed("");
        project.extensionOff("pgaudit");

        Plan plan = plan();

        assertThat(plan.changes())
                .extracting(ResourceChange::name)
                .containsExactlyInAnyOrder("DatabaseParameters", "PrimaryInstance");
        assertThat(plan.notes())
                .anyMatch(note -> note.contains("shared_preload_libraries can only be set at server start"))
                .noneMatch(note -> note.contains("still loads"));
    }

    @Test
    void whereTheRoleManagerDoesNotAnswerItStaysLoaded() throws Exception {
        aws.lambda().runs(FunctionCode.Result::timedOut);
        project.extensionOff("pgaudit");

        Plan plan = plan();

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.notes()).anyMatch(note -> note.contains("the role manager did not report"));
    }
}
