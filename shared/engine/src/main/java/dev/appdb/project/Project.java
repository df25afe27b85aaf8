package dev.appdb.project;

import dev.appdb.failure.FailureException;
import dev.appdb.request.AppName;
import dev.appdb.request.BackendModule;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.request.Region;
import dev.appdb.request.Target;
import dev.appdb.setting.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The user's project: reads its {@code infra} tree and says what would change in it. Nothing is written but by
 * {@link #write}. Every failure names the file, the line where there is one, and what to do.
 */
public final class Project {
    private final Optional<Path> directory;
    private final ProjectFiles files;
    private final HclSources sources;
    private final AppFolders apps;

    private Project(Optional<Path> directory, ProjectFiles files) {
        this.directory = directory;
        this.files = files;
        this.sources = new HclSources(files);
        this.apps = new AppFolders(files);
    }

    /** The project in this folder, which has {@code infra} or is to get it. */
    public static Project at(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        return new Project(Optional.of(absolute), new FolderFiles(absolute));
    }

    /** The project that these files are. */
    public static Project of(ProjectFiles files) {
        return new Project(Optional.empty(), files);
    }

    /**
     * The project's folder, absolute.
     *
     * @throws IllegalStateException if the project is not in a folder
     */
    public Path directory() {
        return directory.orElseThrow(() -> new IllegalStateException("this project is not in a folder"));
    }

    /** False if it is in a folder that can't be written; files in memory can. */
    public boolean isWritable() {
        return directory.map(Files::isWritable).orElse(true);
    }

    /** True if there is an {@code infra} folder. */
    public boolean hasInfra() {
        return files.isDirectory(AppFolders.INFRA);
    }

    /** The names of the applications in {@code infra}, sorted; not what the whole project shares. */
    public List<String> appFolders() throws FailureException {
        return apps.names();
    }

    /** The app's folder, relative to the project and with slashes: as the app, or with underscores for its hyphens. */
    public String folder(AppName app) {
        return ProjectFiles.shown(AppFolders.folder(files, app));
    }

    /**
     * Passes if the app has a folder, or if there is no {@code infra} yet at all.
     *
     * @throws FailureException if the name is wrong, listing the folders there are and the nearest
     */
    public void requireApp(AppName app) throws FailureException {
        apps.require(app);
    }

    /**
     * The reason for which an app has no database of its own in any environment, where its configuration says so.
     *
     * @throws FailureException if the file that says it cannot be read or parsed
     */
    public Optional<NoDatabase> noDatabase(AppName app) throws FailureException {
        return AppDeclaration.withoutDatabase(sources, app)
                .map(place -> new NoDatabase(place + " says has_database = false", Optional.empty()));
    }

    /** The same for one environment, where also another app's cluster may be declared. */
    public Optional<NoDatabase> noDatabase(AppName app, EnvironmentName environment) throws FailureException {
        AppDeclaration declaration = declaration(app, environment);
        Optional<Place> without = declaration.withoutDatabase();
        Optional<Declared> cluster = declaration.otherCluster();
        Optional<String> owner = Optional.empty();
        if (cluster.isPresent()) {
            owner = appFolders().stream()
                    .filter(name -> !name.equals(app.value()))
                    .filter(name -> cluster.get().text().equals(Optional.of(name + "-" + environment)))
                    .findFirst();
        }
        if (without.isEmpty() && owner.isEmpty()) {
            return Optional.empty();
        }
        List<String> reasons = new ArrayList<>();
        without.ifPresent(place -> reasons.add(place + " says has_database = false"));
        cluster.ifPresent(declared -> reasons.add(
                declared.place() + " names the cluster " + declared.text().orElse("")));
        return Optional.of(new NoDatabase(String.join(", and ", reasons), owner));
    }

    /**
     * The declarations of an app's Terraform files about one environment.
     *
     * @throws FailureException if a file that names the environment can't be read or parsed
     */
    public AppDeclaration declaration(AppName app, EnvironmentName environment) throws FailureException {
        return AppDeclaration.of(sources, app, environment);
    }

    /** The app's environments, from its backend files, what appdb remembers and its app-config; sorted, each once. */
    public List<Sourced<EnvironmentName>> environments(AppName app) throws FailureException {
        return new Environments(files, sources, app).find();
    }

    /**
     * The environments of all apps whose settings are remembered, by app and name; also one whose file can't be
     * understood, which fails when it is asked for.
     *
     * @throws FailureException if a folder can't be read
     */
    public List<KnownEnvironment> knownEnvironments() throws FailureException {
        List<KnownEnvironment> known = new ArrayList<>();
        for (AppName app : apps.apps()) {
            new Environments(files, sources, app)
                    .remembered()
                    .forEach(found -> known.add(new KnownEnvironment(app, found.value())));
        }
        return known;
    }

    /**
     * Every environment that has a database, by app and name.
     *
     * @throws FailureException if a file can't be read or understood
     */
    public List<ListedEnvironment> listed() throws FailureException {
        List<ListedEnvironment> all = new ArrayList<>();
        for (AppName app : apps.apps()) {
            for (Sourced<EnvironmentName> found : environments(app)) {
                if (noDatabase(app, found.value()).isEmpty()) {
                    all.addAll(listed(app, found));
                }
            }
        }
        return all;
    }

    private List<ListedEnvironment> listed(AppName app, Sourced<EnvironmentName> found) throws FailureException {
        EnvironmentName environment = found.value();
        Optional<String> account = BackendFacts.of(files, sources, app, environment, BackendModule.SERVICE)
                .accountShown();
        List<ListedEnvironment> each = new ArrayList<>();
        for (Sourced<RememberedEnvironment> remembered : new RememberedFiles(files, app).all(environment)) {
            Target target = remembered.value().target();
            each.add(new ListedEnvironment(
                    app,
                    environment,
                    Optional.of(target),
                    target == Target.AWS ? account : Optional.empty(),
                    "from " + remembered.source()));
        }
        return each.isEmpty()
                ? List.of(new ListedEnvironment(app, environment, Optional.empty(), account, found.source()))
                : each;
    }

    /**
     * The project's identity, as far as it can be read.
     *
     * @throws FailureException if a file that has it cannot be read or parsed
     */
    public ProjectIdentity identity() throws FailureException {
        return ProjectConfig.identity(sources);
    }

    /**
     * The project's name.
     *
     * @throws FailureException if it is declared and only Terraform can tell it
     */
    public Optional<Sourced<String>> projectName() throws FailureException {
        return ProjectConfig.projectName(sources);
    }

    /**
     * The name of the network that the environment is in.
     *
     * @throws FailureException if it is declared and only Terraform can tell it
     */
    public Optional<Sourced<String>> network(AppName app, EnvironmentName environment) throws FailureException {
        return declaration(app, environment).network();
    }

    /**
     * The AWS Region that the project gives an environment: of its backend file, else of the account's, else
     * {@code default_region}.
     *
     * @throws FailureException if a file cannot be read
     */
    public Optional<Sourced<Region>> region(AppName app, EnvironmentName environment, BackendModule module)
            throws FailureException {
        return BackendFacts.of(files, sources, app, environment, module).region();
    }

    /** The names of the AWS accounts that were set up, each with its id and file. */
    public List<Sourced<String>> accounts() throws FailureException {
        return AccountBackend.all(files).stream()
                .map(account -> new Sourced<>(
                        account.name(), account.id().map(id -> id + ", ").orElse("") + account.source()))
                .toList();
    }

    /**
     * The environment's Terraform backend: {@code infra/<APP>/<module>/<environment>.s3.tfbackend}. Only target aws needs
     * it: for the others a project in which it can't be worked out is a notice, unless a flag asks for it.
     *
     * @throws FailureException if a file can't be read, or no bucket can be found
     */
    public Configuration configuration(DatabaseRequest request, BackendSettings settings) throws FailureException {
        apps.require(request.app());
        try {
            return decided(request, settings);
        } catch (FailureException e) {
            if (request.target() == Target.AWS || !settings.equals(BackendSettings.NONE)) {
                throw e;
            }
            return BackendChoice.none(
                    request,
                    BackendFacts.file(files, request.app(), request.environment(), request.module()),
                    e.failure());
        }
    }

    private Configuration decided(DatabaseRequest request, BackendSettings settings) throws FailureException {
        Optional<Sourced<Region>> region = remembered(request.app(), request.environment(), request.target())
                .flatMap(known -> known.value()
                        .values()
                        .get(Settings.REGION)
                        .map(value -> new Sourced<>(value, "from " + known.source())));
        return BackendChoice.decide(request, settings, BackendFacts.of(files, sources, request, region));
    }

    /**
     * The extensions declared for an environment.
     *
     * @throws FailureException if they are declared twice, only Terraform can tell them, or a file cannot be parsed
     */
    public SuperuserExtensions extensions(AppName app, EnvironmentName environment) throws FailureException {
        return new ExtensionFiles(files, sources, app).read(declaration(app, environment));
    }

    /**
     * The smallest edit that declares these settings, and removes the declarations of those to be undeclared; extensions
     * that are not named stay as they are.
     *
     * @throws FailureException as {@link #extensions}, and if the edit, read back, is not exactly what was asked for
     */
    public FileChange setExtensions(AppName app, ExtensionSwitches switches) throws FailureException {
        apps.require(app);
        return new ExtensionFiles(files, sources, app).set(switches);
    }

    /**
     * The remembered settings of the environment on the target that commands take where none is named: the one that the team
     * shares, else a person's own.
     *
     * @throws FailureException naming everything in the file that is not understood
     */
    public Optional<Sourced<RememberedEnvironment>> remembered(AppName app, EnvironmentName environment)
            throws FailureException {
        return new RememberedFiles(files, app).preferred(environment);
    }

    /**
     * The remembered settings of the environment on a target; where that has none, those on another.
     *
     * @throws FailureException as {@link #remembered(AppName, EnvironmentName)}
     */
    public Optional<Sourced<RememberedEnvironment>> remembered(AppName app, EnvironmentName environment, Target target)
            throws FailureException {
        return new RememberedFiles(files, app).nearest(environment, target);
    }

    /** True if the environment has a local database of this person's. */
    public boolean hasLocal(AppName app, EnvironmentName environment) throws FailureException {
        return remembered(app, environment, Target.LOCAL)
                .filter(known -> known.value().target() == Target.LOCAL)
                .isPresent();
    }

    /** The file that remembers the environment on a target, relative to the project. */
    public Path rememberedFile(AppName app, EnvironmentName environment, Target target) {
        return new RememberedFiles(files, app).file(environment, target);
    }

    /**
     * The change that makes the project remember this request; its notices name what contradicts the file.
     *
     * @throws FailureException if what is there is not understood: it is then never overwritten
     */
    public FileChange remember(DatabaseRequest request) throws FailureException {
        apps.require(request.app());
        AppDeclaration declaration = declaration(request.app(), request.environment());
        return new RememberedFiles(files, request.app()).change(request, declaration::contradictsDefault);
    }

    /** Takes nothing from what was read before: others may have changed the files since. */
    public void readAgain() {
        sources.forget();
    }

    /**
     * Writes those changes that are needed, each atomically: killed at any moment, every file is old or new.
     *
     * @throws FailureException if a file has changed since its change was worked out (then nothing is written), or
     *     cannot be written
     */
    public void write(List<FileChange> changes) throws FailureException {
        List<FileChange> needed = changes.stream().filter(FileChange::isNeeded).toList();
        for (FileChange change : needed) {
            files.requireUnchanged(change);
        }
        for (FileChange change : needed) {
            files.write(change);
        }
        readAgain();
    }
}
