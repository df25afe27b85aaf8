package dev.appdb.aws.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.aws.cluster.ClusterFacts;
import dev.appdb.aws.removal.Deployed;
import dev.appdb.engine.TargetStatus;
import dev.appdb.engine.TargetStatus.State;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StackStatusDescriptionTest {
    private static final ClusterFacts CLUSTER = Deployed.cluster("available", true, "app-dev-primary");

    private static TargetStatus status(StackState stack, ClusterFacts cluster) {
        return StackStatusDescription.of(
                Deployed.request(false), Optional.of(stack), Optional.of(true), Optional.of(cluster));
    }

    @Test
    void aRunningDatabaseIsDescribedInFullAndInOrder() {
        TargetStatus status = status(StackState.UPDATE_COMPLETE, CLUSTER);

        assertThat(status.state()).isEqualTo(State.RUNNING);
        assertThat(status.details().entrySet())
                .extracting(Object::toString)
                .containsExactly(
                        "region=us-east-1",
                        "stack=appdb-app-dev was updated",
                        "termination protection=on",
                        "cluster status=available",
                        "version=16.6",
                        "endpoint=app-dev.cluster-1.us-east-1.rds.amazonaws.com:5432",
                        "capacity=0.5 to 4 ACU",
                        "instances=app-dev-primary",
                        "deletion protection=on");
    }

    @Test
    void aMissingDatabaseIsReportedAsSuch() {
        TargetStatus status = StackStatusDescription.of(
                Deployed.request(false), Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(status.state()).isEqualTo(State.ABSENT);
        assertThat(status.details())
                .containsEntry("stack", "there is no appdb-app-dev")
                .hasSize(2);
    }

    @Test
    void aClusterOfSomebodyElseIsDistinguishedFromOurs() {
        TargetStatus status = StackStatusDescription.of(
                Deployed.request(false), Optional.empty(), Optional.empty(), Optional.of(CLUSTER));

        assertThat(status.state()).isEqualTo(State.RUNNING);
        assertThat(status.details().get("stack"))
                .startsWith("there is no appdb-app-dev: another tool created the cluster");
        assertThat(status.details()).doesNotContainKey("pending");
    }

    @ParameterizedTest
    @CsvSource({
        "available, RUNNING",
        "backing-up, RUNNING",
        "modifying, RUNNING",
        "upgrading, RUNNING",
        "stopped, STOPPED",
        "stopping, STOPPED",
        "starting, UNREACHABLE",
        "creating, UNREACHABLE",
        "deleting, UNREACHABLE",
        "failing-over, UNREACHABLE",
        "inaccessible-encryption-credentials, UNREACHABLE",
        "unknown, UNREACHABLE"
    })
    void theClustersStatusSaysWhetherItAnswers(String cluster, State state) {
        assertThat(status(StackState.UPDATE_COMPLETE, Deployed.cluster(cluster, true))
                        .state())
                .isEqualTo(state);
    }

    @ParameterizedTest
    @EnumSource(StackState.class)
    void theManualActionIsNamed(StackState stack) {
        boolean needsHelp = stack.kind() == StackState.Kind.STUCK || stack.kind() == StackState.Kind.ROLLED_BACK;

        assertThat(status(stack, CLUSTER).details().getOrDefault("remedy", ""))
                .isEqualTo(
                        needsHelp ? stack.remedy("appdb-app-dev", "us-east-1").toString() : "");
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE_COMPLETE, false, false, true",
        "CREATE_COMPLETE, false, true, false",
        "CREATE_COMPLETE, true, false, false",
        "UPDATE_COMPLETE, false, false, true",
        "CREATE_IN_PROGRESS, false, false, false"
    })
    void protectionIsPendingWhereItIsMeantAndNotOn(
            StackState stack, boolean isProtected, boolean temporary, boolean pending) {
        TargetStatus status = StackStatusDescription.of(
                Deployed.request(temporary),
                Optional.of(stack),
                Optional.of(true),
                Optional.of(Deployed.cluster("available", isProtected)));

        assertThat(status.details()).containsEntry("deletion protection", isProtected ? "on" : "off");
        assertThat(status.details().containsKey("pending")).isEqualTo(pending);
        assertThat(status.details().getOrDefault("pending", "the next apply")).contains("the next apply");
    }

    @Test
    void capacityIsARangeAPauseOrNone() {
        assertThat(capacity(Optional.of(0.0), OptionalInt.of(300)))
                .isEqualTo("0 to 4 ACU, pauses after 300 s without a connection");
        assertThat(capacity(Optional.empty(), OptionalInt.empty()))
                .isEqualTo("fixed: the cluster is not Serverless v2");
    }

    private static String capacity(Optional<Double> minAcu, OptionalInt pauseSeconds) {
        ClusterFacts facts = new ClusterFacts(
                "available",
                "16.6",
                Optional.empty(),
                Optional.of("reader"),
                5432,
                minAcu,
                Optional.of(4.0),
                pauseSeconds,
                true,
                List.of(),
                Optional.empty(),
                Optional.of("app"),
                Optional.of("postgres"));
        TargetStatus status = status(StackState.UPDATE_COMPLETE, facts);
        assertThat(status.details())
                .containsEntry("reader endpoint", "reader:5432")
                .containsEntry("instances", "none")
                .doesNotContainKey("endpoint");
        return status.details().getOrDefault("capacity", "");
    }
}
