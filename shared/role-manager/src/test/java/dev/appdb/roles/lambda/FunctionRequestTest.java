package dev.appdb.roles.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.roles.AccessRequest;
import dev.appdb.roles.CheckOptions;
import dev.appdb.roles.RoleSpec;
import dev.appdb.roles.UpdateMode;
import dev.appdb.roles.UpdateOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FunctionRequestTest {

    @Test
    void theReferencesPayloadWithAWholeDatabaseConfigIsUnderstood() throws Exception {
        FunctionRequest request = read("""
                {"action":"check","config":{"region":"us-east-1","cluster_name":"app-dev","instance_count":2,
                 "superuser_extensions":{"vector":true,"dblink":false},"migrator_username":"migrator","x":[1,null]}}""");

        assertThat(request)
                .isEqualTo(new FunctionRequest(
                        FunctionRequest.Action.CHECK,
                        new TreeMap<>(Map.of("vector", true, "dblink", false)),
                        false,
                        true,
                        FunctionRequest.REFERENCE_UPDATE_COMMAND));
    }

    @Test
    void whatAppdbSendsIsWhatTheFunctionReads() throws Exception {
        Map<String, Boolean> extensions = Map.of("vector", true, "pg_\"odd", false);

        FunctionRequest manage = read(RoleManagerPayload.manage(extensions));
        FunctionRequest check = read(RoleManagerPayload.check(
                extensions,
                new CheckOptions(true, Remedy.run(Subcommand.ROLES_UPDATE.call().with("--app-name", "a b")))));
        FunctionRequest list = read(RoleManagerPayload.extensions());

        assertThat(manage.action()).isEqualTo(FunctionRequest.Action.MANAGE);
        assertThat(manage.full()).isTrue();
        assertThat(manage.extensions()).isEqualTo(extensions);
        assertThat(check.action()).isEqualTo(FunctionRequest.Action.CHECK);
        assertThat(check.probe()).isTrue();
        assertThat(check.updateCommand())
                .isEqualTo(Remedy.run(Subcommand.ROLES_UPDATE.call().with("--app-name", "a b")));
        assertThat(list.action()).isEqualTo(FunctionRequest.Action.EXTENSIONS);
    }

    @Test
    void anAccessIsReadAsItWasSentWithTheEndThatWasAgreedOn() throws Exception {
        for (AccessRequest sent : List.of(
                AccessRequest.list(),
                AccessRequest.revoke("jo"),
                AccessRequest.grant("jo", "reader", Duration.ofHours(2), "order 17", "mia"),
                AccessRequest.grantUntil(
                        "jo", "reader", Instant.parse("2026-11-30T01:20:00.5Z"), "order 17", "Ann (U0ANN)"))) {
            assertThat(read(RoleManagerPayload.access(sent)).access()).isEqualTo(sent);
        }
    }

    @Test
    void theConditionsOfAnUpdateAreReadAsTheyWereSent() throws Exception {
        RoleSpec spec = RoleSpec.standard().withKeepConnect(Set.of("report"));
        UpdateOptions options = UpdateOptions.standard()
                .in(UpdateMode.ADDITIVE)
                .expecting("abc")
                .allowing(Set.of("metabase", "PUBLIC"));
        FunctionRequest manage = read(RoleManagerPayload.manage(spec, options));
        FunctionRequest plan = read(RoleManagerPayload.plan(spec, UpdateMode.ADDITIVE));

        assertThat(manage.update()).isEqualTo(options);
        assertThat(List.of(manage.keepConnect(), plan.keepConnect())).containsOnly(Set.of("report"));
        assertThat(plan.action()).isEqualTo(FunctionRequest.Action.PLAN);
        assertThat(plan.update().mode()).isEqualTo(UpdateMode.ADDITIVE);
    }

    @Test
    void aFullCheckTriesOnlyWhenAsked() throws Exception {
        assertThat(read("{\"action\":\"check\",\"format\":1,\"config\":{\"superuser_extensions\":{}}}")
                        .probe())
                .isFalse();
    }

    @Test
    void allProblemsAreReportedTogether() {
        InvalidInputException e =
                catchThrowableOfType(InvalidInputException.class, () -> read("""
                {"action":"manege","config":{"superuser_extensions":{"vector":"yes","dblink":1,"%s":true}},"format":2,
                 "probe":"no","update_command":" "}""".formatted("x".repeat(64))));

        assertThat(e.problems())
                .hasSize(7)
                .contains(
                        "action is none of manage, plan, check, extensions, access",
                        "config.superuser_extensions.vector is not true or false",
                        "config.superuser_extensions.dblink is not true or false",
                        "probe is not true or false")
                .anySatisfy(problem -> assertThat(problem).startsWith("format is not 1"))
                .anySatisfy(problem -> assertThat(problem).startsWith("update_command is empty"))
                .anySatisfy(problem -> assertThat(problem).contains("has 64 bytes"));
        assertThat(e.code()).isEqualTo(FailureCode.UNKNOWN_ACTION);
    }

    @Test
    void anEmptyPayloadIsAnsweredWithWhatToGive() {
        InvalidInputException e = catchThrowableOfType(InvalidInputException.class, () -> read("{}"));

        assertThat(e.problems())
                .containsExactly(
                        "action is missing: give a text: manage, plan, check, extensions or access",
                        "config is missing: give an object");
    }

    @Test
    void theListOfExtensionsNeedsAFormat() {
        InvalidInputException e =
                catchThrowableOfType(InvalidInputException.class, () -> read("{\"action\":\"extensions\"}"));

        assertThat(e.problems()).singleElement().asString().startsWith("format is missing");
    }

    @Test
    void textThatIsNoJsonObjectIsRefusedWithoutQuotingIt() {
        for (String text :
                new String[] {"", "hunter2", "[\"hunter2\"]", "{\"a\":hunter2}", "{} {}", "{\"a\":1,\"a\":2}"}) {
            JsonShapeException e = catchThrowableOfType(JsonShapeException.class, () -> JsonObject.parse(text));
            assertThat(e).as(text).isNotNull();
            assertThat(e.getMessage()).doesNotContain("hunter2");
            assertThat(e.getCause()).isNull();
        }
    }

    private static FunctionRequest read(String json) throws Exception {
        return FunctionRequest.of(JsonObject.parse(json));
    }
}
