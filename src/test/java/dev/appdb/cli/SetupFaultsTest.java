package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.aws.fake.Call;
import dev.appdb.aws.fake.FakeAws;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.engine.RunRecord;
import dev.appdb.event.RunResult;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Timeouts;
import dev.appdb.file.OwnFolder;
import dev.appdb.journal.FileRunJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * A whole set-up on AWS, disturbed at every one of its calls in every way. Where it fails it says so in words, and the same
 * command then ends in the same state as if nothing had happened: nothing doubled, nothing lost.
 *
 * <p>The calls are those that an undisturbed set-up makes, whatever they are. {@link RoleManagerStandIn} stands for the role
 * manager.
 */
class SetupFaultsTest {
    private static final String SETUP = "setup --target aws --app-name app --environment dev --yes";

    /** More than there are processors: whoever waits for a timeout does nothing else. */
    private static final int SIDE_BY_SIDE = 8;

    /** The timeout of a setup for an answer that never comes; longer on a slower machine. */
    private static final Duration SHORT = Duration.ofMillis(100);

    private static final int MOST_ATTEMPTS = 8;

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(SIDE_BY_SIDE);

    @TempDir
    static Path folder;

    private static List<Call> calls;
    private static Whole undisturbed;

    @BeforeAll
    static void setUpUndisturbed() throws Exception {
        AwsScene.jar(folder);
        try (Trial trial = new Trial("undisturbed")) {
            Invocation setup = trial.setUp(FakeAws.NO_WAITING);
            assertThat(setup.exitCode()).as(setup.err()).isZero();
            calls = trial.scene.aws.calls().all();
            undisturbed = trial.whole(setup);
            assertThat(trial.setUp(FakeAws.NO_WAITING).err()).contains("Nothing changed: app-dev is as configured.");
        }
        assertThat(undisturbed.state())
                .anyMatch(line -> line.startsWith("stack appdb-app-dev UPDATE_COMPLETE"))
                .anyMatch(line -> line.startsWith("resource AWS::RDS::DBCluster app-dev")
                        && line.contains("\"DeletionProtection\":true"))
                .anyMatch(line -> line.startsWith("object appdb/app/dev/role-manager-"))
                .anyMatch(line -> line.startsWith("file infra/app/appdb/dev.json"));
        assertThat(calls).extracting(Call::operation).contains("CreateChangeSet", "PutObject", "Invoke");
    }

    @AfterAll
    static void end() {
        AwsScene.withoutJar();
        THREADS.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void whereverItStrikesTheSameCommandEndsInTheSameState(Disturbance disturbance) throws Exception {
        List<Callable<Optional<String>>> trials = new ArrayList<>();
        for (Call call : calls) {
            trials.add(() -> problem(disturbance, call));
        }
        List<String> problems = new ArrayList<>();
        for (Future<Optional<String>> trial : THREADS.invokeAll(trials)) {
            trial.get().ifPresent(problems::add);
        }
        assertThat(problems)
                .as("at %s of %s calls", problems.size(), calls.size())
                .isEmpty();
    }

    /** The problem after a disturbance at one call, if there is one. */
    private static Optional<String> problem(Disturbance disturbance, Call call) {
        String where = disturbance + " at call " + call.number() + " " + call.name();
        try {
            for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
                if (isFelt(disturbance, call, attempt)) {
                    return Optional.empty();
                }
            }
            return Optional.of(where + " did not strike");
        } catch (Exception | AssertionError e) {
            return Optional.of(where + ": " + e);
        }
    }

    /** Returns true if it struck. A machine that is too busy for the short timeouts may end the set-up before; that is no trial. */
    private static boolean isFelt(Disturbance disturbance, Call call, int attempt) throws Exception {
        AtomicBoolean struck = new AtomicBoolean();
        try (Trial trial = new Trial(disturbance + "-" + call.number() + "-" + attempt)) {
            disturbance.lastingly(trial.scene.aws.faults(), one -> {
                boolean isHere = one.number() >= call.number() && one.name().equals(call.name());
                struck.compareAndSet(false, isHere);
                return isHere;
            });
            Invocation last = trial.untilItIsThrough(disturbance.timesOut() ? shortly(attempt) : FakeAws.NO_WAITING);
            trial.whole(last).assertThatNothingIsDoubledOrLost();
        }
        return struck.get();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"KILLED_BEFORE", "KILLED_AFTER"})
    void aSetUpWhoseCallsAllFailAtTheFirstTrySucceeds(Disturbance disturbance) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try (Trial trial = new Trial(disturbance + "-everywhere-" + attempt)) {
                disturbance.onceEverywhere(trial.scene.aws.faults());

                Invocation setup = trial.setUp(disturbance.timesOut() ? shortly(attempt) : FakeAws.NO_WAITING);

                if (setup.exitCode() != ExitCode.DONE && disturbance.timesOut() && attempt < MOST_ATTEMPTS) {
                    // Too busy a machine for so short a timeouts.
                    continue;
                }
                assertThat(setup.exitCode()).as(setup.err()).isZero();
                trial.whole(setup).assertThatNothingIsDoubledOrLost();
                assertThat(trial.scene.aws.calls().count()).isGreaterThanOrEqualTo(2 * calls.size());
                return;
            }
        }
    }

    private static Timeouts shortly(int attempt) {
        Duration answer = SHORT.multipliedBy(1L << (attempt - 1));
        return new Timeouts(FakeAws.NO_WAITING.sleeper(), answer, answer, answer, false);
    }

    /** The state that setups leave: the account and the project, the role manager's database, and the last result. */
    private record Whole(List<String> state, String database, String out) {

        void assertThatNothingIsDoubledOrLost() {
            assertThat(undisturbed.without(this)).as("lost").isEmpty();
            assertThat(without(undisturbed)).as("doubled").isEmpty();
            assertThat(this).isEqualTo(undisturbed);
        }

        private List<String> without(Whole other) {
            List<String> left = new ArrayList<>(state);
            other.state.forEach(left::remove);
            return left;
        }
    }

    /** One account and project, and a set-up there that is repeated until it is through. */
    private static final class Trial implements AutoCloseable {
        private final AwsScene scene;
        private final RoleManagerStandIn roleManager = new RoleManagerStandIn();

        Trial(String name) throws IOException {
            scene = AwsScene.in(Files.createDirectory(folder.resolve(name)));
            scene.aws.lambda().runs(roleManager);
        }

        Invocation setUp(Timeouts timeouts) {
            return new Invocation.Developer(
                            scene.project,
                            ScriptedGuide.none(),
                            scene.aws.environment(),
                            new Killable(scene.aws),
                            timeouts)
                    .runs(SETUP);
        }

        /** Disturbed, and then, if it did not succeed, once more and undisturbed. */
        Invocation untilItIsThrough(Timeouts timeouts) throws FailureException {
            Optional<Invocation> first = disturbed(timeouts);
            scene.aws.faults().clear();
            if (first.isPresent() && first.get().exitCode() == ExitCode.DONE) {
                assertThat(ends()).containsExactly(Optional.of(RunResult.DONE));
                return first.get();
            }
            first.ifPresent(Trial::assertThatItFailedInWords);
            Invocation second = setUp(FakeAws.NO_WAITING);
            assertThat(second.exitCode()).as(second.err()).isZero();
            assertThat(ends()).containsExactly(Optional.of(RunResult.DONE), first.map(failed -> RunResult.FAILED));
            return second;
        }

        /** Empty if its process was killed. */
        private Optional<Invocation> disturbed(Timeouts timeouts) {
            try {
                return Optional.of(setUp(timeouts));
            } catch (Killable.Killed e) {
                return Optional.empty();
            }
        }

        private static void assertThatItFailedInWords(Invocation setup) {
            assertThat(setup.exitCode()).as(setup.err()).isEqualTo(ExitCode.FAILED);
            assertThat(setup.err())
                    .containsPattern("failed after .*: could not .*: .*[.] [A-Z].*[.]")
                    .doesNotContainPattern("\tat |(java|software|dev)\\.[a-z.]+[A-Z]");
        }

        /** The results of the runs in the journal, the last one first; empty for one whose process was killed. */
        private List<Optional<RunResult>> ends() throws FailureException {
            return new FileRunJournal(OwnFolder.at(scene.project.resolve(".appdb")))
                    .runs().stream()
                            .map(RunRecord::finished)
                            .map(end -> end.map(finished -> finished.result()))
                            .toList();
        }

        Whole whole(Invocation last) throws IOException {
            return new Whole(AccountState.of(scene), roleManager.database(), last.out());
        }

        @Override
        public void close() {
            scene.close();
        }
    }
}
