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
    void a_cluster_name_of_34_characters_is_the_longest() {
        TemplateRequests.parts().app("a".repeat(30)).environment("dev").request();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemplateRequests.parts()
                        .app("a".repeat(31))
                        .environment("dev")
                        .request())
                .withMessageContaining("35 characters: shorten them to 34");
    }

    @Test
    void a_name_that_would_be_a_pattern_in_a_policy_is_refused_and_all_problems_are_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemplateRequests.parts()
                        .names(new DatabaseNames("My DB", "app", "*", "${aws:username}"))
                        .request())
                .withMessageContaining("database \"My DB\"")
                .withMessageContaining("app user \"*\"")
                .withMessageContaining("migrator user \"${aws:username}\"");
    }

    @Test
    void the_master_is_not_one_of_the_users() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemplateRequests.parts()
                        .names(new DatabaseNames("app", "app", "app", "postgres"))
                        .request())
                .withMessageContaining("the user postgres is the master");
    }

    @Test
    void a_temporary_database_is_not_protected() {
        TemplateRequest temporary = TemplateRequests.TEMPORARY.request();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> temporary.withDeletionProtection(true))
                .withMessageContaining("no deletion protection");
    }

    @ParameterizedTest
    @CsvSource({"0, 300", "0, 86400"})
    void a_cluster_pauses_after_300_to_86400_seconds(double min, int seconds) {
        ClusterShape shape = TemplateRequests.shape(16, new Capacity(min, 1), 0, pause(seconds));
        assertThat(shape.pausesAfter()).isEqualTo(pause(seconds));
    }

    @ParameterizedTest
    @CsvSource({"0, 299, 300 to 86400", "0, 86401, 300 to 86400", "0.5, 300, only a minimum capacity of 0"})
    void a_cluster_pauses_neither_sooner_nor_later_nor_without_a_minimum_of_zero(
            double min, int seconds, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemplateRequests.shape(16, new Capacity(min, 1), 0, pause(seconds)))
                .withMessageContaining(problem);
    }

    @Test
    void a_cluster_that_may_pause_does_so_after_five_minutes_unless_told_otherwise() {
        assertThat(TemplateRequests.shape(16, new Capacity(0, 1), 0, Optional.empty())
                        .pausesAfter())
                .contains(Duration.ofMinutes(5));
        assertThat(ClusterShape.DEFAULT.pausesAfter()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1", "16"})
    void readers_are_0_to_15(int readers) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemplateRequests.shape(16, Capacity.DEFAULT, readers, Optional.empty()))
                .withMessageContaining("readers are 0 to 15, not " + readers);
    }

    /** The table at {@link ClusterShape#maxConnections}. */
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
    void the_limit_of_connections_is_as_aws_says(double min, double max, int limit) {
        assertThat(TemplateRequests.shape(16, new Capacity(min, max), 0, Optional.empty())
                        .maxConnections())
                .isEqualTo(limit);
    }

    @Test
    void a_network_needs_two_subnets_and_real_ids() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Network("vpc", " ", List.of("subnet-1"), "default"))
                .withMessageContaining("\"vpc\" is not a VPC's id")
                .withMessageContaining("no name")
                .withMessageContaining("two zones, and there are 1")
                .withMessageContaining("\"default\" is not a security group's id");
    }

    @Test
    void a_tag_that_aws_would_refuse_is_refused_here() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StackTags(Map.of("aws:owner", "a", "team", "Acme, Inc.")))
                .withMessageContaining("aws:owner")
                .withMessageContaining("Acme, Inc.");
    }

    @Test
    void a_role_manager_that_may_run_zero_times_at_once_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RoleManagerCode("Bucket", "", Optional.of(0)))
                .withMessageContaining("\"Bucket\" is not a bucket's name")
                .withMessageContaining("1 to 1024 characters")
                .withMessageContaining("would never run");
    }

    @Test
    void an_arn_looks_like_one() {
        assertThat(new Arn("arn:aws-us-gov:iam::123456789012:policy/boundary"))
                .hasToString("arn:aws-us-gov:iam::123456789012:policy/boundary");
        assertThatIllegalArgumentException().isThrownBy(() -> new Arn("alarms")).withMessageContaining("\"alarms\"");
    }

    private static Optional<Duration> pause(int seconds) {
        return Optional.of(Duration.ofSeconds(seconds));
    }
}
