package dev.appdb.project;

import dev.appdb.failure.FailureException;
import dev.appdb.request.AppName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The values of the template's modules {@code infra/project-config} and {@code infra/<APP>/app-config}. */
final class ProjectConfig {
    static final Path FOLDER = AppFolders.INFRA.resolve("project-config");

    private ProjectConfig() {}

    /** The identity as far as it can be read. */
    static ProjectIdentity identity(HclSources sources) throws FailureException {
        HclScope scope = HclScope.of(sources, FOLDER);
        List<Declared> unreadable = new ArrayList<>();
        return new ProjectIdentity(
                local(scope, "project_name", new ArrayList<>()),
                local(scope, "owner", unreadable),
                local(scope, "code_repository_url", unreadable),
                local(scope, "default_region", new ArrayList<>()),
                unreadable);
    }

    private static Optional<Sourced<String>> local(HclScope scope, String name, List<Declared> unreadable)
            throws FailureException {
        try {
            return scope.local(name).flatMap(Resolved::sourced);
        } catch (UnresolvedException e) {
            unreadable.add(Declared.unresolved(name, e.place(), e.why()));
            return Optional.empty();
        }
    }

    /**
     * The project's name, for whoever can't do without.
     *
     * @throws FailureException if only Terraform can tell it
     */
    static Optional<Sourced<String>> projectName(HclSources sources) throws FailureException {
        try {
            return HclScope.of(sources, FOLDER).local("project_name").flatMap(Resolved::sourced);
        } catch (UnresolvedException e) {
            throw e.failure("project_name", "Give it with {--project-name}, or write it there as a string in quotes.");
        }
    }

    static Path appConfig(HclSources sources, AppName app) {
        return AppFolders.folder(sources.files(), app).resolve("app-config");
    }
}
