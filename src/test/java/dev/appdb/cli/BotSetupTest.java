package dev.appdb.cli;

import static dev.appdb.cli.BotScene.press;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.demo.Call;
import dev.appdb.bot.demo.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database is set up from Slack by two people; PostgreSQL and git are asked what came of it. */
@Timeout(900)
class BotSetupTest {
    @TempDir
    Path folder;

    private BotScene scene;

    @BeforeEach
    void startABot() throws Exception {
        scene = BotScene.in(folder);
        scene.replica(Optional.empty());
    }

    @AfterEach
    void stop() throws Exception {
        scene.close();
    }

    @Test
    void itIsAskedForInTheModalApprovedByAnotherAndDone() throws Exception {
        setUp("/appdb setup app prod pg_trgm=on");
        Message plan = scene.awaitMessage("Plan for app-prod", "Waiting for approval: 0 of 1", "Approvers: ");

        press(scene.ann(), plan, "Approve").awaitAck();
        scene.awaitWord(BotScene.ANN, "Your review does not count", "your own request");
        assertThat(scene.posts(BotScene.CHANNEL)).hasSize(1);
        assertThat(folder.resolve("data/local/app/prod")).doesNotExist();

        press(scene.ben(), plan, "Approve").awaitAck();
        Message done = scene.awaitMessage("setup of app-prod: done");
        assertThat(done.ts()).as("it is one message, updated in place").isEqualTo(plan.ts());
        scene.awaitMessage("Roles check of app-prod: all as configured");
        assertThat(scene.thread(done)).anyMatch(BotScene.showing("Roles check of app-prod: all as configured"));
        assertIsInPostgreSql();

        Path checkout = checkout();
        apply(checkout, "app-prod", 1);
        assertThat(Files.readString(checkout.resolve("infra/app/app-config/env-config/database.tf")))
                .contains("\"pg_trgm\" : true");
        pressForFiles(checkout);
    }

    /** A patch may be lost: the button gives the files, which are those that the patch makes. */
    private void pressForFiles(Path checkout) throws Exception {
        Message ended = scene.awaitMessage("setup of app-prod: done", "Files to commit");
        press(scene.ben(), ended, "Files to commit").awaitAck();

        String file = "infra/app/app-config/env-config/database.tf";
        Message answer = scene.awaitMessage("Project files of app", file);
        assertThat(answer.ts()).as("a message of its own").isNotEqualTo(ended.ts());
        String text = Files.readString(checkout.resolve(file));
        scene.slack()
                .awaitMessage(BotScene.CHANNEL, message -> scene.slack().files().containsValue(text));
    }

    @Test
    void laterSetUpsGivePatchesThatFitAndAChangedPlanNeedsAnotherApproval() throws Exception {
        Path checkout = checkout();
        scene.ann().types("/appdb setup app dev --target local hstore=on").awaitAck();
        press(scene.ann(), scene.awaitMessage("Plan for app-dev", "Apply this plan"), "Apply this plan");
        apply(checkout, "app-dev", 1);

        scene.ann().types("/appdb setup app prod --target local pg_trgm=on").awaitAck();
        Message first = scene.awaitMessage("Plan for app-prod", "Waiting for approval: 0 of 1");
        press(scene.ben(), first, "Approve");
        scene.awaitMessage("Roles check of app-prod: all as configured");
        apply(checkout, "app-prod", 1);
        Path database = checkout.resolve("infra/app/app-config/env-config/database.tf");
        assertThat(Files.readString(database)).contains("\"hstore\" : true", "\"pg_trgm\" : true");

        scene.ann().types("/appdb setup app prod --target local hstore=off").awaitAck();
        Message second = scene.slack()
                .awaitMessage(
                        BotScene.CHANNEL,
                        message -> !message.ts().equals(first.ts())
                                && BotScene.showing("Plan for app-prod", "Waiting for approval")
                                        .test(message));
        scene.stopServer("app", "prod");
        press(scene.ben(), second, "Approve").awaitAck();
        Message again = scene.slack()
                .awaitMessage(
                        BotScene.CHANNEL,
                        message -> message.ts().equals(second.ts())
                                && BotScene.showing(
                                                "it is stopped: start it",
                                                "The plan has changed since it was approved",
                                                "0 of 1")
                                        .test(message));
        assertThat(BotScene.action(again, "Approve").path("value"))
                .as("what is approved is another plan")
                .isNotEqualTo(BotScene.action(second, "Approve").path("value"));

        press(scene.ben(), second, "Approve").awaitAck();
        scene.awaitWord(BotScene.BEN, "the plan has changed; review the new one");
        press(scene.ben(), again, "Approve").awaitAck();
        apply(checkout, "app-prod", 2);
        assertThat(Files.readString(database)).contains("\"hstore\" : false", "\"pg_trgm\" : true");
        scene.slack()
                .awaitMessage(
                        BotScene.CHANNEL,
                        message -> message.ts().equals(second.ts())
                                && message.shown().contains("setup of app-prod: done"));
        try (Connection master = scene.connect("app", "prod", "postgres")) {
            assertThat(BotScene.value(
                            master,
                            "SELECT string_agg(extname, ' ') FROM pg_extension"
                                    + " WHERE extname IN ('hstore', 'pg_trgm')"))
                    .isEqualTo("pg_trgm");
        }
    }

    /** Types, picks where the database lives, and submits. */
    private void setUp(String line) {
        scene.ann().types(line).awaitAck();
        scene.ann().awaitModal("Set up a database");
        if (!scene.ann().modal().orElseThrow().toString().contains("\"postgres-version\"")) {
            scene.ann().sets("target", "local", Map.of()).awaitAck();
            scene.ann().awaitModal("\"postgres-version\"");
        }
        scene.ann().submits(Map.of()).awaitAck();
        assertThat(scene.ann().problems()).isEmpty();
        assertThat(scene.ann().modal()).isEmpty();
    }

    private void assertIsInPostgreSql() throws Exception {
        try (Connection master = scene.connect("app", "prod", "postgres")) {
            assertThat(BotScene.value(
                            master,
                            "SELECT string_agg(rolname, ' ' ORDER BY rolname) FROM pg_roles"
                                    + " WHERE rolname IN ('app', 'migrator') AND rolcanlogin AND NOT rolsuper"))
                    .isEqualTo("app migrator");
            assertThat(BotScene.value(
                            master,
                            "SELECT pg_get_userbyid(nspowner) || ' ' || nspacl::text FROM pg_namespace"
                                    + " WHERE nspname = 'app'"))
                    .isEqualTo("migrator {migrator=UC/migrator,app=U/migrator}");
            assertThat(BotScene.value(
                            master,
                            "SELECT string_agg(defaclobjtype::text || ' ' || defaclacl::text, ', ' ORDER BY"
                                    + " defaclobjtype) FROM pg_default_acl WHERE pg_get_userbyid(defaclrole) ="
                                    + " 'migrator'"))
                    .isEqualTo("S {app=rwU/migrator}, f {app=X/migrator}, r {app=arwdDxt/migrator}");
            assertThat(BotScene.value(master, "SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'"))
                    .isEqualTo("1");
        }
    }

    /** The patch that was posted for an environment for this time, counted from 1. */
    private String awaitPatch(String cluster, int time) {
        scene.slack().awaitMessage(BotScene.CHANNEL, message -> patches(cluster).size() >= time);
        return patches(cluster).get(time - 1);
    }

    private List<String> patches(String cluster) {
        List<String> patches = new ArrayList<>();
        for (Call call : scene.slack().calls("files.completeUploadExternal")) {
            if (call.parameters().toString().contains("Changed files of " + cluster)) {
                String files = call.parameters().getOrDefault("files", "");
                scene.slack().files().forEach((id, content) -> {
                    if (files.contains("\"" + id + "\"")) {
                        patches.add(content);
                    }
                });
            }
        }
        return patches;
    }

    private Path checkout() throws Exception {
        Path checkout = Files.createDirectory(folder.resolve("checkout"));
        git(checkout, "init", "--quiet");
        return checkout;
    }

    /** Does as the message says. */
    private void apply(Path checkout, String cluster, int time) throws Exception {
        String patch = awaitPatch(cluster, time);
        String name = "appdb-" + cluster + ".patch";
        scene.awaitMessage("Save the patch in your checkout and run ", "git apply -p0 " + name);
        Files.writeString(checkout.resolve(name), patch);
        git(checkout, "apply", "-p0", "--check", name);
        git(checkout, "apply", "-p0", name);
    }

    private static void git(Path checkout, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        Process git = new ProcessBuilder(command)
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .start();
        String log = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as("%s: %s", command, log).isZero();
    }
}
