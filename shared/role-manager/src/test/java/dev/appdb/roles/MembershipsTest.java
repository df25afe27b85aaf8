package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.roles.CatalogSnapshot.Membership;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembershipsTest {
    private static final Memberships GRAPH = new Memberships(List.of(
            edge("setter", "middle", false, false, true),
            edge("inheritor", "middle", false, true, false),
            edge("middle", "goal", false, true, false),
            edge("middle", "settable", false, false, true),
            edge("admin", "goal", true, false, false),
            edge("deputy", "admin", false, true, false)));

    @Test
    void whoSetsARoleHasWhatThatInherits() {
        assertThat(GRAPH.reaches("setter", "goal")).isTrue();
        assertThat(GRAPH.reaches("setter", "settable")).isTrue();
        assertThat(GRAPH.canSet("setter", "goal")).isFalse();
    }

    @Test
    void whoInheritsARoleCanNotSetWhatThatCanSet() {
        assertThat(GRAPH.reaches("inheritor", "goal")).isTrue();
        assertThat(GRAPH.reaches("inheritor", "settable")).isFalse();
    }

    @Test
    void adminAloneReachesNothingButMayGrantAndIsInherited() {
        assertThat(GRAPH.reaches("admin", "goal")).isFalse();
        assertThat(GRAPH.hasAdmin("admin", "goal")).isTrue();
        assertThat(GRAPH.hasAdmin("deputy", "goal")).isTrue();
        assertThat(GRAPH.hasAdmin("setter", "goal")).isFalse();
        assertThat(GRAPH.groupsOf("admin")).isEmpty();
    }

    @Test
    void whoMayGrantItselfARoleReachesItAndWhatItSets() {
        assertThat(GRAPH.rolesThatReach("goal"))
                .containsExactlyInAnyOrder("setter", "inheritor", "middle", "admin", "deputy");
        assertThat(GRAPH.rolesThatReach("settable")).containsExactlyInAnyOrder("setter", "middle");
        assertThat(new Memberships(List.of(
                                edge("chief", "admin", false, false, true),
                                edge("admin", "middle", true, false, false),
                                edge("middle", "goal", false, false, true)))
                        .rolesThatReach("goal"))
                .containsExactlyInAnyOrder("chief", "admin", "middle");
    }

    /** A scan of all memberships for each role would take minutes here. */
    @Test
    void manyRolesTakeTimeInProportion() {
        List<Membership> edges = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            edges.add(edge("role" + i, "role" + (i / 2 + (i == 0 ? -1 : 0)), false, true, i % 3 == 0));
            edges.add(edge("role" + i, "group" + i % 100, true, true, true));
        }
        Memberships many = new Memberships(edges);
        assertThat(many.rolesThatReach("role0")).hasSize(39_999);
        assertThat(many.rolesThatReach("group7")).hasSizeGreaterThan(399);
    }

    private static Membership edge(String member, String group, boolean admin, boolean inherits, boolean settable) {
        return new Membership(group, member, "rdsadmin", admin, inherits, settable);
    }
}
