package dev.appdb.project;

import dev.appdb.failure.FailureException;
import dev.appdb.request.AppName;
import dev.appdb.request.BackendModule;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.Region;
import dev.appdb.request.TagValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The project's declarations about the Terraform state of one environment.
 *
 * @param file the environment's backend file, relative to the project
 * @param existingText its text, if it exists
 * @param existing its settings, if it exists and can be parsed
 * @param template the text of a new file
 * @param accounts the accounts that were set up
 * @param environmentAccount the name of the account that the environment belongs to, where the project says so
 * @param unknownAccount why that name is not known, where the project has an expression that only Terraform can evaluate
 * @param projectName {@code project_name} of the project's configuration
 * @param defaultRegion {@code default_region} of the project's configuration
 * @param rememberedRegion the region that appdb remembers for the environment
 */
record BackendFacts(
        Path file,
        Optional<String> existingText,
        Optional<BackendFile> existing,
        BackendTemplate template,
        List<AccountBackend> accounts,
        Optional<Sourced<String>> environmentAccount,
        Optional<String> unknownAccount,
        Optional<String> projectName,
        Optional<Region> defaultRegion,
        Optional<Sourced<Region>> rememberedRegion) {

    static BackendFacts of(
            ProjectFiles files, HclSources sources, DatabaseRequest request, Optional<Sourced<Region>> rememberedRegion)
            throws FailureException {
        return of(
                files,
                sources,
                request.app(),
                request.environment(),
                request.module(),
                request.aurora().projectName(),
                rememberedRegion);
    }

    /** The facts about an environment that there is no request for. */
    static BackendFacts of(
            ProjectFiles files, HclSources sources, AppName app, EnvironmentName environment, BackendModule module)
            throws FailureException {
        return of(files, sources, app, environment, module, Optional.empty(), Optional.empty());
    }

    private static BackendFacts of(
            ProjectFiles files,
            HclSources sources,
            AppName app,
            EnvironmentName environment,
            BackendModule module,
            Optional<TagValue> projectName,
            Optional<Sourced<Region>> rememberedRegion)
            throws FailureException {
        Path file = file(files, app, environment, module);
        Optional<String> text = files.text(file);
        ProjectIdentity identity = ProjectConfig.identity(sources);
        Optional<Sourced<String>> account = Optional.empty();
        Optional<String> unknownAccount = Optional.empty();
        try {
            account = AppDeclaration.of(sources, app, environment).account();
        } catch (FailureException e) {
            if (!e.failure().code().equals(UnresolvedException.CODE)) {
                throw e;
            }
            unknownAccount = Optional.of(e.failure().what() + ": " + e.failure().why());
        }
        return new BackendFacts(
                file,
                text,
                text.flatMap(existing -> parsed(file, existing)),
                new BackendTemplate(files.text(BackendTemplate.FILE)),
                AccountBackend.all(files),
                account,
                unknownAccount,
                projectName.map(TagValue::value).or(() -> identity.projectName().map(Sourced::value)),
                identity.defaultRegion().map(Sourced::value).flatMap(BackendFacts::region),
                rememberedRegion);
    }

    /** The environment's backend file, relative to the project. */
    static Path file(ProjectFiles files, AppName app, EnvironmentName environment, BackendModule module) {
        return AppFolders.folder(files, app).resolve(module.toString()).resolve(environment + BackendFile.ENDING);
    }

    /** The Region, from the nearest file that names one. */
    Optional<Sourced<Region>> region() {
        return existing.flatMap(BackendFile::region)
                .map(region -> new Sourced<>(region, "from " + ProjectFiles.shown(file)))
                .or(() -> account()
                        .flatMap(one -> one.backend().region().map(region -> new Sourced<>(region, one.source()))))
                .or(() -> defaultRegion.map(
                        region -> new Sourced<>(region, "from default_region in infra/project-config/main.tf")));
    }

    /**
     * The account whose bucket the project's own script would take: the one that the environment belongs to, and the only
     * one where the project names none. An account of another name is never taken for the environment's.
     */
    Optional<AccountBackend> account() {
        if (unknownAccount.isPresent()) {
            return Optional.empty();
        }
        List<AccountBackend> candidates = environmentAccount
                .map(name -> accounts.stream()
                        .filter(account -> account.name().equals(name.value()))
                        .toList())
                .orElse(accounts);
        return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
    }

    /** The account as a list shows it; by its name alone where it has no file. */
    Optional<String> accountShown() {
        return account().map(AccountBackend::shown).or(() -> environmentAccount.map(Sourced::value));
    }

    /** A file that can't be parsed says nothing; only {@code --overwrite} replaces it. */
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
}
