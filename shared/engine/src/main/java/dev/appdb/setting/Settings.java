package dev.appdb.setting;

import static dev.appdb.setting.RememberedField.Presence.ALWAYS;
import static dev.appdb.setting.RememberedField.Presence.REQUIRED;
import static dev.appdb.setting.RememberedField.Presence.UNLESS_DEFAULT;

import dev.appdb.failure.Subcommand;
import dev.appdb.request.AccountId;
import dev.appdb.request.AccountName;
import dev.appdb.request.AppName;
import dev.appdb.request.BackendModule;
import dev.appdb.request.BucketName;
import dev.appdb.request.ConnectingRoles;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.Region;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.Target;
import dev.appdb.roles.Expectations;
import dev.appdb.setting.RememberedField.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of settings, in the order in which they are asked and shown. */
public final class Settings {
    private static final List<Setting<?>> ROWS = new ArrayList<>();

    public static final Setting<AppName> APP_NAME = row("app-name", SettingType.of("APP", AppName::new))
            .says("App name", "Name of the application: its folder under infra/")
            .variable("APPDB_APP_NAME")
            .shortFlag("-a")
            .defaultText("the only one there is")
            .asked()
            .inRequest(request -> Optional.of(request.app()));

    public static final Setting<EnvironmentName> ENVIRONMENT = row(
                    "environment", SettingType.of("ENV", EnvironmentName::new))
            .says("Environment", "Environment that the database is for, such as dev, staging or prod")
            .variable("APPDB_ENVIRONMENT")
            .shortFlag("-e")
            .defaultText("the only one there is")
            .asked()
            .inRequest(request -> Optional.of(request.environment()));

    public static final Setting<Target> TARGET = row("target", SettingType.of("TARGET", Target::of))
            .says("Target", "Where the database lives: " + Target.names())
            .variable("APPDB_TARGET")
            .shortFlag("-t")
            .defaultText("where it was set up")
            .asked()
            .remembered("target", Json.TEXT, REQUIRED)
            .inRequest(request -> Optional.of(request.target()));

    public static final Setting<ServerUrl> SERVER_URL = row("server-url", SettingType.of("URL", ServerUrl::new))
            .says("Server URL", "URL of the server, without a password: postgresql://postgres@host:5432/app")
            .with(Target.SERVER)
            .asked()
            .on(Commands.AT_A_SERVER)
            .remembered("server_url", Json.TEXT, ALWAYS)
            .inRequest(DatabaseRequest::serverUrl);

    public static final Setting<Region> REGION = row("region", SettingType.of("REGION", Region::new))
            .says(
                    "Region",
                    "AWS Region, such as us-east-1. Without it: default_region in infra/project-config/main.tf, the"
                            + " environment's or account's backend file, AWS_REGION, or your AWS profile")
            .askedFor(Target.AWS)
            .on(Commands.except(Subcommand.STOP))
            .remembered("region", Json.TEXT, ALWAYS)
            .inRequest(DatabaseRequest::region);

    public static final Setting<PostgresVersion> POSTGRES_VERSION = row(
                    "postgres-version",
                    SettingType.of("MAJOR", PostgresVersion::of)
                            .in(PostgresVersion.OLDEST + " to " + PostgresVersion.NEWEST))
            .says("PostgreSQL version", "Major version of PostgreSQL")
            .byDefault(PostgresVersion.DEFAULT)
            .declared("database_engine_version", DeclaredValues::major)
            .with(Target.LOCAL, Target.AWS)
            .asked()
            .on(Commands.and(Commands.DEPLOYING, Subcommand.DOCTOR))
            .remembered("postgres", Json.NUMBER, ALWAYS)
            .inRequest(request -> Optional.of(request.version()));

    static {
        ROWS.addAll(DeploymentSettings.ROWS);
    }

    public static final Setting<String> DATABASE = row(
                    "database",
                    SettingType.of("NAME", name -> new DatabaseNames(name, "app", "app", "migrator").database()))
            .says("Database", "Name of the database")
            .byDefault(DatabaseNames.DEFAULT.database())
            .declared("database_name")
            .on(Commands.NAMING_DATABASE)
            .remembered("names.database", Json.TEXT, UNLESS_DEFAULT)
            .inRequest(request -> Optional.of(request.names().database()));

    public static final Setting<List<String>> SCHEMA = row(
                    "schema",
                    SettingType.names(
                            "NAME",
                            names -> DatabaseNames.DEFAULT.withSchemas(names).schemas()))
            .says(
                    "Schema",
                    "Name of the schema. Repeat it for more schemas, in the order of the search_path; those of"
                            + " additional_schema_names in the project's database_config are added")
            .byDefault(DatabaseNames.DEFAULT.schemas())
            .declared("schema_name")
            .on(Commands.USING_ROLES)
            .remembered("names.schema", Json.TEXT, UNLESS_DEFAULT)
            .inRequest(request -> Optional.of(request.names().schemas()));

    public static final Setting<String> APP_USER = row("app-user", SettingType.of("NAME", SettingType::appUser))
            .says("App user", "User of the service")
            .byDefault(DatabaseNames.DEFAULT.appUser())
            .declared("app_username")
            .on(Commands.USING_ROLES)
            .remembered("names.app_user", Json.TEXT, UNLESS_DEFAULT)
            .inRequest(request -> Optional.of(request.names().appUser()));

    public static final Setting<String> MIGRATOR_USER = row(
                    "migrator-user", SettingType.of("NAME", SettingType::migratorUser))
            .says("Migrator user", "User of the migrations")
            .byDefault(DatabaseNames.DEFAULT.migratorUser())
            .declared("migrator_username")
            .on(Commands.USING_ROLES)
            .remembered("names.migrator_user", Json.TEXT, UNLESS_DEFAULT)
            .inRequest(request -> Optional.of(request.names().migratorUser()));

    public static final Setting<List<String>> READER = row(
                    "reader",
                    SettingType.names(
                            "NAME",
                            names -> List.copyOf(
                                    DatabaseNames.DEFAULT.withReaders(names).readers())))
            .says("Read-only users", "User that reads every table and does nothing else. Repeat it for more")
            .byDefault(List.of())
            .defaultText("none")
            .on(Commands.USING_ROLES)
            .remembered("names.readers", Json.TEXT, UNLESS_DEFAULT)
            .inRequest(request -> Optional.of(List.copyOf(request.names().readers())));

    public static final Setting<ConnectingRoles> KEEP_CONNECT = row(
                    "keep-connect", SettingType.of("ROLE,…", ConnectingRoles::of))
            .says("Roles that connect", "Other roles that are meant to connect to the database, separated by commas")
            .byDefault(ConnectingRoles.NONE)
            .defaultText("none")
            .on(Commands.USING_ROLES)
            .remembered("keep_connect", Json.TEXT, UNLESS_DEFAULT)
            .inRequest(request -> Optional.of(request.keepConnect()));

    public static final Setting<Expectations> EXPECT = row("expect", ExpectationsText.TYPE)
            .says("Expected", "Roles that are not the application's and what they may do, and schemas of others")
            .onlyRemembered("expect", Json.LIST, Expectations.NONE)
            .inRequest(request -> Optional.of(request.expected()));

    public static final Setting<String> MONITOR_USER = row(
                    "monitor-user",
                    SettingType.of("NAME", name -> ConnectingRoles.of(name).toString()))
            .says(
                    "Monitoring user",
                    "User that makes the check in place of the master. It needs CONNECT and no other right; its"
                            + " password is taken from PGPASSWORD or ~/.pgpass")
            .defaultText("the user of the server's URL")
            .with(Target.SERVER)
            .notNeededOn(
                    Target.AWS,
                    "the role manager function makes the check and logs in as the master itself; whoever runs the check"
                            + " needs lambda:InvokeFunction and no user of the database")
            .on(Commands.of(Subcommand.ROLES_CHECK))
            // The bot checks with the login that those who run it gave it.
            .notInSlack();

    public static final Setting<Path> PASSWORD_FILE = row("password-file", SettingType.file("FILE"))
            .says(
                    "Password file",
                    "Password file of libpq with the passwords of the app's and the migrator's user, for a server that"
                            + " has no rds_iam")
            .defaultText("generated passwords")
            .with(Target.SERVER)
            .on(Commands.SETTING_PASSWORDS)
            // Files are on the machine of whoever types in a shell.
            .notInSlack();

    public static final Setting<BackendModule> MODULE = row("module", SettingType.of("MODULE", BackendModule::of))
            .says("Terraform module", "Terraform module that the backend file belongs to: service or database")
            .byDefault(BackendModule.SERVICE)
            .on(Commands.and(Commands.CONFIGURING, Subcommand.ADOPT))
            .remembered("module", Json.TEXT, UNLESS_DEFAULT)
            .inRequest(request -> Optional.of(request.module()));

    public static final Setting<BucketName> BUCKET = row("bucket", SettingType.of("BUCKET", BucketName::new))
            .says("State bucket", "S3 bucket of the Terraform state")
            .defaultText("the one in the environment's or account's backend file")
            .on(Commands.IN_THE_ACCOUNT);

    public static final Setting<AccountName> ACCOUNT = row("account", SettingType.of("NAME", AccountName::new))
            .says("Account", "AWS account under infra/accounts, where there are several")
            .on(Commands.IN_THE_ACCOUNT);

    public static final Setting<AccountId> ACCOUNT_ID = row("account-id", SettingType.of("ID", AccountId::new))
            .says("Account ID", "ID of the AWS account, 12 digits")
            .on(Commands.IN_THE_ACCOUNT);

    public static final Setting<ExtensionSwitches> EXTENSIONS = row(
                    "extension", SettingType.words("NAME=on|off|unset", ExtensionSwitches::of))
            .says(
                    "Extensions",
                    "Turn on or off extensions that only rds_superuser can create, as NAME=on or NAME=off;"
                            + " NAME=unset removes the declaration. Create the others in your migrations")
            .byDefault(ExtensionSwitches.NONE)
            .defaultText("as configured")
            .asked()
            .on(Commands.of(Subcommand.SETUP))
            .inRequest(request -> Optional.of(new ExtensionSwitches(request.extensions())));

    /** All of them. */
    public static final List<Setting<?>> ALL = List.copyOf(ROWS);

    /** Those that the project's files remember, in the order in which they are written. */
    public static final List<Setting<?>> REMEMBERED =
            ALL.stream().filter(setting -> setting.field().isPresent()).toList();

    private Settings() {}

    private static <T> Setting<T> row(String id, SettingType<T> type) {
        return row(ROWS, id, type);
    }

    /** The next row of a part of the table. */
    static <T> Setting<T> row(List<Setting<?>> rows, String id, SettingType<T> type) {
        Setting<T> row = new Setting<>(id, type);
        rows.add(row);
        return row;
    }

    /** The setting of an id; empty if there is none. */
    public static Optional<Setting<?>> of(String id) {
        return ALL.stream().filter(setting -> setting.id().equals(id)).findFirst();
    }

    /** Those that a command takes. */
    public static List<Setting<?>> on(Subcommand command) {
        return ALL.stream()
                .filter(setting -> setting.commands().contains(command))
                .toList();
    }
}
