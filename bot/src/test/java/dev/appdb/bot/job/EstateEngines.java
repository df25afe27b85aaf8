package dev.appdb.bot.job;

import dev.appdb.bot.store.DatabaseKey;
import dev.appdb.bot.store.EnvironmentConfiguration;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.engine.ProvisioningEngine;
import dev.appdb.engine.Run;
import dev.appdb.engine.RunIds;
import dev.appdb.engine.RunJournal;
import dev.appdb.event.EventSink;
import dev.appdb.failure.FailureException;
import dev.appdb.project.FileChange;
import dev.appdb.project.Project;
import dev.appdb.project.StoredFiles;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.BackendModule;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.Target;
import dev.appdb.setting.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** The real engine over the test's estate, and over the stored files. */
final class EstateEngines implements EnvironmentEngines {
    private static final String SERVER_URL = Settings.SERVER_URL.id();

    private static final ServerUrl SHARED = new ServerUrl("postgresql://postgres@db.example.com/app");

    private final FakeEstate estate;
    private final Lifetime lifetime;
    private final Clock clock;

    EstateEngines(FakeEstate estate, Lifetime lifetime, Clock clock) {
        this.estate = estate;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    @Override
    public OpenEngine open(EngineOrder order, RunJournal journal, EventSink events) throws FailureException {
        if (estate.beginFailure.get().isPresent()) {
            throw estate.beginFailure.get().get().asException();
        }
        StoredFiles files =
                new StoredFiles(Optional.empty(), order.configuration().files());
        Project project = Project.of(files);
        DatabaseRequest request = request(order);
        Run run = new ProvisioningEngine(
                        project, estate.as(lifetime), journal, clock, new RunIds(clock, RandomGenerator.getDefault()))
                .begin(order.procedure(), request, order.answers(), order.resumes(), events);
        return new Opened(files, project, request, run, order);
    }

    private static DatabaseRequest request(EngineOrder order) {
        String url = order.answers()
                .getOrDefault(SERVER_URL, order.configuration().answers().getOrDefault(SERVER_URL, ""));
        return request(
                order.environment(),
                Optional.of(url).filter(text -> !text.isEmpty()).map(ServerUrl::new));
    }

    static DatabaseRequest request(EnvironmentKey environment) {
        return request(environment, Optional.empty());
    }

    private static DatabaseRequest request(EnvironmentKey environment, Optional<ServerUrl> server) {
        return request(environment, server.isPresent() ? Target.SERVER : Target.LOCAL, server);
    }

    /** The settings of a shared database, which are committed; those of a local one are a person's own. */
    static FileChange remembered(Project project, EnvironmentKey environment) throws FailureException {
        return project.remember(request(environment, Target.SERVER, Optional.of(SHARED)));
    }

    private static DatabaseRequest request(EnvironmentKey environment, Target target, Optional<ServerUrl> server) {
        return new DatabaseRequest(
                environment.app(),
                environment.environment(),
                target,
                PostgresVersion.DEFAULT,
                AuroraSettings.DEFAULT,
                DatabaseNames.DEFAULT,
                BackendModule.SERVICE,
                Optional.empty(),
                server,
                new TreeMap<>());
    }

    private record Opened(StoredFiles files, Project project, DatabaseRequest request, Run run, EngineOrder order)
            implements OpenEngine {

        @Override
        public DatabaseKey database() {
            return DatabaseKey.of(request);
        }

        @Override
        public List<FileChange> changes() throws FailureException {
            return List.of(remembered(project, order.environment()));
        }

        @Override
        public List<String> notes() {
            return request.serverUrl().isPresent() ? List.of("Warning: the file is not this server's.") : List.of();
        }

        @Override
        public EnvironmentConfiguration configuration() {
            return new EnvironmentConfiguration(order.answers(), files.texts());
        }

        @Override
        public void close() {
            run.close();
        }
    }
}
