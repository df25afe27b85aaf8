package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.roles.CatalogSnapshot.Membership;
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

    private static Membership edge(String member, String group, boolean admin, boolean inherits, boolean settable) {
        return new Membership(group, member, "rdsadmin", admin, inherits, settable);
    }
}
