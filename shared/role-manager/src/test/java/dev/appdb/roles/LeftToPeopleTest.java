package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.failure.Failure;
import dev.appdb.failure.Remedy;
import dev.appdb.roles.CatalogSnapshot.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** FaultsTest has the same on real servers. */
class LeftToPeopleTest {
    private static final RoleSpec SPEC = RoleSpec.standard();

    @Test
    void aCriticalFailureThatUpdateCouldNotRepairIsAnActionWithTheRulesOwnRemedy() {
        CatalogSnapshot last = Snapshots.good()
                .role(new Role("app", false, true, false, false, false, false, true, -1, false, null))
                .snapshot();
        assertThat(actions(SPEC, last))
                .extracting(Failure::remedy)
                .extracting(Remedy::toString)
                .containsExactly("As a superuser: ALTER ROLE app NOSUPERUSER;");
    }

    @Test
    void whatUpdateDoesNotManageFailsNoUpdateAndIsForTheCheckToReport() {
        CatalogSnapshot last = Snapshots.good()
                .role(new Role("boss", false, true, false, false, false, false, true, -1, false, null))
                .snapshot();
        assertThat(actions(SPEC, last)).isEmpty();
        assertThat(Rules.observe(Situation.of(SPEC, last)))
                .filteredOn(finding -> finding.observation().isFailed())
                .extracting(finding -> finding.rule().id())
                .containsExactly("R08");
    }

    @Test
    void aGoodDatabaseAndOneWithWarningsLeaveNothing() {
        CatalogSnapshot warned =
                Snapshots.good().finding("owned by the app", 1, "table t").snapshot();
        assertThat(actions(SPEC, Snapshots.good().snapshot())).isEmpty();
        assertThat(actions(SPEC, warned)).isEmpty();
    }

    @Test
    void aRefusedExtensionIsNotReportedTwice() {
        RoleSpec spec = SPEC.withExtensions(Map.of("vectr", true, "pgvectr", true));
        ExtensionOutcome refused = ExtensionOutcome.refused("vectr", "unknown", Remedy.of("look it up"), List.of());
        assertThat(actions(spec, Snapshots.good().snapshot(), refused))
                .extracting(Failure::what)
                .containsExactly("extension pgvectr: it is not installed, but declared on");
    }

    private static List<Failure> actions(RoleSpec spec, CatalogSnapshot last, ExtensionOutcome... outcomes) {
        return new LeftToPeople(Situation.of(spec, last), UpdateMode.FULL, false, List.of(outcomes)).actions();
    }
}
