package dev.appdb.postgres.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.embedded.EmbeddedPostgres;
import dev.appdb.embedded.PostgresBinaries;
import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.Running;
import dev.appdb.engine.Progress;
import dev.appdb.engine.TargetStatus.State;
import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.RetryPolicy;
import dev.appdb.failure.Secret;
import dev.appdb.plan.Plan;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.roles.UpdateOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases on this machine, with real servers. */
class LocalTargetTest {
    private static final Progress SILENT = new Progress() {
        @Override
        public void resource(String type, String name, ResourceState state, String detail) {}

        @Override
        public void note(Level level, String text) {}
    };

    @TempDir
    Path folder;

    private final DatabaseRequest request = Requests.of("app", "dev");
    private final List<Duration> waits = new ArrayList<>();
    private final List<DatabaseRequest> made = new ArrayList<>();

    @AfterEach
    void destroy() throws Exception {
        for (DatabaseRequest each : made) {
            target().destroy(each, target().planDestroy(each, SILENT), SILENT);
        }
    }

    @Test
    void applyingLeavesAServerUpThatAKilledCommandHadStartedInPassing() throws Exception {
        apply(request);
        Files.createFile(inPassing());

        Plan plan = target().plan(request, SILENT);
        assertThat(plan.isUpToDate()).isTrue();
        target().apply(request, plan, SILENT);
        target().manage(request, UpdateOptions.standard(), SILENT);

        assertThat(target().status(request).state()).isEqualTo(State.RUNNING);
        assertThat(inPassing()).doesNotExist();
    }

    @Test
    void applyingAPlanWithoutChangesStartsAServerThatHasStoppedSince() throws Exception {
        apply(request);
        Plan plan = target().plan(request, SILENT);
        target().stop(request, SILENT);

        target().apply(request, plan, SILENT);

        assertThat(target().status(request).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void oneApplyMakesADatabaseAgainThatWasDroppedBeforeTheServerStopped() throws Exception {
        apply(request);
        Running running = server().start();
        try (Connection master = running.connect(running.master(), "postgres");
                Statement statement = master.createStatement()) {
            statement.execute("DROP DATABASE app");
        }
        target().stop(request, SILENT);

        apply(request);

        assertThat(target().manage(request, UpdateOptions.standard(), SILENT).changedNothing())
                .isFalse();
        assertThat(target().plan(request, SILENT).isUpToDate()).isTrue();
    }

    @Test
    void aReplacedPasswordIsTheOneThatWorksAndTheOldOneEnds() throws Exception {
        apply(request);
        target().manage(request, UpdateOptions.standard(), SILENT);
        Secret old = target().password(request, "app");

        Path file = target().rotate(request, "app", SILENT);

        Secret fresh = target().password(request, "app");
        assertThat(fresh).isNotEqualTo(old);
        assertThat(file).content().contains(fresh.reveal()).doesNotContain(old.reveal());
        Running running = server().start();
        running.connect("app", "app").close();
        assertThatThrownBy(() -> DriverManager.getConnection(running.jdbcUrl("app"), "app", old.reveal()))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void environmentsWhoseClustersAreCalledTheSameHaveServersOfTheirOwn() throws Exception {
        DatabaseRequest one = Requests.of("shop", "api-dev");
        DatabaseRequest other = Requests.of("shop-api", "dev");
        assertThat(one.cluster()).isEqualTo(other.cluster());

        apply(one);

        assertThat(target().status(other).state()).isEqualTo(State.ABSENT);
        assertThat(target().status(one).details()).containsEntry("folder", folder + "/shop/api-dev");
    }

    @Test
    void stoppingWaitsForOtherCommandsAndAtLastSaysThatTheyUseTheServer() throws Exception {
        apply(request);
        ServerLease lease = new ServerLease.Leases(home()).take(server());

        assertThatThrownBy(() -> target().stop(request, SILENT))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("other appdb commands are using it");
        assertThat(waits).hasSize(3);
        assertThat(target().status(request).state()).isEqualTo(State.RUNNING);

        assertThat(target(lease::close).stop(request, SILENT))
                .as("the other one ended while it waited")
                .isTrue();
        assertThat(target().status(request).state()).isEqualTo(State.STOPPED);
    }

    private void apply(DatabaseRequest wanted) throws FailureException {
        made.add(wanted);
        target().apply(wanted, target().plan(wanted, SILENT), SILENT);
    }

    private LocalTarget target() {
        return target(() -> {});
    }

    private LocalTarget target(Runnable whileWaiting) {
        return new LocalTarget(folder, false, RetryPolicy.every(Duration.ofSeconds(10), 3, pause -> {
            waits.add(pause);
            whileWaiting.run();
        }));
    }

    private EmbeddedPostgres server() throws Exception {
        return EmbeddedPostgres.at(home(), PostgresMajor.DEFAULT, PostgresBinaries.ofThisMachine(System.err::println));
    }

    private Path home() {
        return folder.resolve("app").resolve("dev");
    }

    private Path inPassing() {
        return folder.resolve("app").resolve("dev.in-passing");
    }
}
