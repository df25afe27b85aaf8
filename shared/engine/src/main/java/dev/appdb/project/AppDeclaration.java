package dev.appdb.project;

import dev.appdb.failure.FailureException;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.setting.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The declarations of an app's Terraform files about one environment: of its {@code database_config}, of the module call
 * that configures the environment, and of the locals beside both, in the layouts that the template has had.
 */
public final class AppDeclaration {
    private static final String PREFIX = "database_";
    private static final String DATABASE_CONFIG = "database_config";
    private static final String HAS_DATABASE = "has_database";
    private static final List<String> CLUSTER_NAMES =
            List.of("cluster_name", "database_cluster_name", "shared_database_cluster_name");

    private final HclSources sources;
    private final AppName app;
    private final EnvironmentName environment;
    private final HclScope appConfig;
    private final HclScope envConfig;
    private final Optional<ModuleCall> call;

    private AppDeclaration(
            HclSources sources,
            AppName app,
            EnvironmentName environment,
            HclScope appConfig,
            HclScope envConfig,
            Optional<ModuleCall> call) {
        this.sources = sources;
        this.app = app;
        this.environment = environment;
        this.appConfig = appConfig;
        this.envConfig = envConfig;
        this.call = call;
    }

    /** @throws FailureException if a file of the app's configuration that names the environment can't be read or parsed */
    static AppDeclaration of(HclSources sources, AppName app, EnvironmentName environment) throws FailureException {
        Path folder = ProjectConfig.appConfig(sources, app);
        Map<String, String> known = Map.of(
                "environment", environment.value(), "environment_name", environment.value(), "app_name", app.value());
        HclScope appConfig = new HclScope(sources, folder, known, Map.of());
        Optional<ModuleCall> call = Optional.empty();
        for (ModuleCall each : ModuleCall.in(sources.in(folder, "module"), appConfig)) {
            call = call.isEmpty() && each.isOf(environment) ? Optional.of(each) : call;
        }
        Optional<Path> called = call.isPresent() ? call.get().folder() : Optional.empty();
        HclScope envConfig = new HclScope(
                sources,
                called.orElse(folder.resolve("env-config")),
                known,
                call.map(ModuleCall::arguments).orElse(Map.of()));
        return new AppDeclaration(sources, app, environment, appConfig, envConfig, call);
    }

    /** Returns true if a module call configures the environment. */
    public boolean isConfigured() {
        return call.isPresent();
    }

    /**
     * A declaration about the database, by its name in the template's module call; {@code database_config} may have it
     * with or without the prefix {@code database_}.
     *
     * @throws FailureException if a file that has the name can't be read or parsed
     */
    public Optional<Declared> value(String name) throws FailureException {
        try {
            Optional<Resolved> found = find(name).filter(resolved -> !resolved.isNull());
            return found.isPresent()
                    ? Optional.of(
                            Declared.of(name, found.get().strings(), found.get().place()))
                    : Optional.empty();
        } catch (UnresolvedException e) {
            return Optional.of(Declared.unresolved(name, e.place(), e.why()));
        }
    }

    /** Returns true if a setting is declared, and not as its default: then the default is a deviation. */
    boolean contradictsDefault(Setting<?> setting) {
        try {
            return setting.isDeclared()
                    && value(setting.declaredName())
                            .filter(declared -> !isDefault(setting, declared))
                            .isPresent();
        } catch (FailureException e) {
            return false; // a file that can't be read declares nothing
        }
    }

    private static <T> boolean isDefault(Setting<T> setting, Declared declared) {
        try {
            return declared.text()
                    .flatMap(setting::ofDeclared)
                    .map(setting.type()::print)
                    .equals(setting.byDefault().map(setting.type()::print));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The resolved declaration of a name, wherever the template's layouts have it. */
    Optional<Resolved> find(String name) throws UnresolvedException, FailureException {
        String bare = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        Optional<Resolved> config = databaseConfig(name);
        for (String key : List.of(PREFIX + bare, bare)) {
            Optional<Resolved> entry = config.isPresent() ? config.get().entry(key) : Optional.empty();
            if (entry.isPresent()) {
                return entry;
            }
        }
        List<String> names = name.equals(PREFIX + bare) ? List.of(name) : List.of(name, PREFIX + name);
        for (String each : names) {
            Optional<Resolved> found = first(
                    List.of(() -> envConfig.variable(each), () -> envConfig.local(each), () -> appConfig.local(each)));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The map of the extensions; a local or an object of any name that has them is read, as older projects have it. */
    Optional<Resolved> extensions() throws UnresolvedException, FailureException {
        for (HclScope scope : List.of(envConfig, appConfig)) {
            Optional<HclScope.Located> located = scope.named(ExtensionDeclaration.NAME);
            if (located.isPresent()) {
                return Optional.of(located.get().resolve());
            }
        }
        return find(ExtensionDeclaration.NAME);
    }

    private interface LookUp {
        Optional<Resolved> find() throws UnresolvedException, FailureException;
    }

    private static Optional<Resolved> first(List<LookUp> lookUps) throws UnresolvedException, FailureException {
        for (LookUp lookUp : lookUps) {
            Optional<Resolved> found = lookUp.find();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The object, if there is one. One that can't be resolved is a problem only if the name stands beside it somewhere. */
    private Optional<Resolved> databaseConfig(String name) throws UnresolvedException, FailureException {
        for (HclScope scope : List.of(envConfig, appConfig)) {
            for (String[] path : List.of(
                    new String[] {"locals", DATABASE_CONFIG}, new String[] {"output", DATABASE_CONFIG, "value"})) {
                Optional<HclScope.Located> config = scope.attribute(DATABASE_CONFIG, path);
                if (config.isEmpty()) {
                    continue;
                }
                Optional<Resolved> resolved = resolved(config.get(), scope, name);
                if (resolved.filter(found -> found.expression() instanceof HclExpression.Entries)
                        .isPresent()) {
                    return resolved;
                }
            }
        }
        return older();
    }

    private static Optional<Resolved> resolved(HclScope.Located config, HclScope scope, String name)
            throws UnresolvedException, FailureException {
        try {
            return Optional.of(config.resolve());
        } catch (UnresolvedException e) {
            if (scope.mentions(name)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Older projects have a literal object in the root module of the database or of the app. */
    private Optional<Resolved> older() throws FailureException {
        Path folder = AppFolders.folder(sources.files(), app);
        Map<String, String> known = Map.of("environment_name", environment.value(), "app_name", app.value());
        for (Path root : List.of(folder.resolve("database"), folder)) {
            HclScope scope = new HclScope(sources, root, known, Map.of());
            Optional<HclScope.Located> config = scope.attribute(DATABASE_CONFIG, "locals", DATABASE_CONFIG);
            try {
                if (config.isPresent() && config.get().resolve().expression() instanceof HclExpression.Entries) {
                    return Optional.of(config.get().resolve());
                }
            } catch (UnresolvedException e) {
                continue;
            }
        }
        return Optional.empty();
    }

    /** The place that says {@code has_database = false}, if one does. What can't be resolved is no such place. */
    public Optional<Place> withoutDatabase() throws FailureException {
        HclScope.Located argument = call.map(ModuleCall::arguments)
                .map(arguments -> arguments.get(HAS_DATABASE))
                .orElse(null);
        try {
            if (argument != null) {
                return Optional.of(argument.resolve())
                        .filter(value -> value.is(false))
                        .map(Resolved::place);
            }
        } catch (UnresolvedException e) {
            return withoutDatabase(appConfig);
        }
        return withoutDatabase(appConfig);
    }

    /**
     * The cluster of the environment's database, if it is declared under another name than the app's own: {@code
     * <app>-<environment>}.
     */
    Optional<Declared> otherCluster() throws FailureException {
        for (String name : CLUSTER_NAMES) {
            Optional<Declared> cluster = value(name)
                    .filter(declared -> declared.text()
                            .filter(text -> !text.equals(app + "-" + environment))
                            .isPresent());
            if (cluster.isPresent()) {
                return cluster;
            }
        }
        return Optional.empty();
    }

    /** The same for all environments of an app. */
    static Optional<Place> withoutDatabase(HclSources sources, AppName app) throws FailureException {
        return withoutDatabase(HclScope.of(sources, ProjectConfig.appConfig(sources, app)));
    }

    private static Optional<Place> withoutDatabase(HclScope appConfig) throws FailureException {
        try {
            Optional<Resolved> local = appConfig.local(HAS_DATABASE);
            Optional<HclScope.Located> top = appConfig.attribute(HAS_DATABASE, HAS_DATABASE);
            return (local.isEmpty() && top.isPresent() ? Optional.of(top.get().resolve()) : local)
                    .filter(value -> value.is(false))
                    .map(Resolved::place);
        } catch (UnresolvedException e) {
            return Optional.empty();
        }
    }

    /**
     * The name of the network that the environment is in.
     *
     * @throws FailureException if only Terraform can tell it
     */
    public Optional<Sourced<String>> network() throws FailureException {
        return string(
                "network_name",
                "--network",
                List.of(
                        () -> envConfig.variable("network_name"),
                        () -> envConfig.local("network_name"),
                        () -> appConfig.local("network_name")));
    }

    /**
     * The name of the AWS account that the environment belongs to, as the app's configuration says it.
     *
     * @throws FailureException if only Terraform can tell it
     */
    public Optional<Sourced<String>> account() throws FailureException {
        return string(
                "account_name",
                "--account",
                List.of(
                        this::accountByEnvironment,
                        () -> envConfig.variable("account_name"),
                        () -> envConfig.local("account_name"),
                        this::accountOfNetwork));
    }

    private Optional<Resolved> accountByEnvironment() throws UnresolvedException, FailureException {
        Optional<Resolved> accounts = appConfig.local("account_names_by_environment");
        return accounts.isPresent() ? accounts.get().entry(environment.value()) : Optional.empty();
    }

    private Optional<Resolved> accountOfNetwork() throws UnresolvedException, FailureException {
        Optional<Sourced<String>> network = network();
        Optional<Resolved> networks = HclScope.of(sources, ProjectConfig.FOLDER).local("network_configs");
        Optional<Resolved> config = network.isPresent() && networks.isPresent()
                ? networks.get().entry(network.get().value())
                : Optional.empty();
        return config.isPresent() ? config.get().entry("account_name") : Optional.empty();
    }

    private static Optional<Sourced<String>> string(String name, String flag, List<LookUp> lookUps)
            throws FailureException {
        try {
            return first(lookUps).flatMap(Resolved::sourced);
        } catch (UnresolvedException e) {
            throw e.failure(name, "Give it with {" + flag + "}, or write it there as a string in quotes.");
        }
    }
}
