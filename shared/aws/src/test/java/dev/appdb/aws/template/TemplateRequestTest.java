package dev.appdb.aws.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.appdb.request.Arn;
import dev.appdb.request.Capacity;
import dev.appdb.request.DatabaseNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateRequestTest {

    @Test
    void aClusterNameOf34CharactersIsTheLongest() {
        TemplateRequests.parts().app("a".repeat(30)).environment("dev").request();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemplateRequests.parts()
                        .app("a".repeat(31))
                        .environment("dev")
                        .request())
                .withMessageContaining("35 characters: shorten them to 34");
    }

    @Test
    void aNameThatWouldBeAPatternInAPolicyIsRefusedAndAllProblemsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemplateRequests.parts()
                        .names(new DatabaseNames("My DB", "app", "*", "${aws:username}"))
                        .request())
                .withMessageContaining("database \"My DB\"")
                .withMessageContaining("app user \"*\"")
                .withMessageContaining("migrator user \"${aws:username}\"");
    }

    @Test
    void theMasterIsNotOneOfTheUsers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemplateRequests.parts()
                        .names(new DatabaseNames("app", "app", "app", "postgres"))
                        .request())
                .withMessageContaining("the user postgres is the master");
    }

    @Test
    void aTemporaryDatabaseIsNotProtected() {
        TemplateRequest temporary = TemplateRequests.TEMPORARY.request();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemplateRequests.withDeletionProtection(temporary, true))
                .withMessageContaining("no deletion protection");
    }

    @ParameterizedTest
    @CsvSource({"0, 300", "0, 86400"})
    void aClusterPausesAfter300To86400Seconds(double min, int seconds) {
        ClusterSettings settings = TemplateRequests.settings(16, new Capacity(min, 1), 0, pause(seconds));
        assertThat(settings.pausesAfter()).isEqualTo(pause(seconds));
    }

    @ParameterizedTest
    @CsvSource({"0, 299, 300 to 86400", "0, 86401, 300 to 86400", "0.5, 300, only a minimum capacity of 0"})
    void aClusterPausesNeitherSoonerNorLaterNorWithoutAMinimumOfZero(double min, int seconds, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemplateRequests.settings(16, new Capacity(min, 1), 0, pause(seconds)))
                .withMessageContaining(problem);
    }

    @Test
    void aClusterThatMayPauseDoesSoAfterFiveMinutesUnlessConfiguredOtherwise() {
        assertThat(TemplateRequests.settings(16, new Capacity(0, 1), 0, Optional.empty())
                        .pausesAfter())
                .contains(Duration.ofMinutes(5));
        assertThat(TemplateRequests.DEFAULT_CLUSTER.pausesAfter()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1", "16"})
    void readersAre0To15(int readers) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemplateRequests.settings(16, Capacity.DEFAULT, readers, Optional.empty()))
                .withMessageContaining("readers are 0 to 15, not " + readers);
    }

    /** The table at {@link ClusterSettings#maxConnections}. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 189",
        "1, 4, 823",
        "1, 8, 1669",
        "1, 16, 3360",
        "1, 32, 5000",
        "1, 256, 5000",
        "0.5, 1, 189",
        "0.5, 128, 2000",
        "0, 128, 2000"
    })
    void theLimitOfConnectionsIsAsAwsSays(double min, double max, int limit) {
        assertThat(TemplateRequests.settings(16, new Capacity(min, max), 0, Optional.empty())
                        .maxConnections())
                .isEqualTo(limit);
    }

    @Test
    void aNetworkNeedsTwoSubnetsAndRealIds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Network("vpc", " ", List.of("subnet-1"), "default"))
                .withMessageContaining("\"vpc\" is not a VPC's id")
                .withMessageContaining("no name")
                .withMessageContaining("two zones, and there are 1")
                .withMessageContaining("\"default\" is not a security group's id");
    }

    @Test
    void aTagThatAwsWouldRefuseIsRefusedHere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StackTags(Map.of("aws:owner", "a", "team", "Acme, Inc.")))
                .withMessageContaining("aws:owner")
                .withMessageContaining("Acme, Inc.");
    }

    @Test
    void aRoleManagerThatMayRunZeroTimesAtOnceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RoleManagerCode("Bucket", "", Optional.of(""), Optional.of(0)))
                .withMessageContaining("\"Bucket\" is not a bucket's name")
                .withMessageContaining("1 to 1024 characters")
                .withMessageContaining("would never run");
    }

    @Test
    void anArnLooksLikeOne() {
        assertThat(new Arn("arn:aws-us-gov:iam::123456789012:policy/boundary"))
                .hasToString("arn:aws-us-gov:iam::123456789012:policy/boundary");
        assertThatIllegalArgumentException().isThrownBy(() -> new Arn("alarms")).withMessageContaining("\"alarms\"");
    }

    private static Optional<Duration> pause(int seconds) {
        return Optional.of(Duration.ofSeconds(seconds));
    }
}
