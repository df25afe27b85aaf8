package dev.appdb.aws.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.aws.stack.StackState.Kind;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

class StackStateTest {

    @Test
    void everyStateThatAwsDocumentsHasItsWords() {
        Set<String> ours = Arrays.stream(StackState.values()).map(Enum::name).collect(Collectors.toSet());

        assertThat(StackStatus.knownValues()).extracting(StackStatus::toString).isSubsetOf(ours);
    }

    @ParameterizedTest
    @CsvSource({
        "REVIEW_IN_PROGRESS, PLANNED",
        "CREATE_IN_PROGRESS, BUSY",
        "CREATE_COMPLETE, READY",
        "CREATE_FAILED, STUCK",
        "ROLLBACK_IN_PROGRESS, BUSY",
        "ROLLBACK_COMPLETE, ROLLED_BACK",
        "ROLLBACK_FAILED, STUCK",
        "UPDATE_IN_PROGRESS, BUSY",
        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, BUSY",
        "UPDATE_COMPLETE, READY",
        "UPDATE_FAILED, STUCK",
        "UPDATE_ROLLBACK_IN_PROGRESS, BUSY",
        "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS, BUSY",
        "UPDATE_ROLLBACK_COMPLETE, READY",
        "UPDATE_ROLLBACK_FAILED, STUCK",
        "DELETE_IN_PROGRESS, BUSY",
        "DELETE_COMPLETE, GONE",
        "DELETE_FAILED, STUCK",
        "IMPORT_IN_PROGRESS, BUSY",
        "IMPORT_COMPLETE, READY",
        "IMPORT_ROLLBACK_IN_PROGRESS, BUSY",
        "IMPORT_ROLLBACK_COMPLETE, READY",
        "IMPORT_ROLLBACK_FAILED, STUCK",
        "SOMETHING_NEW, STUCK"
    })
    void eachStateSaysWhatCanBeDone(String status, Kind kind) {
        assertThat(StackState.of(status).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE_COMPLETE, true",
        "UPDATE_COMPLETE, true",
        "UPDATE_ROLLBACK_COMPLETE, false",
        "ROLLBACK_COMPLETE, false",
        "UPDATE_ROLLBACK_FAILED, false",
        "DELETE_COMPLETE, false"
    })
    void anEndIsGoodOrBad(String status, boolean good) {
        assertThat(StackState.of(status).succeeded()).contains(good);
    }

    @ParameterizedTest
    @EnumSource(
            value = StackState.class,
            names = {"UPDATE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS", "REVIEW_IN_PROGRESS"})
    void whatGoesOnHasNotEnded(StackState state) {
        assertThat(state.succeeded()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(StackState.class)
    void whoeverIsStuckGetsACommandOrAPlaceToLook(StackState state) {
        String remedy = state.remedy("appdb-app-dev", "eu-west-1").toString();

        assertThat(remedy).endsWith(".").doesNotContain("%");
        if (state.kind() == Kind.STUCK) {
            assertThat(remedy).contains("appdb-app-dev", "eu-west-1");
        }
    }

    @Test
    void aStateHasItsOwnWayOut() {
        assertThat(StackState.UPDATE_FAILED.remedy("s", "r").toString()).contains("rollback-stack");
        assertThat(StackState.UPDATE_ROLLBACK_FAILED.remedy("s", "r").toString())
                .contains("continue-update-rollback");
        assertThat(StackState.DELETE_FAILED.remedy("s", "r").toString()).contains("delete-stack");
    }
}
