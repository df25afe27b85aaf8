package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole set-up on AWS, whose function is the real handler, with a real PostgreSQL over TLS. */
class AwsSetupTest {
    private static final String NAMED = " --app-name app --environment dev";

    @TempDir
    Path folder;

    private final TestServer server = TestServers.another(PostgresMajor.DEFAULT);
    private AwsScene scene;

    @BeforeEach
    void start() throws Exception {
        scene = AwsScene.in(folder).withRoleManagerOn(server);
        AwsScene.jar(folder);
    }

    @AfterEach
    void stop() {
        AwsScene.withoutJar();
        scene.close();
    }

    @Test
    void endsWithADatabaseAsDeclaredThatBothUsersCanLogInTo() throws Exception {
        Invocation setup =
                scene.developer().runs("setup --target aws --extension vector=on --yes --output json" + NAMED);

        assertThat(setup.exitCode()).as(setup.err()).isZero();
        assertThat(statuses(setup, "L1")).containsExactly("app passed", "migrator passed");
        assertThat(statuses(setup, "L2")).isNotEmpty().allMatch(check -> check.endsWith(" passed"));
        assertThat(setup.json().path("roles").path("roles").toString()).contains("\"app\"", "\"migrator\"");
        assertThat(setup.err()).contains("role manager: manage database app", "created");

        assertThat(rows("SELECT nspowner::regrole FROM pg_namespace WHERE nspname = 'app'"))
                .containsExactly("migrator");
        assertThat(rows("SELECT rolname FROM pg_roles WHERE rolcanlogin AND NOT rolsuper AND"
                        + " pg_has_role(rolname, 'rds_iam', 'member') AND rolname IN ('app', 'migrator')"
                        + " ORDER BY 1"))
                .containsExactly("app", "migrator");
        assertThat(rows("SELECT defaclobjtype FROM pg_default_acl WHERE defaclrole = 'migrator'::regrole"
                        + " AND defaclacl::text LIKE '%app=%' ORDER BY 1"))
                .containsExactly("S", "f", "r");
        assertThat(rows("SELECT extname FROM pg_extension WHERE extname = 'vector'"))
                .containsExactly("vector");
        assertThatWhatMigratorMakesAppCanUse();

        Invocation checked = scene.developer().runs("roles check --verbose" + NAMED);
        assertThat(checked.exitCode()).as(checked.err()).isZero();
        assertThat(checked.out()).contains("logs in with an IAM token over TLSv1.", "L2");
        assertThat(scene.developer().runs("extensions list" + NAMED).out().lines())
                .anySatisfy(line -> assertThat(line).matches("vector +on +[0-9.]+ .*"));
        assertThat(scene.developer().runs("setup --target aws --yes" + NAMED).err())
                .contains("Nothing changed: app-dev is as configured.");
    }

    @Test
    void whatIsNotAsDeclaredIsFoundByRolesCheckAndAcceptedOnceItIsDeclaredAsExpected() throws Exception {
        scene.developer().runs("setup --target aws --yes" + NAMED);
        try (Connection bootstrap = server.asBootstrap("app");
                Statement statement = bootstrap.createStatement()) {
            statement.execute("CREATE ROLE report LOGIN; GRANT pg_read_all_data TO report");
        }
        assertThat(scene.developer().runs("roles check" + NAMED).out())
                .contains("R11  CRITICAL: ", "report is in pg_read_all_data");
        scene.developer().runs("roles expect report --may read --why monthly --yes" + NAMED);
        Invocation accepted = scene.developer().runs("roles check" + NAMED);
        assertThat(accepted.exitCode()).as(accepted.out() + accepted.err()).isZero();
        assertThat(accepted.out())
                .contains("Accepted, since it is declared as expected:", "R11  ", "monthly")
                .doesNotContain("R11  CRITICAL");

        try (Connection bootstrap = server.asBootstrap("app");
                Statement statement = bootstrap.createStatement()) {
            statement.execute("GRANT CREATE ON SCHEMA app TO PUBLIC; ALTER ROLE migrator NOLOGIN");
        }

        Invocation checked = scene.developer().runs("roles check" + NAMED);

        assertThat(checked.exitCode()).as(checked.err()).isEqualTo(ExitCode.FOUND);
        assertThat(checked.out()).contains("S04", "L1", "appdb roles update" + NAMED);
    }

    private void assertThatWhatMigratorMakesAppCanUse() throws SQLException {
        try (Connection migrator = server.as("migrator", "app");
                Statement statement = migrator.createStatement()) {
            statement.execute("CREATE TABLE orders (id bigserial PRIMARY KEY)");
        }
        try (Connection app = server.as("app", "app");
                Statement statement = app.createStatement()) {
            statement.execute("INSERT INTO orders DEFAULT VALUES");
            assertThatThrownBy(() -> statement.execute("CREATE TABLE carts ()"))
                    .hasMessageContaining("permission denied for schema app");
        }
        assertThat(rows("SELECT tableowner FROM pg_tables WHERE schemaname = 'app' AND tablename = 'orders'"))
                .containsExactly("migrator");
    }

    private static List<String> statuses(Invocation setup, String id) {
        List<String> statuses = new ArrayList<>();
        for (JsonNode check : setup.json().path("checks")) {
            if (check.path("id").asText().equals(id)) {
                statuses.add(check.path("subject").asText() + " "
                        + check.path("status").asText());
            }
        }
        return statuses;
    }

    /** The first column of what a query finds, as the bootstrap superuser sees it. */
    private List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection bootstrap = server.asBootstrap("app");
                Statement statement = bootstrap.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }
}
