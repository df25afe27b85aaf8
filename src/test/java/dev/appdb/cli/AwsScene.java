package dev.appdb.cli;

import dev.appdb.aws.account.AwsSettings;
import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.FunctionCode;
import dev.appdb.aws.fake.SampleJar;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.embedded.TestServer;
import dev.appdb.roles.lambda.FunctionOnLoopback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A project as the template leaves it, and an account on loopback for it. */
final class AwsScene implements AutoCloseable {
    static final String BUCKET = "demo-123456789012-us-east-1-tf";
    static final String STACK = "appdb-app-dev";

    /** The number of ticks per request: enough that a setup takes few requests. */
    private static final int TICKS_PER_LOOK = 40;

    final Path project;
    final FakeAws aws;

    private AwsScene(Path project, FakeAws aws) {
        this.project = project;
        this.aws = aws;
    }

    static AwsScene in(Path project) throws IOException {
        FakeAws aws = FakeAws.start();
        aws.stacks().ticksPerLook(TICKS_PER_LOOK);
        AwsScene scene = new AwsScene(project, aws);
        scene.with("infra/project-config/main.tf", """
            locals {
              project_name   = "demo"
              default_region = "us-east-1"
            }
            """);
        scene.with("infra/app/app-config/dev.tf", "module \"dev_config\" {\n  network_name = \"dev\"\n}\n");
        scene.with(
                "infra/accounts/dev.123456789012.s3.tfbackend",
                "bucket = \"" + BUCKET + "\"\nregion = \"us-east-1\"\n");
        return scene;
    }

    AwsScene with(String file, String text) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text);
        return this;
    }

    /** Has every installation of this process take a small file for the role manager's jar. */
    static void jar(Path folder) throws IOException {
        Path jar = SampleJar.write(folder.resolve("role-manager.jar"), "role manager");
        System.setProperty(AwsSettings.JAR_PROPERTY, jar.toString());
    }

    static void withoutJar() {
        System.clearProperty(AwsSettings.JAR_PROPERTY);
    }

    /** Has the functions of the account run the real handler, beside a real server over TLS. */
    AwsScene withRoleManagerOn(TestServer server) throws Exception {
        FunctionOnLoopback function = FunctionOnLoopback.beside(server, aws.environment());
        aws.lambda().runs(invocation -> {
            // What RDS does when it makes a cluster whose password it keeps.
            String secret = invocation.environment().getOrDefault("DB_PASSWORD_SECRET_ARN", "");
            aws.account().secret(secret, function.masterSecret());
            FunctionOnLoopback.Answer answer = function.call(
                    invocation.payload(), invocation.environment(), Duration.ofSeconds(invocation.timeoutSeconds()));
            return answer.isError()
                    ? FunctionCode.Result.failed("FunctionFailure", answer.payload(), answer.log())
                    : FunctionCode.Result.of(answer.payload(), answer.log());
        });
        return this;
    }

    /** Somebody who works there by script. */
    Developer developer() {
        return new Developer(project, ScriptedGuide.none(), aws.environment());
    }

    @Override
    public void close() {
        aws.close();
    }
}
