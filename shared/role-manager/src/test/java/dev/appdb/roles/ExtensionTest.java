package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.embedded.PostgresMajor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExtensionTest {
    private static final String MAJORS = "dev.appdb.roles.Scene#majors";

    @ParameterizedTest
    @MethodSource(MAJORS)
    void theyGoWhereTheAppFindsTheirNames(PostgresMajor major) throws Exception {
        try (Scene scene =
                Scene.on(major).with(Map.of("pg_trgm", true, "postgres_fdw", true, "pgcrypto", true, "dblink", true))) {
            ManageReport report = scene.manage();
            assertThat(report.succeeded()).isTrue();
            assertThat(report.extensions())
                    .extracting(each -> each.name() + " " + each.schema())
                    .containsExactly("dblink app", "pg_trgm pg_catalog", "pgcrypto app", "postgres_fdw pg_catalog");
            assertThat(report.notices()).isEmpty();
            scene.as("{app}", "SELECT digest('a', 'md5')", "SELECT similarity('a', 'b')");
            assertThat(scene.check().failed()).isEmpty();
            assertThat(scene.manage().changedNothing()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void oneThatIsRefusedFailsAlone(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major)
                .with(Map.of("file_fdw", true, "pgvectr", true, "vectr", true, "hstore", true, "pg_trgm", false))) {
            ManageReport report = scene.manage();
            assertThat(report.succeeded()).isFalse();
            assertThat(report.manualActions()).isEmpty();
            assertThat(report.changes()).contains("enabled extension hstore in schema pg_catalog");
            assertThat(report.extensions())
                    .extracting(each -> each.name() + " " + each.result())
                    .containsExactly(
                            "file_fdw REFUSED",
                            "hstore ENABLED",
                            "pg_trgm ALREADY",
                            "pgvectr REFUSED",
                            "vectr REFUSED");
            assertThat(report.extensions().get(0).reason()).startsWith("permission denied to create extension");
            assertThat(report.extensions().get(0).remedy().toString())
                    .contains("rds.allowed_extensions", "CREATE EXTENSION file_fdw SCHEMA pg_catalog;");
            assertThat(report.extensions().get(4).remedy().toString()).isEqualTo("Did you mean vector?");
            assertThat(scene.check().failed())
                    .extracting(check -> check.id() + " " + check.subject())
                    .contains("E01 extension file_fdw", "E04 extension pgvectr", "E04 extension vectr")
                    .doesNotContain("E04 extension file_fdw");
        }
    }

    @Test
    void oneThatResemblesNothingIsRefusedWithTheCommandThatListsThem() throws Exception {
        try (Scene scene = Scene.on(PostgresMajor.DEFAULT).with(Map.of("quite_unheard_of", true))) {
            assertThat(scene.manage().extensions())
                    .singleElement()
                    .extracting(outcome -> outcome.remedy().toString())
                    .asString()
                    .contains("`appdb extensions list`", "SELECT name FROM pg_available_extensions");
            assertThat(scene.check().failed())
                    .filteredOn(check -> check.id().equals("E04"))
                    .singleElement()
                    .extracting(check -> check.remedy().toString())
                    .asString()
                    .contains("`appdb extensions list`");
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void oneThatOthersNeedIsNotDroppedButTheyAreListed(PostgresMajor major) throws Exception {
        try (Scene scene = Scene.on(major).with(Map.of("hstore", true, "citext", true))) {
            scene.manage();
            scene.as(
                    "{migrator}",
                    "CREATE TABLE things (id int, tags hstore)",
                    "CREATE VIEW tagged AS SELECT tags FROM things");
            ManageReport report =
                    scene.with(Map.of("hstore", false, "citext", false)).manage();
            assertThat(report.changes()).containsExactly("disabled extension citext");
            assertThat(report.extensions().get(1).result()).isEqualTo(ExtensionOutcome.Result.REFUSED);
            assertThat(report.extensions().get(1).dependants())
                    .containsExactly("column tags of table app.things", "column tags of view app.tagged");
        }
    }

    @Test
    void thoseThatRequireEachOtherAreMadeAndDroppedInOrder() throws Exception {
        try (Scene scene = Scene.on(PostgresMajor.DEFAULT).with(Map.of("cube", true, "earthdistance", true))) {
            assertThat(scene.manage().succeeded()).isTrue();
            ManageReport off =
                    scene.with(Map.of("cube", false, "earthdistance", false)).manage();
            assertThat(off.changes()).containsExactly("disabled extension earthdistance", "disabled extension cube");
            ManageReport alone = scene.with(Map.of("earthdistance", true)).manage();
            assertThat(alone.extensions().get(0).remedy().toString())
                    .isEqualTo("Turn on cube as well, which it requires.");
        }
    }

    @Test
    void whatTheServerCouldGiveIsListed() throws Exception {
        try (Scene scene = Scene.on(PostgresMajor.DEFAULT).with(Map.of("hstore", true))) {
            scene.manage();
            assertThat(scene.manager().extensions())
                    .isSortedAccordingTo(java.util.Comparator.comparing(AvailableExtension::name))
                    .filteredOn(each -> each.name().equals("hstore"))
                    .singleElement()
                    .satisfies(hstore -> {
                        assertThat(hstore.trusted()).isTrue();
                        assertThat(hstore.schema()).isEqualTo("pg_catalog");
                        assertThat(hstore.installedVersion()).isEqualTo(hstore.defaultVersion());
                        assertThat(hstore.comment()).isNotBlank();
                    });
        }
    }
}
