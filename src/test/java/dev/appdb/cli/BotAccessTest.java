package dev.appdb.cli;

import static dev.appdb.cli.BotScene.press;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.demo.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Temporary access from Slack, and PostgreSQL is asked what came of it. */
@Timeout(900)
class BotAccessTest {
    private static final String ROLES = "SELECT count(*) FROM pg_roles WHERE rolname = 'jo'";
    private static final Pattern END = Pattern.compile("End: (\\S+Z)");

    @TempDir
    Path folder;

    private BotScene scene;

    @BeforeEach
    void setUp() throws Exception {
        scene = BotScene.in(folder);
        Files.writeString(
                folder.resolve("policy.yaml"), BotScene.POLICY.replace("[setup, apply, roles update]", "[\"*\"]"));
        scene.replica(Optional.empty());
        scene.ann().types("/appdb setup app prod --target local").awaitAck();
        Message plan = scene.awaitMessage("Plan for app-prod", "Waiting for approval");
        press(scene.ben(), plan, "Approve").awaitAck();
        scene.awaitMessage("Roles check of app-prod: all as configured");
    }

    @AfterEach
    void stop() throws Exception {
        scene.close();
    }

    @Test
    void accessIsApprovedGivenUntilTheApprovedEndListedCheckedAndTakenAway() throws Exception {
        scene.ann()
                .types("/appdb access grant jo app prod --as app --for 2h --reason \"order 17'; <!channel>\"")
                .awaitAck();
        Message waiting = scene.awaitMessage(
                "Waiting for approval: 0 of 1", "Database: app of app-prod", "User: jo", "As: app", "order 17';");
        Matcher end = END.matcher(waiting.shown());
        assertThat(end.find()).isTrue();
        assertThat(value(ROLES)).isEqualTo("0");
        press(scene.ann(), waiting, "Approve").awaitAck();
        scene.awaitWord(BotScene.ANN, "Your review does not count");
        assertThat(value(ROLES)).isEqualTo("0");

        press(scene.ben(), waiting, "Approve").awaitAck();
        scene.awaitMessage("jo has access to app-prod until", "psql --host=127.0.0.1", "--username=jo --dbname=app");
        assertThat(value("SELECT rolvaliduntil = '" + end.group(1) + "'::timestamptz AND rolcanlogin FROM pg_roles"
                        + " WHERE rolname = 'jo'"))
                .isEqualTo("t");
        assertThat(value("SELECT shobj_description('jo'::regrole, 'pg_authid')"))
                .contains("as: app", "reason: order 17'; <!channel>", "by: " + BotScene.ANN);

        scene.ann().types("/appdb access list app prod").awaitAck();
        Message list = scene.awaitMessage("Temporary access to app-prod: 1 user", "jo as app until");
        assertThat(list.shown()).contains("granted by " + BotScene.ANN);
        press(scene.ann(), list, "Revoke jo").awaitAck();
        scene.awaitMessage("jo has no temporary access to app-prod", "revoked the access of jo");
        assertThat(value(ROLES)).isEqualTo("0");
        assertThat(scene.remembered("SELECT string_agg(action || ':' || reason, '; ' ORDER BY id) FROM"
                        + " appdb_bot.audit_log WHERE command LIKE 'access%'"))
                .contains("access grant:rule \"prod needs another one\" asks for 1 approval")
                .contains("run ended:access grant: done, granted jo as app until ")
                .contains("access revoke:rule \"developers\" allows it")
                .contains("run ended:access revoke: done, revoked the access of jo");
    }

    private String value(String sql) throws Exception {
        try (Connection master = scene.connect("app", "prod", "postgres")) {
            return BotScene.value(master, sql);
        }
    }
}
