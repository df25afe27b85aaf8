package dev.appdb.aws.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.aws.stack.FailureCause.Event;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureCauseTest {

    private static Event event(String name, String status, String reason) {
        return new Event(name, "AWS::RDS::DBCluster", status, reason);
    }

    @Test
    void theFirstFailureThatIsNoConsequenceIsTheCause() {
        List<Event> events = List.of(
                event("A", "CREATE_IN_PROGRESS", ""),
                event("B", "CREATE_FAILED", "Resource creation cancelled"),
                event("A", "CREATE_FAILED", "You have reached the quota."),
                event("C", "CREATE_FAILED", "Something later"),
                event("A", "DELETE_FAILED", "The following resource(s) failed to delete: [A]."));

        assertThat(FailureCause.among(events).orElseThrow().description())
                .isEqualTo("AWS::RDS::DBCluster A failed: You have reached the quota");
    }

    @Test
    void aConsequenceIsBetterThanNothing() {
        List<Event> events = List.of(event("B", "UPDATE_FAILED", "Resource update cancelled"));

        assertThat(FailureCause.among(events).orElseThrow().logicalId()).isEqualTo("B");
    }

    @Test
    void whereNothingFailedThereIsNoCause() {
        assertThat(FailureCause.among(List.of(event("A", "CREATE_COMPLETE", ""))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shared memory segment sizes are configured too large                     | --min-capacity 4
            ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum | higher quota
            The security token included in the request is expired                    | --role-arn
            User: arn:aws:iam::1:user/x is not authorized to perform: kms:CreateKey  | --role-arn
            DB cluster app-dev already exists                                        | another app name
            S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist. | again to upload it
            Cannot find version 16.99 for aurora-postgresql                          | --postgres-version
            The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement, availability zone coverage | two zones
            Rate exceeded                                                            | Apply again in a minute
            """)
    void whatIsKnownHasARemedy(String reason, String remedy) {
        assertThat(new FailureCause("A", "T", reason).remedy().orElseThrow().toString())
                .contains(remedy);
    }

    @Test
    void whatIsNotKnownHasNone() {
        assertThat(new FailureCause("A", "T", "Its own reasons").remedy()).isEmpty();
    }
}
