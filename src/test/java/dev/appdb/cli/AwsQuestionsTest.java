package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.Invocation.Developer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The questions of a setup on AWS, where the account is looked at once the Region is answered. */
class AwsQuestionsTest {
    private static final String SETUP = "setup --app-name app --environment dev";
    private static final Map<String, String> AWS = Map.of("target", "aws");

    @TempDir
    Path folder;

    private AwsScene scene;

    @BeforeEach
    void start() throws Exception {
        scene = AwsScene.in(folder);
        AwsScene.jar(folder);
    }

    @AfterEach
    void stop() {
        AwsScene.withoutJar();
        scene.close();
    }

    @Test
    void aProjectThatLeadsToABucketIsAskedForNone() {
        ScriptedGuide person = ScriptedGuide.answering(AWS, "no");

        developer(person).runs(SETUP);

        assertThat(person.asked)
                .startsWith("target", "region", "postgres-version")
                .doesNotContain("account", "bucket")
                .anyMatch(question -> question.startsWith("Write "));
    }

    @Test
    void withoutOneItIsTheNextQuestion() throws Exception {
        Files.delete(folder.resolve("infra/accounts/dev.123456789012.s3.tfbackend"));
        ScriptedGuide person = ScriptedGuide.answering(Map.of("target", "aws", "bucket", AwsScene.BUCKET), "yes", "no");

        Invocation setup = developer(person).runs(SETUP);

        assertThat(person.asked).startsWith("target", "region", "bucket", "postgres-version");
        assertThat(setup.err()).contains("--bucket " + AwsScene.BUCKET);
    }

    @Test
    void ofSeveralAccountsOneIsChosen() throws Exception {
        scene.with("infra/accounts/other.210987654321.s3.tfbackend", "bucket = \"other-tf\"\nregion = \"us-east-1\"\n");
        ScriptedGuide person = ScriptedGuide.answering(Map.of("target", "aws", "account", "dev"), "yes", "no");

        Invocation setup = developer(person).runs(SETUP);

        assertThat(person.asked).startsWith("target", "region", "account", "postgres-version");
        assertThat(setup.err()).contains("--account dev");
    }

    @Test
    void aBucketOfAnotherAccountIsRefusedAtOnce() throws Exception {
        Files.delete(folder.resolve("infra/accounts/dev.123456789012.s3.tfbackend"));
        ScriptedGuide person = ScriptedGuide.answering(Map.of("target", "aws", "bucket", "no-such-bucket-tf"));

        Invocation setup = developer(person).runs(SETUP);

        assertThat(person.asked).containsExactly("target", "region", "bucket");
        assertThat(setup.err()).contains("bucket no-such-bucket-tf does not exist");
    }

    @Test
    void withoutCredentialsOrNetworkNothingElseIsAsked() throws Exception {
        Map<String, String> environment = new HashMap<>(scene.aws.environment());
        environment.keySet().removeIf(name -> name.startsWith("AWS_ACCESS_KEY") || name.startsWith("AWS_SECRET"));
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_CONFIG_FILE", folder.resolve("none").toString());
        environment.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("none").toString());
        ScriptedGuide stranger = ScriptedGuide.answering(AWS);

        Invocation setup = new Developer(folder, stranger, environment).runs(SETUP);

        assertThat(stranger.asked).containsExactly("target", "region");
        assertThat(setup.exitCode()).isEqualTo(1);
        assertThat(setup.err()).contains("could not begin the setup of app-dev: ", "credentials");

        scene.with("infra/app/app-config/dev.tf", "module \"dev_config\" {\n  network_name = \"nowhere\"\n}\n");
        ScriptedGuide person = ScriptedGuide.answering(AWS, "no");

        Invocation lost = developer(person).runs(SETUP);

        assertThat(lost.err()).contains("nowhere");
        assertThat(person.asked).doesNotContain("postgres-version");
    }

    private Developer developer(ScriptedGuide person) {
        return new Developer(folder, person, scene.aws.environment());
    }
}
