package dev.appdb.aws.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
    void an_extension_whose_library_is_preloaded_needs_a_reboot_and_the_plan_says_so() {
        PendingReboot reboot = with("vector", "pg_cron").rebootAfter(plain.body());
        assertThat(reboot.parameters()).containsExactly("cron.database_name", "shared_preload_libraries");
        assertThat(reboot.isNeeded()).isTrue();
        assertThat(reboot.notes())
                .containsExactly("needs a reboot of every instance, which cuts all connections: cron.database_name,"
                        + " shared_preload_libraries can only be set at a start");
    }

    @Test
    void switching_it_off_needs_one_too() {
        assertThat(plain.rebootAfter(with("pg_cron").body()).isNeeded()).isTrue();
    }

    @Test
    void an_extension_without_a_library_needs_none() {
        assertThat(with("vector", "pg_trgm", "pg_stat_statements").rebootAfter(plain.body()))
                .isEqualTo(plain.rebootAfter(plain.body()))
                .extracting(PendingReboot::isNeeded)
                .isEqualTo(false);
    }

    @Test
    void a_new_cluster_starts_with_its_parameters() {
        assertThat(with("pg_cron")
                        .rebootAfter(JsonNodeFactory.instance.objectNode())
                        .notes())
                .isEmpty();
    }

    @Test
    void a_new_major_starts_with_its_parameters() {
        StackTemplate next = StackTemplate.of(TemplateRequests.parts()
                .shape(TemplateRequests.shape(17, Capacity.DEFAULT, 0, Optional.empty()))
                .extensions("pg_cron")
                .request());
        assertThat(next.rebootAfter(plain.body()).notes()).isEmpty();
    }

    @Test
    void the_limit_of_connections_waits_for_a_reboot_without_needing_one() {
        PendingReboot reboot = StackTemplate.of(TemplateRequests.parts()
                        .shape(TemplateRequests.shape(16, new Capacity(0.5, 4), 0, Optional.empty()))
                        .request())
                .rebootAfter(plain.body());
        assertThat(reboot.isNeeded()).isFalse();
        assertThat(reboot.notes())
                .containsExactly("the limit of connections follows the new maximum capacity only after a reboot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg_cron", "pgaudit", "pg_tle", "pg_hint_plan", "plprofiler"})
    void a_library_is_loaded_beside_the_one_that_rds_loads_by_default(String extension) {
        assertThat(parameters(extension)).containsEntry("shared_preload_libraries", "pg_stat_statements," + extension);
    }

    @Test
    void without_a_library_rds_loads_what_it_loads_by_default() {
        assertThat(parameters("vector", "pg_stat_statements"))
                .containsOnlyKeys("log_statement", "log_min_duration_statement");
    }

    @Test
    void some_extensions_need_a_setting_of_the_server() {
        assertThat(parameters("pg_cron")).containsEntry("cron.database_name", "orders");
        assertThat(parameters("pglogical")).containsEntry("rds.logical_replication", "1");
        assertThat(parameters("apg_plan_mgmt")).containsEntry("rds.enable_plan_management", "1");
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
