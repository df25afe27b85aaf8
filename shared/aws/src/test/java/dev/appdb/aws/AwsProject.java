package dev.appdb.aws;

import dev.appdb.aws.account.AwsClients;
import dev.appdb.aws.account.AwsSettings;
import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.fake.SampleJar;
import dev.appdb.engine.Progress;
import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.failure.Sleeper;
import dev.appdb.project.BackendSettings;
import dev.appdb.project.Project;
import dev.appdb.request.AppName;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.BackendModule;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ExtensionName;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.Region;
import dev.appdb.request.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A project in the reference's layout with a fake account; it records the progress of the work there. */
public final class AwsProject implements Progress {
    public static final String STACK = "appdb-app-dev";
    static final String BUCKET = "demo-123456789012-us-east-1-tf";

    private final Path directory;
    private final FakeAws aws;
    private final List<String> events = new ArrayList<>();
    private AuroraSettings aurora = AuroraSettings.DEFAULT;
    private PostgresVersion version = PostgresVersion.DEFAULT;
    private final TreeMap<ExtensionName, Boolean> extensions = new TreeMap<>();
    private DatabaseNames names = DatabaseNames.DEFAULT;
    private String topic = "";
    private boolean deleteBackups;
    private boolean hasJar = true;

    public AwsProject(Path directory, FakeAws aws) throws IOException {
        this.directory = directory;
        this.aws = aws;
        with("infra/project-config/main.tf", """
                locals {
                  project_name        = "demo"
                  owner               = "platform-team"
                  code_repository_url = "https://git.example.com/demo"
                  default_region      = "us-east-1"
                }
                """);
        with("infra/app/app-config/dev.tf", """
                module "dev_config" {
                  source       = "./env-config"
                  network_name = "dev"
                }
                """);
        with("infra/accounts/dev.123456789012.s3.tfbackend", """
                bucket = "%s"
                region = "us-east-1"
                """.formatted(BUCKET));
        jar("role manager");
    }

    AwsProject with(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text);
        return this;
    }

    AwsProject jar(String content) throws IOException {
        SampleJar.write(directory.resolve("role-manager.jar"), content);
        return this;
    }

    /** An installation that has no jar. */
    AwsProject withoutJar() {
        hasJar = false;
        return this;
    }

    AwsProject aurora(AuroraSettings settings) {
        aurora = settings;
        return this;
    }

    AwsProject version(int major) {
        version = new PostgresVersion(major);
        return this;
    }

    AwsProject database(String name) {
        names = new DatabaseNames(name, "app", "app", "migrator");
        return this;
    }

    AwsProject extension(String name) {
        extensions.put(new ExtensionName(name), true);
        return this;
    }

    AwsProject extensionOff(String name) {
        extensions.put(new ExtensionName(name), false);
        return this;
    }

    AwsProject extensionUndeclared(String name) {
        extensions.remove(new ExtensionName(name));
        return this;
    }

    AwsProject alarmTopic(String arn) {
        topic = arn;
        return this;
    }

    AwsProject deletingBackups() {
        deleteBackups = true;
        return this;
    }

    AwsTarget target() {
        return target(FakeAws.NO_WAITING.sleeper());
    }

    /** @param sleeper waits between polls */
    public AwsTarget target(Sleeper sleeper) {
        AwsSettings settings = AwsSettings.of(
                BackendSettings.NONE,
                Optional.empty(),
                Optional.of(topic).filter(arn -> !arn.isEmpty()),
                Optional.of(directory.resolve("role-manager.jar")).filter(any -> hasJar));
        return new AwsTarget(
                Project.at(directory),
                deleteBackups ? settings.deletingBackups() : settings,
                region -> new AwsClients(region, aws.environment(), FakeAws.NO_WAITING),
                Clock.systemUTC(),
                sleeper);
    }

    public DatabaseRequest request() {
        return request("app", "dev");
    }

    /** The same of another application, whose network is found as that of app is. */
    DatabaseRequest request(String app, String environment) {
        return new DatabaseRequest(
                new AppName(app),
                new EnvironmentName(environment),
                Target.AWS,
                version,
                aurora,
                names,
                BackendModule.SERVICE,
                Optional.of(new Region("us-east-1")),
                Optional.empty(),
                extensions);
    }

    @Override
    public void resource(String type, String name, ResourceState state, String detail) {
        events.add(type + " " + name + " " + state + (detail.isEmpty() ? "" : ": " + detail));
    }

    @Override
    public void note(Level level, String text) {
        events.add(level + ": " + text);
    }

    /** The reported progress, in order. */
    List<String> events() {
        return events;
    }
}
