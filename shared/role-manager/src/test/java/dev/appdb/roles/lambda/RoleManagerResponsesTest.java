package dev.appdb.roles.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.roles.AvailableExtension;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckOptions;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.ExtensionOutcome;
import dev.appdb.roles.ManageReport;
import dev.appdb.roles.RoleManagerFailure;
import dev.appdb.roles.RolesReport;
import dev.appdb.roles.UpdateMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoleManagerResponsesTest {
    private static final String ODD = "quoted \"x\", back\\slash,\nline, tab\t, ünïcode \u2028, \uD83D\uDC18, null";
    private static final CheckOptions OPTIONS =
            new CheckOptions(false, Remedy.run(Subcommand.ROLES_UPDATE.about("app", "dev")));

    @Test
    void theCommandThatUpdatesComesBackAsTheCommandThatItIs() throws FailureException {
        CheckReport sent = new CheckReport(List.of(new Check(
                "R01",
                Check.Severity.CRITICAL,
                "user app",
                Check.Status.FAILED,
                "it does not exist",
                Remedy.of(OPTIONS.update().toString()))));
        assertThat(RoleManagerResponses.checkReport(ResponseJson.of(sent), OPTIONS)
                        .checks())
                .extracting(Check::remedy)
                .containsExactly(OPTIONS.update());
    }

    @Test
    void soDoesTheOneThatLetsAUserLogInAgain() throws FailureException {
        Remedy agreed = OPTIONS.update().with(Remedy.option("--allow-login", "app"));
        CheckReport sent = new CheckReport(List.of(
                new Check("R02", Check.Severity.CRITICAL, "user app", Check.Status.FAILED, "it has no LOGIN", agreed)));
        assertThat(RoleManagerResponses.checkReport(ResponseJson.of(sent), OPTIONS)
                        .checks())
                .extracting(Check::remedy)
                .containsExactly(agreed);
    }

    @Test
    void anActionThatTheFunctionDoesNotKnowIsRecognizedByItsCode() {
        String error = "{\"errorMessage\":\"could not start:\\naction is none of x.\\nCorrect that.\\nSQLSTATE %s\"}";

        assertThat(Stream.of(FailureCode.UNKNOWN_ACTION, FailureCode.REQUEST, FailureCode.CONFIGURATION)
                        .map(error::formatted)
                        .map(json -> RoleManagerResponses.failure(json).failure())
                        .map(RoleManagerResponses::isUnknownAction))
                .containsExactly(true, true, false);
    }

    @Test
    void aManageReportComesBackAsItWasSent() throws FailureException {
        ManageReport report = new ManageReport(
                List.of("created user app", ODD),
                List.of(ODD),
                List.of(Failure.failed("roles-obstacle", ODD, "why", "remedy")),
                Stream.of(ExtensionOutcome.Result.values())
                        .map(result -> new ExtensionOutcome(
                                ODD + result,
                                result,
                                result == ExtensionOutcome.Result.REFUSED ? null : "app",
                                ODD,
                                Remedy.NONE,
                                List.of(ODD)))
                        .toList(),
                new RolesReport(
                        List.of("app", ODD),
                        new TreeMap<>(Map.of("app", "rds_iam")),
                        new TreeMap<>(Map.of("app", "{migrator=UC/migrator,app=U/migrator}"))));

        assertThat(RoleManagerResponses.manageReport(ResponseJson.of(report))).isEqualTo(report);
        assertThat(RoleManagerResponses.isFull(ResponseJson.of(report))).isTrue();
    }

    @Test
    void aCheckReportComesBackAsItWasSent() throws FailureException {
        List<Check> checks = Stream.of(Check.Severity.values())
                .flatMap(severity -> Stream.of(Check.Status.values())
                        .map(status -> new Check("R01", severity, ODD, status, ODD, "run this")))
                .toList();

        assertThat(RoleManagerResponses.checkReport(ResponseJson.of(new CheckReport(checks)), OPTIONS))
                .isEqualTo(new CheckReport(checks));
    }

    @Test
    void theCauseAndTheStatementsOfACheckComeBackAsWhatTheyAre() throws FailureException {
        Check check = new Check(
                "O02",
                Check.Severity.CRITICAL,
                "tables in app",
                Check.Status.FAILED,
                "app lacks privileges on 1 of 1",
                Remedy.sql("a superuser", "GRANT ALL ON ALL TABLES IN SCHEMA app TO app;"),
                "O01 objects in app");

        assertThat(RoleManagerResponses.checkReport(ResponseJson.of(new CheckReport(List.of(check))), OPTIONS)
                        .checks())
                .containsExactly(check);
    }

    @Test
    void functionsOfBeforeSendNeitherCauseNorParts() throws FailureException {
        String answer = """
                {"format":1,"checks":[{"id":"O02","severity":"critical","subject":"tables in app","status":"failed",
                "found":"app lacks privileges","remedy":"As a superuser: GRANT ALL;"}]}""";

        assertThat(RoleManagerResponses.checkReport(answer, OPTIONS).checks())
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.cause()).isEmpty();
                    assertThat(check.remedy().toString()).isEqualTo("As a superuser: GRANT ALL;");
                });
    }

    @Test
    void aPlanComesBackAsItWasSent() throws FailureException {
        DatabasePlan plan = new DatabasePlan(
                "id",
                ODD,
                UpdateMode.ADDITIVE,
                Stream.of(DatabasePlan.Kind.values())
                        .map(kind -> new DatabasePlan.Change(
                                "R01",
                                kind,
                                ODD,
                                ODD,
                                "postgres",
                                List.of(new DatabasePlan.Loss("report", ODD, "database app", "PUBLIC", "", true))))
                        .toList(),
                List.of(Failure.refused("roles-extension", ODD, "why", Remedy.of("Add {--allow-revoke report}."))),
                List.of(new Check(
                        "R01",
                        Check.Severity.CRITICAL,
                        "user app",
                        Check.Status.FAILED,
                        "it does not exist",
                        Remedy.sql("a superuser", "CREATE ROLE app;"))),
                "\\set ON_ERROR_STOP on\n");

        assertThat(RoleManagerResponses.plan(ResponseJson.of(plan))).isEqualTo(plan);
        assertThat(RoleManagerResponses.plan(plan.toJson())).isEqualTo(plan);
    }

    @Test
    void aRefusalComesBackWithItsCodeAndItsOptions() {
        Failure sent = Failure.refused(
                "roles-consent",
                "could not update",
                "report loses CONNECT",
                Remedy.of("Add {--allow-revoke report} or {--keep-connect report}."));
        String error = "{\"errorMessage\":"
                + quoted(String.valueOf(
                        FunctionFailure.inParts(sent.asException()).getMessage())) + "}";
        assertThat(RoleManagerResponses.failure(error).failure()).isEqualTo(sent);
    }

    private static String quoted(String text) {
        return "\""
                + new String(com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance()
                        .quoteAsString(text)) + "\"";
    }

    @Test
    void extensionsComeBackAsTheyWereSent() throws FailureException {
        List<AvailableExtension> extensions = List.of(
                new AvailableExtension("vector", "0.8.0", "0.7.0", "app", true, false, ODD),
                new AvailableExtension("dblink", "1.2", null, null, false, true, ""));

        assertThat(RoleManagerResponses.extensions(ResponseJson.of(extensions))).isEqualTo(extensions);
    }

    @Test
    void theAnswersOfTheReferencesFunctionAreTakenForWhatTheyAre() throws FailureException {
        String manage = """
                {"roles": ["postgres", "migrator"], "roles_with_groups": {"rds_superuser": "pg_monitor,rds_replication"},
                 "schema_privileges": {"public": "{postgres=UC/postgres}", "other": null}}""";

        assertThat(RoleManagerResponses.isFull(manage)).isFalse();
        assertThat(RoleManagerResponses.isFull("{\"success\": true}")).isFalse();
        RolesReport roles = RoleManagerResponses.referenceRoles(manage);
        assertThat(roles.roles()).containsExactly("postgres", "migrator");
        assertThat(roles.schemaPrivileges()).containsOnlyKeys("public");
    }

    @Test
    void aFailureComesBackInItsParts() {
        FailureException sent = RoleManagerFailure.of(
                "could not update the roles of database app",
                "permission denied: x. Really. (statement: GRANT a\n TO b)",
                "As a superuser: GRANT a TO b; then run the same command again.",
                "42501",
                null);

        FailureException read = RoleManagerResponses.failure(errorOf(FunctionFailure.inParts(sent)));

        assertThat(read.failure().what()).isEqualTo(sent.failure().what());
        assertThat(read.failure().why())
                .isEqualTo("permission denied: x. Really. (statement: GRANT a;  TO b)".replace(";  ", "; "));
        assertThat(read.failure().remedy()).isEqualTo(sent.failure().remedy());
        assertThat(read.failure().code()).isEqualTo("role-manager-42501");
    }

    @Test
    void failuresOfOthersAreReportedWhole() {
        assertThat(RoleManagerResponses.failure(
                        "{\"errorMessage\":\"2026-01-01T00:00:00Z 1 Task timed out after 30.03 seconds\"}"))
                .hasMessageStartingWith("the role manager function failed: 2026")
                .hasMessageContaining("paused");
        assertThat(RoleManagerResponses.failure(
                        "{\"errorMessage\":\"Response payload size exceeded maximum allowed payload size (6291556"
                                + " bytes).\",\"errorType\":\"Function.ResponseSizeTooLarge\"}"))
                .hasMessageContaining("larger than the 6 MB that Lambda passes on");
        assertThat(RoleManagerResponses.failure(
                        "{\"errorMessage\":\"could not x: y. z\",\"errorType\":\"AssertionError\",\"stackTrace\":[]}"))
                .hasMessageContaining("could not x: y. z");
        assertThat(RoleManagerResponses.failure("<html>")).hasMessageContaining("failed without a message");
    }

    @Test
    void anAnswerOfAnotherVersionIsReportedAsSuch() {
        for (String answer : List.of(
                "{\"format\":2,\"checks\":[]}",
                "{\"format\":1}",
                "{\"checks\":[]}",
                "{\"format\":1,\"checks\":[{\"id\":\"R01\"}]}",
                "{\"format\":1,\"checks\":[{\"id\":\"R01\",\"severity\":\"dire\"}]}",
                "nothing")) {
            FailureException e = catchThrowableOfType(
                    FailureException.class, () -> RoleManagerResponses.checkReport(answer, OPTIONS));
            assertThat(e).as(answer).hasMessageContaining("Deploy the function again");
        }
    }

    private static String errorOf(FunctionFailure failure) {
        return "{\"errorMessage\":\"" + String.valueOf(failure.getMessage()).replace("\n", "\\n") + "\"}";
    }
}
