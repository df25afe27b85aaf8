package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.roles.CatalogSnapshot.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** MisconfigurationTest has the same on real servers. */
class RemainingFailuresTest {
    private static final RoleSpec SPEC = RoleSpec.standard();
    private static final Obstacle TOLD = new Obstacle("what", "why", "remedy");

    @Test
    void a_critical_failure_that_nobody_told_becomes_an_obstacle_with_its_remedy() {
        CatalogSnapshot last = Snapshots.good()
                .role(new Role("boss", false, true, false, false, false, false, true, -1, false, null))
                .snapshot();
        assertThat(RemainingFailures.added(List.of(TOLD), Set.of(), SPEC, last, List.of()))
                .extracting(Obstacle::toString)
                .containsExactly(
                        "what: why. remedy",
                        "cluster: boss has SUPERUSER: manage leaves that to people, and check reports it as critical."
                                + " As a superuser: ALTER ROLE boss NOSUPERUSER;");
        assertThat(RemainingFailures.added(List.of(TOLD), Set.of(CheckId.R08), SPEC, last, List.of()))
                .containsExactly(TOLD);
    }

    @Test
    void a_good_database_and_one_with_warnings_add_nothing() {
        CatalogSnapshot warned =
                Snapshots.good().finding("owned by the app", 1, "table t").snapshot();
        assertThat(RemainingFailures.added(List.of(), Set.of(), SPEC, warned, List.of()))
                .isEmpty();
    }

    @Test
    void a_refused_extension_has_been_told() {
        RoleSpec spec = SPEC.withExtensions(Map.of("vectr", true, "pgvectr", true));
        ExtensionOutcome refused = ExtensionOutcome.refused("vectr", "unknown", "look it up", List.of());
        assertThat(RemainingFailures.added(
                        List.of(), Set.of(), spec, Snapshots.good().snapshot(), List.of(refused)))
                .extracting(Obstacle::what)
                .hasSize(2)
                .allMatch(what -> what.startsWith("extension pgvectr: "));
    }
}
