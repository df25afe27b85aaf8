package dev.appdb.project;

import dev.appdb.failure.FailureException;
import dev.appdb.request.AppName;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.Target;
import dev.appdb.setting.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files that remember an environment: one to be committed, about the database that the whole team shares, and one of
 * each person's own, about the local database on that person's machine.
 */
final class RememberedFiles {
    static final String ENDING = ".json";

    private final ProjectFiles files;
    private final AppName app;

    RememberedFiles(ProjectFiles files, AppName app) {
        this.files = files;
        this.app = app;
    }

    /** The folder of the files to be committed. */
    Path shared() {
        return AppFolders.folder(files, app).resolve("appdb");
    }

    /** The folder of a person's own files. */
    Path personal() {
        return personalOfAllApps().resolve(app.value());
    }

    static Path personalOfAllApps() {
        return FileChange.OWN_FOLDER.resolve("environments");
    }

    /** The file of an environment on a target. */
    Path file(EnvironmentName environment, Target target) {
        return (target == Target.LOCAL ? personal() : shared()).resolve(environment + ENDING);
    }

    /** The settings on the target that commands take where none is named: the one that is shared, else a person's own. */
    Optional<Sourced<RememberedEnvironment>> preferred(EnvironmentName environment) throws FailureException {
        Optional<Sourced<RememberedEnvironment>> shared = read(shared(), environment);
        return shared.isPresent() && shared.get().value().target() != Target.LOCAL
                ? shared
                : read(personal(), environment).or(() -> shared);
    }

    /** The settings on each target that has some, the shared one first. */
    List<Sourced<RememberedEnvironment>> all(EnvironmentName environment) throws FailureException {
        return Stream.concat(preferred(environment).stream(), read(personal(), environment).stream())
                .distinct()
                .toList();
    }

    /** The settings on a target; where it has none, those on another, of which the names and the version may serve. */
    Optional<Sourced<RememberedEnvironment>> nearest(EnvironmentName environment, Target target)
            throws FailureException {
        boolean isLocal = target == Target.LOCAL;
        Optional<Sourced<RememberedEnvironment>> own = read(isLocal ? personal() : shared(), environment);
        return own.isPresent() ? own : read(isLocal ? shared() : personal(), environment);
    }

    private Optional<Sourced<RememberedEnvironment>> read(Path folder, EnvironmentName environment)
            throws FailureException {
        return read(folder.resolve(environment + ENDING));
    }

    private Optional<Sourced<RememberedEnvironment>> read(Path file) throws FailureException {
        Optional<String> text = files.text(file);
        return text.isPresent()
                ? Optional.of(new Sourced<>(RememberedFile.parse(file, text.get()), ProjectFiles.shown(file)))
                : Optional.empty();
    }

    /**
     * The change that makes the file of the request's target remember it.
     *
     * @param declared the settings that the project's files declare, so that a default is not what goes without saying
     */
    FileChange change(DatabaseRequest request, Predicate<Setting<?>> declared) throws FailureException {
        Path file = file(request.environment(), request.target());
        Optional<String> before = files.text(file);
        RememberedEnvironment wanted = RememberedEnvironment.of(request, declared);
        Optional<RememberedEnvironment> there =
                read(file).map(known -> known.value().concise(declared));
        return new FileChange(
                file,
                before,
                there.equals(Optional.of(wanted)) ? before.orElseThrow() : RememberedFile.text(wanted),
                "settings of " + request.cluster(),
                false,
                there.map(known -> RememberedFile.contradictions(known, wanted)).orElse(List.of()));
    }
}
