package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Membership;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The memberships by which one role may act as another.
 *
 * <p>A session may SET ROLE along memberships that can be set, and whoever it then is has the rights that are inherited
 * from there. ADMIN alone gives neither (PostgreSQL 16 and newer), but whoever has it, or has the rights of a role that
 * has it, can grant itself the membership. Superusers are not considered here. Each question takes time in proportion to
 * the memberships that it follows.
 */
final class Memberships {
    private final List<Membership> edges;
    private final Map<String, List<Membership>> byMember;
    private final Map<String, List<Membership>> byGroup;

    Memberships(List<Membership> edges) {
        this.edges = List.copyOf(edges);
        this.byMember = edges.stream().collect(Collectors.groupingBy(Membership::member));
        this.byGroup = edges.stream().collect(Collectors.groupingBy(Membership::group));
    }

    /** All of them. */
    List<Membership> edges() {
        return edges;
    }

    /** The direct members of a group, one for each grantor, even those that can only be administered. */
    List<Membership> in(String group) {
        return byGroup.getOrDefault(group, List.of());
    }

    /** The direct memberships of a role, even those that can only be administered. */
    List<Membership> of(String member) {
        return byMember.getOrDefault(member, List.of());
    }

    /** Returns whether one may SET ROLE to the other. */
    boolean canSet(String from, String to) {
        return closure(Set.of(from), Membership::settable).contains(to);
    }

    /** Returns whether one has the rights of the other without SET ROLE. */
    boolean inherits(String from, String to) {
        return closure(Set.of(from), Membership::inherits).contains(to);
    }

    /** The roles whose rights one has without SET ROLE, itself among them. */
    Set<String> inheritedBy(String role) {
        return closure(Set.of(role), Membership::inherits);
    }

    /** Returns whether one may use the rights of the other without granting itself anything. */
    boolean reaches(String from, String to) {
        return !from.equals(to) && reachedBy(from).contains(to);
    }

    /** The roles whose rights one may use without granting itself anything, itself among them. */
    Set<String> reachedBy(String from) {
        return closure(closure(Set.of(from), Membership::settable), Membership::inherits);
    }

    /**
     * The roles that may use the rights of one, itself left out: now, or after granting itself a membership that it may
     * administer.
     */
    Set<String> rolesThatReach(String goal) {
        Set<String> acting = new HashSet<>();
        Set<String> sufficient = new HashSet<>(Set.of(goal));
        Deque<String> open = new ArrayDeque<>(sufficient);
        while (!open.isEmpty()) {
            String role = open.pop();
            acting.add(role);
            for (Membership edge : in(role)) {
                String member = edge.member();
                boolean isNew = (edge.inherits() && sufficient.contains(role)) || edge.admin()
                        ? sufficient.add(member)
                        : edge.settable() && !acting.contains(member);
                if (isNew) {
                    open.push(member);
                }
            }
        }
        acting.remove(goal);
        return acting;
    }

    /** Returns whether one may grant membership in the other (16 and newer; before, CREATEROLE is enough). */
    boolean hasAdmin(String from, String group) {
        Set<String> rights = closure(Set.of(from), Membership::inherits);
        return in(group).stream().anyMatch(edge -> edge.admin() && rights.contains(edge.member()));
    }

    /** The memberships of one in the other, one for each grantor, that can be used. */
    List<Membership> usable(String member, String group) {
        return of(member).stream()
                .filter(edge -> edge.group().equals(group) && edge.isUsable())
                .toList();
    }

    /** Returns whether there is any direct membership, even one that can only be administered. */
    boolean isDirectMember(String member, String group) {
        return of(member).stream().anyMatch(edge -> edge.group().equals(group));
    }

    /** The groups that one directly uses, ordered. */
    List<String> groupsOf(String member) {
        return of(member).stream()
                .filter(Membership::isUsable)
                .map(Membership::group)
                .distinct()
                .sorted()
                .toList();
    }

    private Set<String> closure(Set<String> start, Predicate<Membership> along) {
        Set<String> reached = new HashSet<>(start);
        Deque<String> open = new ArrayDeque<>(start);
        while (!open.isEmpty()) {
            for (Membership edge : of(open.pop())) {
                if (along.test(edge) && reached.add(edge.group())) {
                    open.push(edge.group());
                }
            }
        }
        return reached;
    }
}
