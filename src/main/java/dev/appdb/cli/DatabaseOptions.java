package dev.appdb.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that name a database and say what it is meant to be; what they don't say is remembered or the default. */
final class DatabaseOptions {
    @Option(
            names = {"--app-name", "-a"},
            paramLabel = "APP",
            description = "The application: its folder under infra/. Not needed where there is just one.")
    @Nullable
    String appName;

    @Option(
            names = {"--environment", "-e"},
            paramLabel = "ENV",
            description = "The environment, such as dev. Not needed where there is just one.")
    @Nullable
    String environment;

    @Option(
            names = {"--target", "-t"},
            paramLabel = "TARGET",
            description = "Where the database lives: local, server or aws. Remembered once set up.")
    @Nullable
    String target;

    @Option(
            names = "--project",
            paramLabel = "DIR",
            description = "The project's folder, the one that has infra/. Default: the current folder.")
    @Nullable
    Path project;

    @Option(
            names = "--server-url",
            paramLabel = "URL",
            description = "With --target server: postgresql://user@host:port/database, without a password.")
    @Nullable
    String serverUrl;

    @Option(
            names = "--postgres-version",
            paramLabel = "MAJOR",
            description = "The major version of PostgreSQL, 14 to 18. Default: 16.")
    @Nullable
    String postgresVersion;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "With --target aws: the Region, such as us-east-1. Default: what the project says.")
    @Nullable
    String region;

    @Option(
            names = "--min-capacity",
            paramLabel = "ACU",
            description = "With --target aws: the minimum capacity, 0 to 256 ACU; 0 pauses when idle. Default: 0.5.")
    @Nullable
    String minCapacity;

    @Option(
            names = "--max-capacity",
            paramLabel = "ACU",
            description = "With --target aws: the maximum capacity, 1 to 256 ACU. Default: 1.")
    @Nullable
    String maxCapacity;

    @Option(
            names = "--readers",
            paramLabel = "COUNT",
            description = "With --target aws: instances beside the writer, 0 to 15. Default: 0.")
    @Nullable
    String readers;

    @Option(
            names = "--auto-pause",
            paramLabel = "SECONDS",
            description = "With a minimum of 0 ACU: pause after this long without a connection, 300 to 86400."
                    + " Default: 300.")
    @Nullable
    String autoPause;

    @Option(
            names = "--temporary",
            negatable = true,
            description =
                    "With --target aws: short-lived, for example for tests: no deletion protection, no final snapshot.")
    @Nullable
    Boolean temporary;

    @Option(
            names = "--reserved-concurrency",
            paramLabel = "COUNT",
            description = "With --target aws: how many invocations of the role manager run at once at most; none for no"
                    + " limit. Default: none.")
    @Nullable
    String reservedConcurrency;

    @Option(
            names = "--permissions-boundary",
            paramLabel = "ARN",
            description =
                    "With --target aws: the IAM policy that bounds the roles it makes; none for none. Default: none.")
    @Nullable
    String permissionsBoundary;

    @Option(
            names = "--role-arn",
            paramLabel = "ARN",
            description = "With --target aws: the role that CloudFormation works with. Default: your own rights.")
    @Nullable
    String roleArn;

    @Option(
            names = "--alarm-topic",
            paramLabel = "ARN",
            description = "With --target aws: the SNS topic that alarms go to; none for none. Default: as deployed.")
    @Nullable
    String alarmTopic;

    @Option(names = "--database", paramLabel = "NAME", description = "The database's name. Default: app.")
    @Nullable
    String database;

    @Option(names = "--schema", paramLabel = "NAME", description = "The schema's name. Default: app.")
    @Nullable
    String schema;

    @Option(names = "--app-user", paramLabel = "NAME", description = "The service's user. Default: app.")
    @Nullable
    String appUser;

    @Option(names = "--migrator-user", paramLabel = "NAME", description = "The migrations' user. Default: migrator.")
    @Nullable
    String migratorUser;
}
