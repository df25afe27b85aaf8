package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Membership;
import dev.appdb.roles.CatalogSnapshot.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** R01 to R05 and R10: the two users, each for itself. */
final class UserChecks {
    private static final List<CheckId> OF_AN_EXISTING_USER =
            List.of(CheckId.R02, CheckId.R03, CheckId.R04, CheckId.R05, CheckId.R10);

    private final RoleSpec spec;
    private final CatalogSnapshot now;
    private final String update;

    UserChecks(RoleSpec spec, CatalogSnapshot now, String update) {
        this.spec = spec;
        this.now = now;
        this.update = update;
    }

    List<Check> all() {
        List<Check> checks = new ArrayList<>();
        for (String user : List.of(spec.appUser(), spec.migratorUser())) {
            Optional<Role> role = now.role(user);
            checks.add(CheckId.R01.decide(role.isPresent(), subject(user), "it exists", "it does not exist", update));
            if (role.isPresent()) {
                checks.addAll(List.of(
                        canLogIn(role.get()),
                        isUnprivileged(role.get()),
                        isInIam(user),
                        isInNothingElse(user),
                        masterHasAdmin(user)));
            } else {
                OF_AN_EXISTING_USER.forEach(
                        id -> checks.add(id.unknown(subject(user), "the user does not exist", update)));
            }
        }
        return checks;
    }

    private static String subject(String user) {
        return "user " + Identifier.quoted(user);
    }

    private Check canLogIn(Role user) {
        List<String> wrong = new ArrayList<>();
        if (!user.canLogin()) {
            wrong.add("it has no LOGIN");
        }
        if (user.connectionLimit() == 0) {
            wrong.add("its connection limit is 0");
        }
        if (user.expired()) {
            wrong.add("it was valid until " + user.validUntil());
        }
        return CheckId.R02.decide(
                wrong.isEmpty(), subject(user.name()), "it can log in", String.join(", ", wrong), update);
    }

    private Check isUnprivileged(Role user) {
        List<String> held = Attributes.of(user, true);
        return CheckId.R03.decide(
                held.isEmpty(),
                subject(user.name()),
                "it has no attribute beyond LOGIN",
                "it has " + String.join(", ", held),
                Remedy.asMasterIf(MasterRights.mayTake(now, user, held), now, Attributes.revoking(user.name(), held)));
    }

    private Check isInIam(String user) {
        if (!now.hasIam()) {
            return CheckId.R04.notApplicable(subject(user), "this server has no role rds_iam");
        }
        return CheckId.R04.decide(
                !now.memberships().usable(user, ServerRoles.IAM).isEmpty(),
                subject(user),
                "it is a member of rds_iam",
                "it is no direct member of rds_iam, so it can't log in with IAM",
                update);
    }

    private Check isInNothingElse(String user) {
        List<Membership> others = now.memberships().edges().stream()
                .filter(edge -> edge.member().equals(user) && !edge.group().equals(ServerRoles.IAM))
                .toList();
        return CheckId.R05.decide(
                others.isEmpty(),
                subject(user),
                "it is in no other group",
                "it is also in "
                        + others.stream().map(Membership::group).distinct().collect(Collectors.joining(", ")),
                MembershipSql.remedy(others, now));
    }

    private Check masterHasAdmin(String user) {
        String master = Identifier.quoted(now.server().master());
        if (!now.server().hasMembershipOptions()) {
            return CheckId.R10.notApplicable(subject(user), "before PostgreSQL 16, CREATEROLE is enough");
        }
        return CheckId.R10.decide(
                now.master().superuser()
                        || now.memberships().hasAdmin(now.server().master(), user),
                subject(user),
                master + " may administer it",
                master + " has no ADMIN on it, so it can't repair it",
                Remedy.asSuperuser("GRANT " + Identifier.quoted(user) + " TO " + master
                        + " WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;"));
    }
}
