package dev.appdb.aws;

import static dev.appdb.aws.AwsProject.STACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.aws.fake.FakeAws;
import dev.appdb.engine.Progress;
import dev.appdb.engine.RollBack;
import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.Plan;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.Capacity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rollbacks in the middle of an operation, against the fake. */
class StackRollBackTest {
    @RegisterExtension
    final AwsProjectExtension scene = new AwsProjectExtension();

    private final FakeAws aws = scene.aws();
    private final AwsProject project = scene.project();

    @Test
    void aStackThatIsBeingCreatedIsDeleted() throws Exception {
        AtomicReference<String> words = new AtomicReference<>("");

        assertThatThrownBy(() -> apply(atFirst("DatabaseCluster", way -> {
                    words.set(way.effect());
                    way.begin();
                })))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("was deleted");

        assertThat(words.get()).startsWith("delete the stack that is being created");
        assertThat(aws.stacks().names()).isEmpty();
        assertThat(aws.account().all("AWS::RDS::DBCluster")).isEmpty();
        assertThat(aws.calls().of("DeleteStack")).hasSize(1);
    }

    @Test
    void anUpdateIsCancelledAndWhatWasThereIsBack() throws Exception {
        apply(project);
        project.aurora(new AuroraSettings(new Capacity(0.5, 8), 0, Optional.empty(), false));

        assertThatThrownBy(() -> apply(atFirst("DatabaseCluster", RollBack::begin)))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("failed to update and was rolled back");

        assertThat(aws.stacks().status(STACK)).contains("UPDATE_ROLLBACK_COMPLETE");
        assertThat(aws.account()
                        .find("AWS::RDS::DBCluster", "app-dev")
                        .orElseThrow()
                        .properties()
                        .at("/ServerlessV2ScalingConfiguration/MaxCapacity")
                        .asDouble())
                .isEqualTo(1);
        assertThat(aws.calls().of("DeleteStack")).isEmpty();
    }

    @Test
    void whatIsFinishedIsNotUndone() throws Exception {
        assertThat(rollBack()).isEmpty();
        apply(project);
        assertThat(rollBack()).isEmpty();
    }

    @Test
    void aStackThatWasFinishedMeanwhileIsLeftAlone() throws Exception {
        List<RollBack> ways = new ArrayList<>();
        apply(atFirst("DatabaseCluster", ways::add));

        assertThatThrownBy(() -> ways.get(0).begin())
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("did not roll back app-dev");
        assertThat(aws.calls().of("DeleteStack")).isEmpty();
        assertThat(aws.calls().of("CancelUpdateStack")).isEmpty();
    }

    private void apply(Progress progress) throws FailureException {
        Plan plan = project.target().plan(project.request(), project);
        project.target().apply(project.request(), plan, progress);
    }

    private Optional<RollBack> rollBack() throws FailureException {
        return project.target().rollBack(project.request());
    }

    /** Calls back with the rollback as soon as a resource is in progress. */
    private Progress atFirst(String resource, Then then) {
        AtomicReference<Boolean> waits = new AtomicReference<>(true);
        return new Progress() {
            @Override
            public void resource(String type, String name, ResourceState state, String detail) {
                if (name.equals(resource) && waits.getAndSet(false)) {
                    try {
                        then.perform(rollBack().orElseThrow());
                    } catch (FailureException e) {
                        throw new AssertionError(e);
                    }
                }
            }

            @Override
            public void note(Level level, String text) {
                // Only resources count here.
            }
        };
    }

    private interface Then {
        void perform(RollBack way) throws FailureException;
    }
}
