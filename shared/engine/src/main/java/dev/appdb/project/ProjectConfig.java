package dev.appdb.project;

import dev.appdb.failure.FailureException;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import java.nio.file.Path;
import java.util.Optional;

/** The values of the template's modules {@code infra/project-config} and {@code infra/<APP>/app-config}. */
final class ProjectConfig {
    static final Path FOLDER = AppFolders.INFRA.resolve("project-config");
    private static final Path MAIN = FOLDER.resolve("main.tf");

    private ProjectConfig() {}

    static ProjectIdentity identity(ProjectFiles files) throws FailureException {
        Optional<HclFile> main = HclFile.read(files, MAIN);
        return new ProjectIdentity(
                local(main, "project_name"),
                local(main, "owner"),
                local(main, "code_repository_url"),
                local(main, "default_region"));
    }

    private static Optional<Sourced<String>> local(Optional<HclFile> file, String name) {
        return file.flatMap(main -> main.document().string("locals", name))
                .map(value -> new Sourced<>(value, "from " + name + " in " + ProjectFiles.shown(MAIN)));
    }

    /** The network that the environment's module names. */
    static Optional<Sourced<String>> network(ProjectFiles files, AppName app, EnvironmentName environment)
            throws FailureException {
        Path file = appConfig(app).resolve(environment + ".tf");
        return HclFile.read(files, file)
                .flatMap(config -> config.document().string("module", "*", "network_name"))
                .map(name -> new Sourced<>(name, "from network_name in " + ProjectFiles.shown(file)));
    }

    static Path appConfig(AppName app) {
        return AppFolders.INFRA.resolve(app.value()).resolve("app-config");
    }
}
