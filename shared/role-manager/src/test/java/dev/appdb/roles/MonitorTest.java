package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.failure.FailureException;
import dev.appdb.roles.Check.Status;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A check by a role that may connect and has no other right. */
class MonitorTest {
    @ParameterizedTest
    @MethodSource("dev.appdb.roles.Scene#majors")
    void aRoleThatMayOnlyConnectFindsWhatTheMasterFinds(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major).with(Fault.EXTENSIONS).withSecondSchemaAndReader()) {
            scene.manage();
            scene.asBootstrap("CREATE ROLE {stranger} LOGIN", "GRANT CONNECT ON DATABASE {db} TO {stranger}");
            assertThat(check(scene, false, "postgres").checks())
                    .as("the monitoring role itself is no finding")
                    .noneMatch(check -> check.status() == Status.FAILED || check.status() == Status.UNKNOWN);

            scene.asBootstrap(
                    "GRANT TEMPORARY ON DATABASE {db} TO PUBLIC",
                    "ALTER ROLE {app} SET default_transaction_read_only TO on",
                    "CREATE TABLE {schema}.of_master (id int)",
                    "ALTER TABLE {schema}.of_master OWNER TO postgres",
                    "SELECT lo_create(4711)",
                    "REVOKE USAGE ON SCHEMA {schema} FROM {app}",
                    "GRANT pg_read_all_data TO {reader}",
                    "DROP EXTENSION hstore");
            Scene declared = scene.expecting(Expectation.ofRole(scene.stranger(), EnumSet.of(May.CONNECT), ""));
            assertThat(check(scene, false, "postgres").failed()).hasSizeGreaterThan(6);
            assertThat(check(scene, false, "postgres").checks())
                    .isEqualTo(declared.check().checks());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.appdb.roles.Scene#majors")
    void whatOnlyTheMasterMayTryIsUnknownAndAMasterThatDoesNotExistIsNamed(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            scene.manage();
            scene.asBootstrap("CREATE ROLE {stranger} LOGIN", "GRANT CONNECT ON DATABASE {db} TO {stranger}");

            assertThat(check(scene, true, "postgres").checks())
                    .filteredOn(check -> check.status() == Status.UNKNOWN)
                    .singleElement()
                    .satisfies(check -> {
                        assertThat(check.id()).isEqualTo("X1");
                        assertThat(check.remedy().toString()).contains("--probe as the master");
                    });
            assertThat(catchThrowableOfType(FailureException.class, () -> check(scene, false, "nobody"))
                            .failure()
                            .why())
                    .contains("there is no role nobody");
        }
    }

    private static CheckReport check(Scene scene, boolean probe, String master) throws Exception {
        scene.server().running().allowLogin(scene.stranger());
        return new RoleManager(
                        () -> scene.server().as(scene.stranger(), scene.spec().database()))
                .check(
                        scene.spec(),
                        new CheckOptions(probe, Scene.UPDATING, Optional.of(new Monitor(scene.stranger(), master))));
    }
}
