package dev.appdb.aws.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.request.Capacity;
import dev.appdb.request.DatabaseNames;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PendingRebootTest {
    private final StackTemplate plain = StackTemplate.of(TemplateRequests.STANDARD.request());

    @Test
    void anExtensionWhoseLibraryIsPreloadedNeedsARebootAndThePlanSaysSo() {
        PendingReboot reboot = reboot(plain, with("vector", "pg_cron"));
        assertThat(reboot.parameters()).containsExactly("cron.database_name", "shared_preload_libraries");
        assertThat(reboot.isNeeded()).isTrue();
        assertThat(reboot.notes())
                .containsExactly("needs a reboot of every instance, which drops all connections: cron.database_name,"
                        + " shared_preload_libraries can only be set at server start");
    }

    @Test
    void switchingItOffNeedsOneToo() {
        assertThat(reboot(with("pg_cron"), plain).isNeeded()).isTrue();
    }

    @Test
    void anExtensionWithoutALibraryNeedsNone() {
        assertThat(reboot(plain, with("vector", "pg_trgm", "pg_stat_statements")))
                .isEqualTo(reboot(plain, plain))
                .extracting(PendingReboot::isNeeded)
                .isEqualTo(false);
    }

    @Test
    void aNewClusterStartsWithItsParameters() {
        assertThat(PendingReboot.between(
                                JsonNodeFactory.instance.objectNode(),
                                with("pg_cron").body())
                        .notes())
                .isEmpty();
    }

    @Test
    void aNewMajorStartsWithItsParameters() {
        StackTemplate next = StackTemplate.of(TemplateRequests.parts()
                .settings(TemplateRequests.settings(17, Capacity.DEFAULT, 0, Optional.empty()))
                .extensions("pg_cron")
                .request());
        assertThat(reboot(plain, next).notes()).isEmpty();
    }

    @Test
    void theLimitOfConnectionsWaitsForARebootWithoutNeedingOne() {
        StackTemplate larger = StackTemplate.of(TemplateRequests.parts()
                .settings(TemplateRequests.settings(16, new Capacity(0.5, 4), 0, Optional.empty()))
                .request());
        PendingReboot reboot = reboot(plain, larger);
        assertThat(reboot.isNeeded()).isFalse();
        assertThat(reboot.notes())
                .containsExactly("the connection limit follows the new maximum capacity only after a reboot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg_cron", "pgaudit", "pg_tle", "pg_hint_plan", "plprofiler"})
    void aLibraryIsLoadedBesideTheOneThatRdsLoadsByDefault(String extension) {
        assertThat(parameters(extension)).containsEntry("shared_preload_libraries", "pg_stat_statements," + extension);
    }

    @Test
    void withoutALibraryRdsLoadsWhatItLoadsByDefault() {
        assertThat(parameters("vector", "pg_stat_statements"))
                .containsOnlyKeys("log_statement", "log_min_duration_statement", "rds.force_ssl");
    }

    @Test
    void someExtensionsNeedASettingOfTheServer() {
        assertThat(parameters("pg_cron")).containsEntry("cron.database_name", "orders");
        assertThat(parameters("pglogical")).containsEntry("rds.logical_replication", "1");
        assertThat(parameters("apg_plan_mgmt")).containsEntry("rds.enable_plan_management", "1");
    }

    /** A database of an earlier version of appdb took connections without TLS, too. */
    @Test
    void tlsIsForcedWithoutAReboot() {
        StackTemplate wanted = with();
        ObjectNode deployed = (ObjectNode) wanted.body();
        ((ObjectNode) deployed.at("/Resources/DatabaseParameters/Properties/Parameters")).remove("rds.force_ssl");

        PendingReboot reboot = PendingReboot.between(deployed, wanted.body());

        assertThat(reboot.isNeeded()).isFalse();
        assertThat(reboot.notes()).isEmpty();
        assertThat(PendingReboot.leftIn(wanted.body()).isNeeded()).isFalse();
    }

    private static PendingReboot reboot(StackTemplate deployed, StackTemplate wanted) {
        return PendingReboot.between(deployed.body(), wanted.body());
    }

    private static StackTemplate with(String... extensions) {
        return StackTemplate.of(TemplateRequests.parts().extensions(extensions).request());
    }

    private static SortedMap<String, String> parameters(String... extensions) {
        return ServerParameters.of(
                        TemplateRequests.extensions(extensions), new DatabaseNames("orders", "app", "app", "migrator"))
                .values();
    }
}
