package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Membership;
import dev.appdb.roles.CatalogSnapshot.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Roles that may act as others and should not (R06 to R09, R11, R15), and the memberships that are the reason.
 *
 * <p>ADMIN on a role is a way to it, for everybody but the master, who needs it to look after the users. Whoever may act as
 * the master or as a superuser reaches all the rest, which is said once, of that.
 */
final class UnwantedMemberships {
    private final Situation situation;
    private final CatalogSnapshot now;
    private final Memberships all;
    private final String master;
    private final Set<String> superusers;
    private final Set<String> rulers;

    UnwantedMemberships(Situation situation) {
        this.situation = situation;
        this.now = situation.now();
        this.all = now.memberships();
        this.master = situation.masterName();
        this.superusers = new HashSet<>();
        this.rulers = new HashSet<>(all.rolesThatReach(master));
        now.roles().stream().filter(Role::superuser).map(Role::name).forEach(superuser -> {
            superusers.add(superuser);
            rulers.addAll(all.rolesThatReach(superuser));
        });
        rulers.removeAll(superusers);
        rulers.remove(master);
    }

    /** R06, R15: whoever else may act as a user; superusers, who may act as anybody, are R08's. */
    List<String> actingAs(String user) {
        Set<String> reaching = all.rolesThatReach(user);
        return now.roles().stream()
                .map(Role::name)
                .filter(role -> !superusers.contains(role)
                        && !rulers.contains(role)
                        && (role.equals(master) ? all.reaches(master, user) : reaching.contains(role)))
                .toList();
    }

    /** The memberships by which these may act as the user: in it, or in those that may. */
    List<Membership> in(String user, Set<String> accepted, List<String> actors) {
        Set<String> members = Set.copyOf(actors);
        Set<String> reaching = all.rolesThatReach(user);
        return Stream.concat(
                        Stream.of(user),
                        accepted.stream().filter(reaching::contains).sorted())
                .flatMap(goal -> all.in(goal).stream())
                .filter(edge -> members.contains(edge.member()) && isWay(edge))
                .toList();
    }

    /** R07: what leads the master to rds_iam, and to the users' rights, which a superuser has anyway. */
    List<Membership> ofMaster() {
        boolean reachesIam = all.reaches(master, ServerRoles.IAM);
        return all.of(master).stream()
                .filter(edge -> edge.isUsable()
                        && ((reachesIam && leadsToIam(edge))
                                || (!now.master().superuser()
                                        && situation.users().contains(edge.group()))))
                .toList();
    }

    /** R08: whoever may act as the master or as a superuser. */
    List<String> rulers() {
        return others(rulers);
    }

    /** The memberships by which some of them do: in the master, in a superuser, or in others that are accepted. */
    List<Membership> toRulers(Set<String> accepted, List<String> some) {
        Set<String> members = Set.copyOf(some);
        return Stream.of(Set.of(master), superusers, accepted)
                .flatMap(Set::stream)
                .distinct()
                .sorted()
                .flatMap(ruler -> all.in(ruler).stream())
                .filter(edge -> members.contains(edge.member()))
                .toList();
    }

    /** R09: whoever but the master and the server's own roles is in rds_superuser, in whatever way. */
    List<String> rdsSuperusers() {
        return others(all.rolesThatReach(ServerRoles.SUPERUSER));
    }

    /** The memberships of some of them; where one of them is in another, the other's membership is the reason. */
    List<Membership> toRdsSuperuser(List<String> some) {
        Set<String> others = Set.copyOf(some);
        Set<String> way = toAndThrough(ServerRoles.SUPERUSER);
        return all.edges().stream()
                .filter(edge -> isWay(edge)
                        && others.contains(edge.member())
                        && !others.contains(edge.group())
                        && way.contains(edge.group()))
                .toList();
    }

    /** R11: whoever reaches a predefined role by a way that is not R08's or R09's. */
    List<String> inPredefined(String predefined) {
        Set<String> known = all.rolesThatReach(ServerRoles.SUPERUSER);
        return others(all.rolesThatReach(predefined)).stream()
                .filter(role -> !rulers.contains(role) && !known.contains(role))
                .toList();
    }

    private boolean leadsToIam(Membership edge) {
        return edge.group().equals(ServerRoles.IAM) || all.reaches(edge.group(), ServerRoles.IAM);
    }

    private List<String> others(Set<String> reaching) {
        return now.roles().stream()
                .filter(role -> reaching.contains(role.name())
                        && !role.superuser()
                        && !role.name().equals(master)
                        && !now.isServerOwned(role))
                .map(Role::name)
                .toList();
    }

    private Set<String> toAndThrough(String group) {
        Set<String> way = new HashSet<>(all.rolesThatReach(group));
        way.add(group);
        return way;
    }

    /** The master's ADMIN is no way. */
    private boolean isWay(Membership edge) {
        return edge.isUsable() || (edge.admin() && !edge.member().equals(master));
    }
}
