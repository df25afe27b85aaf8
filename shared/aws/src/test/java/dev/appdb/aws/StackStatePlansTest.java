package dev.appdb.aws;

import static dev.appdb.aws.AwsProject.STACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.aws.fake.FakeAws;
import dev.appdb.aws.stack.StackState;
import dev.appdb.aws.stack.StackState.Kind;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.Plan;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.Capacity;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For a stack in each of the states that AWS documents, a plan is made, the operation is followed, or the remedy is
 * shown.
 */
class StackStatePlansTest {
    @RegisterExtension
    final AwsProjectExtension scene = new AwsProjectExtension();

    private final FakeAws aws = scene.aws();
    private final AwsProject project = scene.project();

    @BeforeEach
    void deploy() throws Exception {
        aws.stacks().ticksPerLook(40);
        // One without a second step, whose end is waited for instead.
        project.aurora(new AuroraSettings(Capacity.DEFAULT, 0, Optional.empty(), true));
        project.target().apply(project.request(), plan(), project);
    }

    private Plan plan() throws FailureException {
        return project.target().plan(project.request(), project);
    }

    static Stream<StackState> of(Kind kind) {
        return Stream.of(StackState.values()).filter(state -> state.kind() == kind);
    }

    static Stream<StackState> stuck() {
        return of(Kind.STUCK).filter(state -> state != StackState.UNKNOWN);
    }

    static Stream<StackState> ready() {
        return of(Kind.READY);
    }

    static Stream<StackState> busyWithAPlan() {
        return of(Kind.BUSY).filter(state -> state != StackState.DELETE_IN_PROGRESS);
    }

    @ParameterizedTest
    @MethodSource("stuck")
    void aStuckStackNamesTheWayOut(StackState state) {
        aws.stacks().force(STACK, state.name(), "as AWS says");

        Failure failure =
                catchThrowableOfType(FailureException.class, this::plan).failure();

        assertThat(failure.code())
                .isEqualTo("stack-" + state.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        assertThat(failure.why()).contains(STACK, state.description());
        assertThat(failure.remedy().toString()).contains("--stack-name " + STACK + " --region us-east-1");
    }

    @ParameterizedTest
    @MethodSource("ready")
    void whatIsReadyIsPlanned(StackState state) throws Exception {
        aws.stacks().force(STACK, state.name(), "as AWS says");

        assertThat(plan().isUpToDate()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("busyWithAPlan")
    void whatGoesOnIsFollowed(StackState state) throws Exception {
        aws.stacks().force(STACK, state.name(), "as AWS says");

        assertThat(plan().notes()).anyMatch(note -> note.contains("applying this one follows it to its end"));
        assertThat(plan().changes())
                .singleElement()
                .satisfies(change -> assertThat(change.details()).contains("it " + state.description()));
    }
}
