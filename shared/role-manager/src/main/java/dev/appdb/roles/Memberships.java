package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Membership;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The memberships by which one role may act as another.
 *
 * <p>A session may SET ROLE along memberships that can be set, and whoever it then is has the rights that are inherited
 * from there. ADMIN alone gives neither (PostgreSQL 16 and newer). Superusers are not considered here.
 */
final class Memberships {
    private final List<Membership> edges;
    private final Map<String, List<Membership>> byMember;

    Memberships(List<Membership> edges) {
        this.edges = List.copyOf(edges);
        this.byMember = edges.stream().collect(Collectors.groupingBy(Membership::member));
    }

    /** All of them. */
    List<Membership> edges() {
        return edges;
    }

    /** Returns whether one may SET ROLE to the other. */
    boolean canSet(String from, String to) {
        return closure(Set.of(from), Membership::settable).contains(to);
    }

    /** Returns whether one has the rights of the other without SET ROLE. */
    boolean inherits(String from, String to) {
        return closure(Set.of(from), Membership::inherits).contains(to);
    }

    /** Returns whether one may in any way use the rights of the other. */
    boolean reaches(String from, String to) {
        return !from.equals(to)
                && closure(closure(Set.of(from), Membership::settable), Membership::inherits)
                        .contains(to);
    }

    /** Returns whether one may grant membership in the other (16 and newer; before, CREATEROLE is enough). */
    boolean hasAdmin(String from, String group) {
        Set<String> rights = closure(Set.of(from), Membership::inherits);
        return edges.stream()
                .anyMatch(edge -> edge.admin() && edge.group().equals(group) && rights.contains(edge.member()));
    }

    /** The memberships of one in the other, one for each grantor, that can be used. */
    List<Membership> usable(String member, String group) {
        return edges.stream()
                .filter(edge -> edge.member().equals(member) && edge.group().equals(group) && edge.isUsable())
                .toList();
    }

    /** Returns whether there is any direct membership, even one that can only be administered. */
    boolean isDirectMember(String member, String group) {
        return edges.stream()
                .anyMatch(edge -> edge.member().equals(member) && edge.group().equals(group));
    }

    /** The groups that one directly uses, ordered. */
    List<String> groupsOf(String member) {
        return edges.stream()
                .filter(edge -> edge.member().equals(member) && edge.isUsable())
                .map(Membership::group)
                .distinct()
                .sorted()
                .toList();
    }

    private Set<String> closure(Collection<String> start, Predicate<Membership> along) {
        Set<String> reached = new LinkedHashSet<>(start);
        Deque<String> open = new ArrayDeque<>(start);
        while (!open.isEmpty()) {
            for (Membership edge : byMember.getOrDefault(open.pop(), List.of())) {
                if (along.test(edge) && reached.add(edge.group())) {
                    open.push(edge.group());
                }
            }
        }
        return reached;
    }
}
