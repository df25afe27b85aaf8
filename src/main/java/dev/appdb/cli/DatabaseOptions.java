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
            description = "Where the database lives: local or server. Remembered once set up.")
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
            description = "The PostgreSQL major, 14 to 18. Default: 16.")
    @Nullable
    String postgresVersion;

    @Option(names = "--region", paramLabel = "REGION", description = "The AWS Region, such as us-east-1.")
    @Nullable
    String region;

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
