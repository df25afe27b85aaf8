package dev.appdb.project;

import dev.appdb.failure.FailureException;
import dev.appdb.request.AppName;
import dev.appdb.request.BackendModule;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.Region;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The project's declarations about the Terraform state of one environment.
 *
 * @param file the environment's backend file, relative to the project
 * @param existingText its text, if it exists
 * @param existing what it says, if it exists and can be parsed
 * @param accounts the accounts that were set up
 * @param environmentAccount the name of the account that the environment belongs to, where the project says so
 * @param projectName {@code project_name} of the project's configuration
 * @param defaultRegion {@code default_region} of the project's configuration
 * @param rememberedRegion the region that appdb remembers for the environment
 */
record BackendFacts(
        Path file,
        Optional<String> existingText,
        Optional<BackendFile> existing,
        List<AccountBackend> accounts,
        Optional<Sourced<String>> environmentAccount,
        Optional<String> projectName,
        Optional<Region> defaultRegion,
        Optional<Sourced<Region>> rememberedRegion) {

    static BackendFacts of(ProjectFiles files, DatabaseRequest request, Optional<Sourced<Region>> rememberedRegion)
            throws FailureException {
        return of(files, request.app(), request.environment(), request.module(), rememberedRegion);
    }

    static BackendFacts of(
            ProjectFiles files,
            AppName app,
            EnvironmentName environment,
            BackendModule module,
            Optional<Sourced<Region>> rememberedRegion)
            throws FailureException {
        Path file = AppFolders.INFRA
                .resolve(app.value())
                .resolve(module.toString())
                .resolve(environment + BackendFile.ENDING);
        Optional<String> text = files.text(file);
        ProjectIdentity identity = ProjectConfig.identity(files);
        return new BackendFacts(
                file,
                text,
                text.flatMap(existing -> parsed(file, existing)),
                AccountBackend.all(files),
                environmentAccount(files, app, environment),
                identity.projectName().map(Sourced::value),
                identity.defaultRegion().map(Sourced::value).flatMap(BackendFacts::region),
                rememberedRegion);
    }

    /** The Region, from the nearest file that names one; of several accounts only the one that the environment belongs to. */
    Optional<Sourced<Region>> region() {
        return existing.flatMap(BackendFile::region)
                .map(region -> new Sourced<>(region, "from " + ProjectFiles.shown(file)))
                .or(() -> account()
                        .flatMap(one -> one.backend().region().map(region -> new Sourced<>(region, one.source()))))
                .or(() -> defaultRegion.map(
                        region -> new Sourced<>(region, "from default_region in infra/project-config/main.tf")));
    }

    private Optional<AccountBackend> account() {
        return accounts.size() == 1
                ? Optional.of(accounts.get(0))
                : environmentAccount.flatMap(name -> accounts.stream()
                        .filter(account -> account.name().equals(name.value()))
                        .findFirst());
    }

    /** A file that cannot be parsed says nothing; it is going to be replaced, after being shown. */
    private static Optional<BackendFile> parsed(Path file, String text) {
        try {
            return Optional.of(BackendFile.parse(file, text));
        } catch (FailureException e) {
            return Optional.empty();
        }
    }

    private static Optional<Region> region(String value) {
        try {
            return Optional.of(new Region(value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The account by name: {@code account_names_by_environment} in the app's configuration (as older projects have it), or
     * the {@code account_name} of the network that the environment's configuration names.
     */
    private static Optional<Sourced<String>> environmentAccount(
            ProjectFiles files, AppName app, EnvironmentName environment) throws FailureException {
        Path main = ProjectConfig.appConfig(app).resolve("main.tf");
        Optional<String> byEnvironment = HclFile.read(files, main)
                .flatMap(file -> file.document().string("locals", "account_names_by_environment", environment.value()));
        if (byEnvironment.isPresent()) {
            return byEnvironment.map(
                    name -> new Sourced<>(name, "from account_names_by_environment in " + ProjectFiles.shown(main)));
        }
        Optional<Sourced<String>> network = ProjectConfig.network(files, app, environment);
        return network.isPresent() ? networkAccount(files, network.get().value()) : Optional.empty();
    }

    private static Optional<Sourced<String>> networkAccount(ProjectFiles files, String network)
            throws FailureException {
        List<HclFile> configs = new ArrayList<>();
        for (Path file : files.filesIn(ProjectConfig.FOLDER, ".tf")) {
            HclFile.read(files, file).ifPresent(configs::add);
        }
        return configs.stream().flatMap(file -> account(file, network)).findFirst();
    }

    private static Stream<Sourced<String>> account(HclFile file, String network) {
        return file.document().string("locals", "network_configs", network, "account_name").stream()
                .map(name -> new Sourced<>(name, "from network " + network + " in " + ProjectFiles.shown(file.path())));
    }
}
