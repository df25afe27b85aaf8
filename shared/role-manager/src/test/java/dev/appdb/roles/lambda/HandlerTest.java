package dev.appdb.roles.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.roles.AvailableExtension;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckOptions;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.ExtensionOutcome;
import dev.appdb.roles.ManageReport;
import dev.appdb.roles.RoleSpec;
import dev.appdb.roles.UpdateMode;
import dev.appdb.roles.UpdateOptions;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandlerTest {
    private static final CheckOptions TRYING = new CheckOptions(true, Remedy.of("appdb roles update --app-name app"));
    private static final Map<String, Boolean> VECTOR = Map.of("vector", true);
    private static final RoleSpec SPEC = RoleSpec.standard().withExtensions(VECTOR);
    private static final String REFERENCE_CHECK =
            "{\"action\":\"check\",\"config\":{\"superuser_extensions\":{\"vector\":true}}}";
    private static final String REFERENCE_MANAGE = REFERENCE_CHECK.replace("check", "manage");

    private final TlsServer server = TlsServer.shared();
    private final String database = server.newDatabase();
    private FakeSecretsManager secrets;
    private Call call;

    @BeforeEach
    void deploy() throws IOException {
        secrets = FakeSecretsManager.withPassword(server.password("postgres"));
        call = Call.to(server, database, secrets);
    }

    @AfterEach
    void stop() {
        secrets.close();
    }

    @Test
    void manageMakesTheDatabaseAsDeclaredAndASecondRunChangesNothing() throws Exception {
        ManageReport first = manage(VECTOR);
        ManageReport second = manage(VECTOR);

        assertThat(first.succeeded()).as("%s", first).isTrue();
        assertThat(first.changes()).isNotEmpty();
        assertThat(first.extensions())
                .extracting(ExtensionOutcome::result)
                .containsExactly(ExtensionOutcome.Result.ENABLED);
        assertThat(second.changedNothing()).as("%s", second).isTrue();
        assertThat(second.roles().roles()).contains("app", "migrator");
        assertThat(call.log).contains("nothing had to be changed");
    }

    @Test
    void planAnswersWithWhatManageThenDoesAndChangesNothing() throws Exception {
        DatabasePlan plan = plan();
        assertThat(plan.changes()).extracting(DatabasePlan.Change::sentence).contains("create schema app for migrator");
        assertThat(plan.changes()).isEqualTo(plan().changes());
        assertThat(plan.script()).startsWith("\\set ON_ERROR_STOP on");

        FailureException refused =
                failure(RoleManagerPayload.manage(SPEC, UpdateOptions.standard().expecting("another")));
        assertThat(refused.failure().code()).isEqualTo("roles-plan-changed");
        assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.REFUSED);

        call.answer(RoleManagerPayload.manage(SPEC, UpdateOptions.standard().expecting(plan.id())));
        assertThat(plan().isEmpty()).isTrue();
    }

    private DatabasePlan plan() throws Exception {
        return RoleManagerResponses.plan(call.answer(RoleManagerPayload.plan(SPEC, UpdateMode.FULL)));
    }

    @Test
    void checkAddsThatBothUsersLogInOverTls() throws Exception {
        manage(VECTOR);

        CheckReport report = check();

        assertThat(report.failed()).isEmpty();
        assertThat(report.roles())
                .hasValueSatisfying(roles -> assertThat(roles.roles()).contains("app", "migrator"));
        assertThat(report.checks())
                .filteredOn(check -> check.id().equals("L1"))
                .satisfiesExactly(
                        app -> assertThat(app).satisfies(check -> {
                            assertThat(check.subject()).isEqualTo("app");
                            assertThat(check.status()).isEqualTo(Check.Status.PASSED);
                            assertThat(check.found()).startsWith("logs in with an IAM token over TLSv1.");
                        }),
                        migrator -> assertThat(migrator.subject()).isEqualTo("migrator"));
        assertThat(report.checks()).extracting(Check::id).contains("L2", "X1");
    }

    @Test
    void aTokenThatIsRefusedIsAFailedCheckAndNoFunctionError() throws Exception {
        manage(VECTOR);
        call.token("app", "wrong-token");

        CheckReport report = check();

        assertThat(report.failed()).singleElement().satisfies(check -> {
            assertThat(check.id()).isEqualTo("L1");
            assertThat(check.severity()).isEqualTo(Check.Severity.CRITICAL);
            assertThat(check.found()).contains("password authentication failed").contains("SQLSTATE 28P01");
            assertThat(check.remedy().toString()).contains("appdb roles update").contains("rds-db:connect");
        });
    }

    @Test
    void whatIsPlantedIsAFailedCheckWithItsRemedy() throws Exception {
        manage(VECTOR);
        bootstrap("GRANT CREATE ON SCHEMA app TO PUBLIC");

        assertThat(check().failed()).extracting(Check::id).contains("S04");
    }

    @Test
    void theExtensionsAreTheServersOwn() throws Exception {
        assertThat(RoleManagerResponses.extensions(call.answer(RoleManagerPayload.extensions())))
                .extracting(AvailableExtension::name)
                .contains("vector", "pg_trgm")
                .isSorted();
    }

    @Test
    void theReferencesManageIsAnsweredAsTheReferenceDoes() throws Exception {
        JsonObject answer = JsonObject.parse(call.answer(REFERENCE_MANAGE));

        assertThat(answer.names()).containsExactly("roles", "roles_with_groups", "schema_privileges");
        assertThat(answer.texts("roles")).contains("app", "migrator", "postgres");
        assertThat(answer.textsByName("roles_with_groups")).containsEntry("app", "rds_iam");
        assertThat(answer.textsByName("schema_privileges")).containsKeys("app", "public");
    }

    @Test
    void theReferencesCheckIsAnsweredWithSuccessAndTries() throws Exception {
        call.answer(REFERENCE_MANAGE);

        assertThat(call.answer(REFERENCE_CHECK)).isEqualTo("{\"success\":true}");
    }

    @Test
    void theReferencesCheckFailsWithAFunctionErrorThatSaysAll() throws Exception {
        call.answer(REFERENCE_MANAGE);
        bootstrap("GRANT CREATE ON SCHEMA app TO PUBLIC; DROP EXTENSION vector");

        FunctionFailure failure = call.failure(REFERENCE_CHECK);

        assertThat(failure)
                .hasMessageStartingWith("database " + database + " is not as declared: ")
                .hasMessageContaining("S04 ")
                .hasMessageContaining("E01 extension vector")
                .hasMessageContaining("make infra-update-app-database-roles");
        assertThat(failure.getMessage()).doesNotContain("\n");
        assertThat(failure.getStackTrace()).isEmpty();
    }

    @Test
    void anExtensionThatIsRefusedFailsInTheReportOnlyForWhoAsksForIt() throws Exception {
        Map<String, Boolean> unknown = Map.of("no_such_extension", true);

        ManageReport report = manage(unknown);

        assertThat(report.extensions())
                .extracting(ExtensionOutcome::result)
                .containsExactly(ExtensionOutcome.Result.REFUSED);
        assertThat(call.failure(REFERENCE_MANAGE.replace("vector", "no_such_extension")))
                .hasMessageContaining("extension no_such_extension: ")
                .hasMessageContaining("All else was done");
    }

    @Test
    void usersThatTheMasterMayNotActAsAreManagedOverTheMigratorsOwnLogin() throws Exception {
        bootstrap("CREATE ROLE app_of_others LOGIN; CREATE ROLE migrator_of_others LOGIN;"
                + " GRANT rds_iam TO app_of_others, migrator_of_others;"
                + " CREATE SCHEMA app AUTHORIZATION migrator_of_others");
        server.allowLogin("migrator_of_others");
        call.with("APP_USER", "app_of_others")
                .with("MIGRATOR_USER", "migrator_of_others")
                .token("migrator_of_others", server.password("migrator_of_others"));

        ManageReport report = manage(Map.of());

        assertThat(report.changes()).anySatisfy(change -> assertThat(change).contains("app_of_others"));
        try (Connection connection = server.asBootstrap(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_default_acl a JOIN pg_roles r"
                        + " ON r.oid = a.defaclrole WHERE r.rolname = 'migrator_of_others'")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(3);
        }
    }

    @Test
    void thePasswordIsReadOnEveryCallSinceItRotates() throws Exception {
        manage(VECTOR);
        secrets.rotateTo("not yet known to the server");

        FailureException refused = failure(RoleManagerPayload.manage(VECTOR));

        assertThat(refused.failure().code()).isEqualTo("role-manager-28P01");
        assertThat(refused.failure().why()).contains("password authentication failed");
        assertThat(secrets.calls()).isEqualTo(2);
    }

    @Test
    void aServerWithoutATrustedCertificateIsRefused() {
        FailureException e = refused(call.trusting(server::strangers));

        assertThat(e.failure().why()).containsIgnoringCase("SSL");
        assertThat(e.failure().code()).startsWith("role-manager-08");
    }

    @Test
    void aServerOfAnotherNameIsRefused() {
        assertThat(refused(call.with("DB_HOST", "localhost")).failure().why())
                .contains("localhost")
                .contains("could not be verified");
    }

    @Test
    void theEnvironmentCannotWeakenTls() {
        call.with("DB_SSLMODE", "disable").with("PGSSLMODE", "disable").with("DB_NAME", database + "?sslmode=disable");

        assertThat(refused(call.trusting(server::strangers)).failure().why()).containsIgnoringCase("SSL");
    }

    @Test
    void waitingForAnotherRunIsReportedBeforeAwsLambdaEndsTheCall() throws Exception {
        try (Connection another = server.asBootstrap(database);
                Statement statement = another.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(x'6170706462726f6c'::bigint)");

            FailureException e = refused(call.within(3_000));

            assertThat(e.failure().code()).as("query_canceled: %s", e).isEqualTo("role-manager-57014");
            assertThat(e.failure().remedy().toString()).contains("Another session was in the way");
        }
    }

    @Test
    void whoHoldsALockIsNamedInTheAnswer() throws Exception {
        call.with("APP_USER", "app_in_waiting").with("MIGRATOR_USER", "migrator_in_waiting");
        try (Connection another = server.asBootstrap(database);
                Statement statement = another.createStatement()) {
            String pid = one(statement, "SELECT pg_backend_pid()");
            another.setAutoCommit(false);
            statement.execute("CREATE ROLE app_in_waiting");

            FailureException e = failure(
                    RoleManagerPayload.manage(SPEC, UpdateOptions.standard().withLockTimeout(Duration.ofSeconds(15))));

            assertThat(e.failure().code()).as("lock_not_available: %s", e).isEqualTo("role-manager-55P03");
            assertThat(e.failure().why())
                    .contains(
                            "pid " + pid + " of rdsadmin", "idle in transaction since ", "CREATE ROLE app_in_waiting");
            assertThat(e.failure().remedy().toString()).contains("pg_terminate_backend(" + pid + ")");
            assertThat(call.log).anySatisfy(line -> assertThat(line).contains("waiting for a lock for ", "pid " + pid));
        }
    }

    private static String one(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void withoutAuthoritiesNothingIsAskedAndNoSessionStarts() {
        FailureException e = refused(call.trusting(new RdsAuthorities("no-such-bundle.pem")));

        assertThat(e.failure().remedy().toString()).contains("-Drds.ca.bundle=FILE");
        assertThat(secrets.calls()).isZero();
    }

    @Test
    void problemsOfPayloadAndEnvironmentAreReportedTogether() {
        FunctionFailure failure = call.with("DB_PORT", "x").with("DB_HOST", "").failure("{\"action\":\"manage\"}");

        assertThat(failure)
                .hasMessageStartingWith("could not start the role manager: ")
                .hasMessageContaining("config is missing")
                .hasMessageContaining("DB_PORT is \"x\"")
                .hasMessageContaining("DB_HOST is missing");
        assertThat(call.failure("no json")).hasMessageContaining("the payload cannot be read");
    }

    @Test
    void noSecretIsEverLoggedOrThrown() throws Exception {
        manage(VECTOR);
        call.token("app", "wrong-token");
        check();
        secrets.rotateTo("rotated-password");
        String seen = call.seen(call.failure(REFERENCE_MANAGE))
                + call.seen(call.trusting(server::strangers).failure(REFERENCE_CHECK));

        assertThat(seen)
                .contains("password authentication failed")
                .doesNotContain("rotated-password", "wrong-token", server.password("postgres"))
                .doesNotContain(server.password("app"), server.password("migrator"))
                .doesNotContain(FakeSecretsManager.SECRET_ACCESS_KEY, FakeSecretsManager.SESSION_TOKEN);
    }

    private FailureException refused(Call to) {
        return RoleManagerResponses.failure(errorOf(to.failure(RoleManagerPayload.manage(VECTOR))));
    }

    private FailureException failure(String payload) {
        return RoleManagerResponses.failure(errorOf(call.failure(payload)));
    }

    private static String errorOf(FunctionFailure failure) {
        return "{\"errorMessage\":\""
                + String.valueOf(failure.getMessage())
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                + "\"}";
    }

    private ManageReport manage(Map<String, Boolean> extensions) throws IOException, FailureException {
        return RoleManagerResponses.manageReport(call.answer(RoleManagerPayload.manage(extensions)));
    }

    private CheckReport check() throws IOException, FailureException {
        return RoleManagerResponses.checkReport(call.answer(RoleManagerPayload.check(VECTOR, TRYING)), TRYING);
    }

    private void bootstrap(String sql) throws SQLException {
        try (Connection connection = server.asBootstrap(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
