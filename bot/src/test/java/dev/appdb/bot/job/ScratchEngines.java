package dev.appdb.bot.job;

import dev.appdb.bot.store.EnvironmentConfiguration;
import dev.appdb.engine.DriftReport;
import dev.appdb.engine.ProvisioningEngine;
import dev.appdb.engine.Run;
import dev.appdb.engine.RunIds;
import dev.appdb.engine.RunJournal;
import dev.appdb.engine.TargetPorts;
import dev.appdb.engine.TargetStatus;
import dev.appdb.event.EventSink;
import dev.appdb.failure.FailureException;
import dev.appdb.project.FileChange;
import dev.appdb.project.Project;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.BackendModule;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.Target;
import dev.appdb.roles.AvailableExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The real engine over the test's estate, and over a scratch folder with the remembered files. */
final class ScratchEngines implements EnvironmentEngines {
    private final FakeEstate estate;
    private final Life life;
    private final Clock clock;
    private final Path folder;

    ScratchEngines(FakeEstate estate, Life life, Clock clock, Path folder) {
        this.estate = estate;
        this.life = life;
        this.clock = clock;
        this.folder = folder;
    }

    @Override
    public OpenEngine open(EngineOrder order, RunJournal journal, EventSink events) throws FailureException {
        try {
            Path scratch = Files.createTempDirectory(folder, "scratch");
            for (Map.Entry<String, String> file : order.configuration().files().entrySet()) {
                Path path = scratch.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            Project project = Project.at(scratch);
            TargetPorts ports = estate.as(life);
            DatabaseRequest request = request(order);
            Run run = new ProvisioningEngine(
                            project, ports, journal, clock, new RunIds(clock, RandomGenerator.getDefault()))
                    .begin(order.command(), request, order.answers(), order.resumes(), events);
            return new Scratch(scratch, project, ports, request, run, order);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DatabaseRequest request(EngineOrder order) {
        return new DatabaseRequest(
                order.environment().app(),
                order.environment().environment(),
                Target.LOCAL,
                PostgresVersion.DEFAULT,
                AuroraSettings.DEFAULT,
                DatabaseNames.DEFAULT,
                BackendModule.SERVICE,
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>());
    }

    private record Scratch(
            Path folder, Project project, TargetPorts ports, DatabaseRequest request, Run run, EngineOrder order)
            implements OpenEngine {

        @Override
        public List<FileChange> changes() throws FailureException {
            return List.of(project.remember(request));
        }

        @Override
        public EnvironmentConfiguration configuration() {
            try (Stream<Path> files = Files.walk(folder)) {
                Map<String, String> texts = new TreeMap<>();
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    texts.put(folder.relativize(file).toString(), Files.readString(file));
                }
                return new EnvironmentConfiguration(order.answers(), texts);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public TargetStatus status() throws FailureException {
            return ports.deployer().status(request);
        }

        @Override
        public DriftReport drift() {
            return DriftReport.notApplicable("nothing is deployed here");
        }

        @Override
        public List<AvailableExtension> extensions() {
            return List.of();
        }

        @Override
        public SortedMap<String, Boolean> declaredExtensions() {
            return new TreeMap<>(Map.of("vector", true));
        }

        @Override
        public void close() {
            run.close();
        }
    }
}
