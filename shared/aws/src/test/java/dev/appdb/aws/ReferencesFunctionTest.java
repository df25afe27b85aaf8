package dev.appdb.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.FunctionCode;
import dev.appdb.engine.RoleManagerClient;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.roles.AccessRequest;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckedDatabase;
import dev.appdb.roles.UpdateOptions;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The function of the reference's Terraform, which before v0.11 changed the roles on every payload but one. */
class ReferencesFunctionTest {
    @RegisterExtension
    final AwsProjectExtension scene = new AwsProjectExtension();

    private final FakeAws aws = scene.aws();
    private final AwsProject project = scene.project();
    private final List<String> done = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        project.extension("vector");
        aws.account()
                .add(
                        "AWS::Lambda::Function",
                        "app-dev-role-manager",
                        "{\"Timeout\": 30, \"Runtime\": \"python3.9\", \"Handler\": \"role_manager.lambda_handler\"}");
    }

    private RoleManagerClient roleManager() {
        return project.target().ports().roleManager();
    }

    /** {@code if event == "check": check() else: manage()}. */
    private FunctionCode.Result beforeActions(FunctionCode.Invocation invocation) {
        boolean isCheck = invocation.text().equals("\"check\"");
        done.add(isCheck ? "checked" : "managed");
        return FunctionCode.Result.of(isCheck ? "{\"success\": true}" : "{\"roles\": []}");
    }

    /** {@code action = event["action"]}. */
    private FunctionCode.Result withActions(FunctionCode.Invocation invocation) {
        if (!invocation.text().startsWith("{")) {
            return FunctionCode.Result.failed("TypeError", "string indices must be integers, not 'str'", "");
        }
        done.add(invocation.text().contains("\"action\":\"check\"") ? "checked" : "managed");
        return FunctionCode.Result.of("{\"success\": true}");
    }

    @Test
    void aCheckOfAFunctionBeforeActionsIsItsCheckAndChangesNothing() throws Exception {
        aws.lambda().runs(this::beforeActions);

        assertThat(roleManager().check(project.request(), true, project).checks())
                .singleElement()
                .extracting(Check::status)
                .isEqualTo(Check.Status.PASSED);
        assertThat(done).containsExactly("checked");
    }

    @Test
    void aCheckOfALaterFunctionIsAskedForAsAnAction() throws Exception {
        aws.lambda().runs(this::withActions);

        assertThat(roleManager().check(project.request(), false, project).hasCriticalFailure())
                .isFalse();
        assertThat(done).containsExactly("checked");
    }

    @Test
    void aCheckNamesTheDatabaseAndTheMasterThatTheFunctionHas() throws Exception {
        aws.lambda().runs(this::withActions);
        hasNames("legacy_app", "app", "root");

        assertThat(roleManager().check(project.request(), false, project).checked())
                .contains(new CheckedDatabase("legacy_app", "root"));
    }

    @Test
    void aRequestWithOtherNamesThanTheFunctionHasIsRefusedWithBothAndInvokesNothing() {
        aws.lambda().runs(this::withActions);
        hasNames("legacy_app", "svc", "root");

        assertThat(List.of(
                        failureOf(() -> roleManager().check(project.request(), false, project)),
                        failureOf(() -> roleManager().manage(project.request(), UpdateOptions.standard(), project))))
                .allSatisfy(failure -> {
                    assertThat(failure.code()).isEqualTo("role-manager-names");
                    assertThat(failure.why()).endsWith("application's user svc, not app");
                });
        assertThat(done).isEmpty();
    }

    private void hasNames(String database, String appUser, String master) {
        aws.account().remove("AWS::Lambda::Function", "app-dev-role-manager");
        aws.account().add("AWS::Lambda::Function", "app-dev-role-manager", """
                        {"Timeout": 30, "Runtime": "python3.9", "Environment": {"Variables": {
                        "DB_NAME": "%s", "DB_SCHEMA": "app", "APP_USER": "%s", "MIGRATOR_USER": "migrator", "DB_USER": "%s"}}}
                        """.formatted(database, appUser, master));
    }

    private static Failure failureOf(ThrowingCallable call) {
        return catchThrowableOfType(FailureException.class, call).failure();
    }

    @Test
    void anythingElseThatOnlyReadsOrThatItDoesNotKnowIsRefusedWithoutInvokingIt() throws Exception {
        aws.lambda().runs(this::beforeActions);

        assertThat(catchThrowableOfType(
                                FailureException.class, () -> roleManager().extensions(project.request(), project))
                        .failure()
                        .why())
                .contains("does not list them");
        assertThat(catchThrowableOfType(
                                FailureException.class,
                                () -> roleManager().access(project.request(), AccessRequest.list(), project))
                        .failure()
                        .why())
                .contains("which gives none");
        assertThat(done).isEmpty();
    }
}
