package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that was adopted in a shell, in Slack: the bot knows it by the file in its checkout. */
@Timeout(900)
class BotAdoptedTest {
    @TempDir
    Path folder;

    @TempDir
    Path checkout;

    private AwsScene account;
    private BotScene scene;

    @BeforeEach
    void adopt() throws Exception {
        account = AwsScene.in(checkout);
        AwsScene.jar(checkout);
        account.aws.lambda().runs(new RoleManagerStandIn());
        SomebodysDatabase.cluster(account.aws.account(), "app-dev");
        Invocation adopt =
                account.developer().runs("adopt --role-manager --yes --allow-ingress --app-name app --environment dev");
        assertThat(adopt.exitCode()).as(adopt.err()).isZero();
        Invocation update = account.developer().runs("roles update --yes --app-name app --environment dev");
        assertThat(update.exitCode()).as(update.err()).isZero();

        Map<String, String> variables = new TreeMap<>(account.aws.environment());
        variables.put("APPDB_BOT_PROJECT", checkout.toString());
        scene = BotScene.in(folder).with(variables);
        Files.writeString(
                folder.resolve("policy.yaml"), BotScene.POLICY.replace("targets: [local]", "targets: [local, aws]"));
        scene.replica(Optional.empty());
    }

    @AfterEach
    void stop() throws Exception {
        scene.close();
        AwsScene.withoutJar();
        account.close();
    }

    @Test
    void itsRolesAreCheckedAndItsStateIsShownThere() {
        scene.ann().types("/appdb roles check app dev").awaitAck();
        scene.awaitMessage("Roles check of app-dev: all as configured");

        scene.ann().types("/appdb status app dev").awaitAck();
        scene.awaitMessage("app-dev, which another tool made", "appdb-RoleManager-app-dev was created");
        assertThat(account.aws.calls().of("ModifyDBCluster")).isEmpty();
    }
}
