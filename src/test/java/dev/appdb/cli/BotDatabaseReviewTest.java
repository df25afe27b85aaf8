package dev.appdb.cli;

import static dev.appdb.cli.BotScene.press;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.demo.Message;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that others use, changed from Slack: who loses what is shown first, and PostgreSQL is asked what came of it. */
@Timeout(900)
class BotDatabaseReviewTest {
    private static final String MAY_CONNECT = "SELECT has_database_privilege('report', 'app', 'CONNECT')";
    private static final String HAS_USAGE = "SELECT has_schema_privilege('app', 'app', 'USAGE')";

    @TempDir
    Path folder;

    private static final String CAN_LOG_IN = "SELECT rolcanlogin FROM pg_roles WHERE rolname = 'app'";

    private BotScene scene;

    @BeforeEach
    void setUp() throws Exception {
        scene = BotScene.in(folder);
        scene.replica(Optional.empty());
        scene.ann().types("/appdb setup app prod --target local pg_trgm=on").awaitAck();
        Message plan = scene.awaitMessage("Plan for app-prod", "Waiting for approval", "create extension pg_trgm");
        press(scene.ben(), plan, "Approve").awaitAck();
        scene.awaitMessage("Roles check of app-prod: all as configured");
        execute("postgres", "CREATE ROLE report LOGIN");
        execute("postgres", "CREATE SCHEMA reports");
        execute("postgres", "GRANT USAGE ON SCHEMA reports TO report");
        execute("postgres", "GRANT CONNECT ON DATABASE app TO PUBLIC");
        execute("migrator", "REVOKE USAGE ON SCHEMA app FROM app");
    }

    @AfterEach
    void stop() throws Exception {
        scene.close();
    }

    @Test
    void noRoleLosesAnythingUnseen() throws Exception {
        scene.ann().types("/appdb roles plan app prod").awaitAck();
        Message plan =
                scene.awaitMessage("Plan for app-prod: database:", "report loses CONNECT", "Allow and plan again");
        assertThat(plan.shown()).contains("Takes away in the database", "USAGE", "REVOKE");

        scene.ann().types("/appdb roles update app prod").awaitAck();
        Message refused =
                scene.awaitMessage("Refused: plan for app-prod", "Nothing was changed.", "report loses CONNECT");
        assertThat(value(MAY_CONNECT)).isEqualTo("t");
        assertThat(value(HAS_USAGE)).as("nothing else was done either").isEqualTo("f");

        press(scene.ann(), refused, "Allow and plan again").awaitAck();
        Message waiting =
                scene.awaitMessage("Waiting for approval: 0 of 1", "--allow-revoke report", "report loses CONNECT");
        press(scene.ben(), waiting, "Approve").awaitAck();
        scene.awaitMessage("roles update of app-prod: done");
        assertThat(value(MAY_CONNECT)).isEqualTo("f");
        assertThat(value(HAS_USAGE)).isEqualTo("t");
    }

    @Test
    void aLoginThatSomebodyClosedIsOpenedOnlyOnceItIsAllowed() throws Exception {
        execute("postgres", "REVOKE CONNECT ON DATABASE app FROM PUBLIC");
        execute("postgres", "ALTER ROLE app NOLOGIN");
        scene.ann().types("/appdb roles update app prod --lock-timeout 5").awaitAck();
        Message refused = scene.awaitMessage("Refused: plan for app-prod", "app can log in again: it loses NOLOGIN");
        assertThat(value(CAN_LOG_IN)).isEqualTo("f");

        press(scene.ann(), refused, "Allow and plan again").awaitAck();
        Message waiting = scene.awaitMessage("Waiting for approval: 0 of 1", "--allow-login app");
        press(scene.ben(), waiting, "Approve").awaitAck();
        scene.awaitMessage("roles update of app-prod: done");
        assertThat(value(CAN_LOG_IN)).isEqualTo("t");
    }

    @Test
    void anAdditiveUpdateLeavesTheOthersWhatTheyHave() throws Exception {
        scene.ann().types("/appdb roles update app prod --additive").awaitAck();
        Message waiting = scene.awaitMessage("Waiting for approval: 0 of 1", "--additive");
        assertThat(waiting.shown()).contains("USAGE").doesNotContain("Takes away");

        press(scene.ben(), waiting, "Approve").awaitAck();
        scene.awaitMessage("Roles check of app-prod:", "failed (critical)", "PUBLIC has CONNECT");
        assertThat(value(MAY_CONNECT)).isEqualTo("t");
        assertThat(value(HAS_USAGE)).isEqualTo("t");
    }

    @Test
    void anExtensionThatIsTurnedOffIsInThePlanThatIsApproved() throws Exception {
        execute("postgres", "REVOKE CONNECT ON DATABASE app FROM PUBLIC");
        scene.ann().types("/appdb setup app prod --target local pg_trgm=off").awaitAck();
        Message waiting = scene.awaitMessage("Waiting for approval: 0 of 1", "drop extension pg_trgm");
        assertThat(waiting.shown()).contains("takes something away").doesNotContain("no changes");

        press(scene.ben(), waiting, "Approve").awaitAck();
        scene.slack()
                .awaitMessage(
                        BotScene.CHANNEL,
                        message -> message.ts().equals(waiting.ts())
                                && message.shown().contains("setup of app-prod: done"));
        assertThat(value("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'"))
                .isEqualTo("0");
    }

    private void execute(String role, String sql) throws Exception {
        try (Connection connection = scene.connect("app", "prod", role);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String value(String sql) throws Exception {
        try (Connection master = scene.connect("app", "prod", "postgres")) {
            return BotScene.value(master, sql);
        }
    }
}
