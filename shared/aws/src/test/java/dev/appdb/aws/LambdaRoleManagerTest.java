package dev.appdb.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.FunctionCode;
import dev.appdb.engine.RoleManagerClient;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.ManageReport;
import dev.appdb.roles.UpdateOptions;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The role manager as a function: its payloads, and the handling of its responses, errors and log. */
class LambdaRoleManagerTest {
    private static final String ROLES = """
            {"roles":["app","migrator","postgres"],"roles_with_groups":{"app":"rds_iam"},"schema_privileges":{"app":"{}"}}
            """;

    @RegisterExtension
    final AwsProjectExtension scene = new AwsProjectExtension();

    private final FakeAws aws = scene.aws();
    private final AwsProject project = scene.project();
    private final List<String> sent = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        project.extension("vector");
        aws.account().add("AWS::Lambda::Function", "app-dev-role-manager", "{\"Timeout\": 90}");
    }

    private RoleManagerClient roleManager() {
        return project.target().ports().roleManager();
    }

    private void answers(String json, String log) {
        aws.lambda().runs(invocation -> {
            sent.add(invocation.text());
            return FunctionCode.Result.of(json, log);
        });
    }

    private static Failure failureOf(ThrowingCallable call) {
        return catchThrowableOfType(FailureException.class, call).failure();
    }

    @Test
    void aFullAnswerBecomesTheReportAndTheLogIsShown() throws Exception {
        answers(
                "{\"format\":1,\"changes\":[\"created user app\"],\"notices\":[],\"obstacles\":[],\"extensions\":[],"
                        + "\"roles\":" + ROLES + "}",
                "connecting to app-dev\n");

        ManageReport report = roleManager().manage(project.request(), UpdateOptions.standard(), project);

        assertThat(report.changes()).containsExactly("created user app");
        assertThat(report.roles().roles()).containsExactly("app", "migrator", "postgres");
        assertThat(sent.get(0))
                .contains("\"action\":\"manage\"", "\"superuser_extensions\":{\"vector\":true}", "\"format\":1");
        assertThat(project.events()).containsExactly("info: role manager: connecting to app-dev");
    }

    @Test
    void aFailedCheckIsAResult() throws Exception {
        answers("""
                {"format":1,"checks":[{"id":"R01","severity":"critical","subject":"app","status":"failed",
                 "found":"there is no user app","remedy":"appdb roles update"}]}
                """, "");

        CheckReport report = roleManager().check(project.request(), true, project);

        assertThat(report.hasCriticalFailure()).isTrue();
        assertThat(sent.get(0)).contains("\"probe\":true", "appdb roles update --app-name app --environment dev");
    }

    @Test
    void aFunctionErrorIsAFailureInTheFunctionsOwnWords() {
        aws.lambda()
                .runs(invocation -> FunctionCode.Result.failed(
                        "FunctionFailure",
                        "could not update the roles:\nthe server does not answer.\nWait and try again.\nSQLSTATE 08001",
                        "connecting\n"));

        Failure failure = failureOf(() -> roleManager().manage(project.request(), UpdateOptions.standard(), project));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.FAILED);
        assertThat(failure.code()).isEqualTo("role-manager-08001");
        assertThat(failure.sentence())
                .isEqualTo("could not update the roles: the server does not answer. Wait and try again.");
        assertThat(project.events()).contains("info: role manager: connecting");
    }

    @Test
    void aFunctionThatTakesTooLongSaysSo() {
        aws.lambda().runs(FunctionCode.Result::timedOut);

        assertThat(failureOf(() -> roleManager().manage(project.request(), UpdateOptions.standard(), project))
                        .why())
                .contains("Task timed out after 90.00 seconds");
    }

    @Test
    void theFunctionOfTheReferencesTerraformIsShownAsWhatItIs() throws Exception {
        answers(ROLES, "");
        ManageReport managed = roleManager().manage(project.request(), UpdateOptions.standard(), project);
        answers("{\"success\": true}", "");
        CheckReport checked = roleManager().check(project.request(), false, project);

        assertThat(managed.roles().rolesWithGroups()).containsEntry("app", "rds_iam");
        assertThat(managed.notices())
                .singleElement()
                .asString()
                .contains("the reference's Terraform created this function");
        assertThat(checked.hasCriticalFailure()).isFalse();
        assertThat(checked.checks())
                .singleElement()
                .satisfies(
                        check -> assertThat(check.found()).contains("the reference's Terraform created this function"));
    }

    @Test
    void theReferencesFunctionCannotListExtensions() {
        answers(ROLES, "");

        assertThat(failureOf(() -> roleManager().extensions(project.request(), project))
                        .why())
                .contains("does not list them");
    }

    @Test
    void aFunctionThatIsNotThereSaysHowToDeployIt() {
        aws.account().remove("AWS::Lambda::Function", "app-dev-role-manager");

        Failure failure = failureOf(() -> roleManager().check(project.request(), false, project));

        assertThat(failure.code()).isEqualTo("role-manager-missing");
        assertThat(failure.remedy().toString()).contains("appdb apply --app-name app --environment dev");
    }
}
