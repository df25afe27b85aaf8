package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.embedded.PostgresMajor;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProbeTest {
    private static final String EVERYTHING =
            "SELECT (SELECT count(*) FROM pg_class WHERE relnamespace = 'app'::regnamespace),"
                    + " (SELECT count(*) FROM pg_proc WHERE pronamespace = 'app'::regnamespace),"
                    + " (SELECT md5(string_agg(m::text, ',' ORDER BY ctid)) FROM pg_auth_members m)";

    @ParameterizedTest
    @MethodSource("dev.appdb.roles.Scene#majors")
    void eightProbesAtOnceAllPassAndLeaveNothing(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            scene.manage();
            List<String> before = scene.rows(EVERYTHING);
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<CheckReport>> probes = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(scene::probe))
                    .toList();
            for (Future<CheckReport> probe : probes) {
                assertThat(probe.get().checks())
                        .filteredOn(check -> check.id().equals("X1"))
                        .singleElement()
                        .extracting(Check::status)
                        .isEqualTo(Check.Status.PASSED);
            }
            threads.shutdown();
            assertThat(scene.rows(EVERYTHING)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.appdb.roles.Scene#majors")
    void theProbeActsUnderTheSettingsWithWhichTheUsersSessionsBegin(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major).withSecondSchemaAndReader()) {
            scene.manage();
            assertProbed(scene, "ALTER ROLE {reader} SET default_transaction_read_only TO on", Check.Status.PASSED);
            assertProbed(scene, "ALTER ROLE {app} SET work_mem TO '64kB'", Check.Status.PASSED);
            assertProbed(scene, "ALTER ROLE {app} SET default_transaction_read_only TO on", Check.Status.FAILED);
            assertProbed(
                    scene,
                    "ALTER ROLE {migrator} IN DATABASE {db} SET default_tablespace TO pg_global",
                    Check.Status.FAILED);
            assertProbed(scene, "ALTER DATABASE {db} SET default_transaction_read_only TO on", Check.Status.FAILED);
            // the most specific setting wins
            scene.asBootstrap("ALTER DATABASE {db} SET default_transaction_read_only TO on");
            scene.asBootstrap("ALTER ROLE {app} IN DATABASE {db} SET default_transaction_read_only TO off");
            assertProbed(scene, "ALTER ROLE {migrator} SET default_transaction_read_only TO off", Check.Status.PASSED);
        }
    }

    private static void assertProbed(Scene scene, String setting, Check.Status expected) throws Exception {
        scene.asBootstrap(setting);
        assertThat(scene.probe().checks())
                .filteredOn(check -> check.id().equals("X1"))
                .singleElement()
                .extracting(Check::status)
                .as(setting)
                .isEqualTo(expected);
        scene.asBootstrap(setting.replaceFirst(" SET (\\w+) TO .*", " RESET $1"));
    }

    @ParameterizedTest
    @MethodSource("dev.appdb.roles.Scene#majors")
    void aCheckWithoutTheProbeIsOneReadOnlyBatch(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)) {
            RecordingLogins logins = new RecordingLogins(scene.logins());
            CheckReport report = new RoleManager(logins).check(scene.spec(), new CheckOptions(false, Scene.UPDATING));
            assertThat(report.hasCriticalFailure()).isTrue();
            assertThat(report.checks()).extracting(Check::id).doesNotContain("X1");
            assertThat(logins.statements())
                    .singleElement()
                    .asString()
                    .startsWith("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY;");
        }
    }
}
