package dev.appdb.extensions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExtensionCatalogueTest {

    @Test
    void every_line_is_whole_and_every_name_stands_once_in_order() {
        List<String> names =
                ExtensionCatalogue.all().stream().map(Extension::name).toList();

        assertThat(names).hasSizeGreaterThan(100).doesNotHaveDuplicates().isSorted();
        assertThat(ExtensionCatalogue.all()).allSatisfy(extension -> {
            assertThat(extension.description()).isNotBlank();
            assertThat(extension.inPostgres().equals(Majors.NONE)
                            && extension.onRds().equals(Majors.NONE))
                    .as("%s is somewhere", extension.name())
                    .isFalse();
        });
    }

    @Test
    void what_a_superuser_alone_may_create_is_offered_nowhere() {
        assertThat(find("file_fdw").permission()).isEqualTo(Extension.Permission.SUPERUSER);
        for (int major = 14; major <= 18; major++) {
            assertThat(ExtensionCatalogue.onLocalServer(major)).doesNotContain(find("file_fdw"));
            assertThat(ExtensionCatalogue.onRds(major)).doesNotContain(find("file_fdw"));
        }
    }

    @Test
    void vector_is_on_rds_and_not_on_the_local_server() {
        assertThat(ExtensionCatalogue.onRds(16)).contains(find("vector"));
        assertThat(ExtensionCatalogue.onLocalServer(16)).doesNotContain(find("vector"));
    }

    @Test
    void majors_differ() {
        assertThat(ExtensionCatalogue.onLocalServer(16)).contains(find("old_snapshot"));
        assertThat(ExtensionCatalogue.onLocalServer(17)).doesNotContain(find("old_snapshot"));
    }

    @Test
    void what_needs_its_library_preloaded_says_so() {
        assertThat(ExtensionCatalogue.all().stream()
                        .filter(Extension::isPreloaded)
                        .map(Extension::name))
                .containsExactly(
                        "pg_ad_mapping",
                        "pg_bigm",
                        "pg_cron",
                        "pg_hint_plan",
                        "pg_tle",
                        "pgaudit",
                        "pglogical",
                        "plprofiler");
    }

    private static Extension find(String name) {
        return ExtensionCatalogue.find(name).orElseThrow();
    }
}
