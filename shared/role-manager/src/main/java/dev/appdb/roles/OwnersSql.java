package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Role;
import dev.appdb.roles.Repair.ManualSql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * SQL that takes the rights of an owner, as a role can run it that is at hand. On Amazon RDS there is no superuser, but the
 * master may grant itself each role that it made, act, and revoke it, in one transaction: committed alone, such a grant could
 * lead it to rds_iam, and RDS would refuse its password.
 */
final class OwnersSql {
    private OwnersSql() {}

    /**
     * The statements and who runs them: the master where it has the owners' rights or may borrow them, otherwise the only
     * owner itself where it can log in, and a superuser at last.
     *
     * @param owners the roles whose rights are needed, all at once
     * @param sql with a semicolon after each statement
     */
    static ManualSql of(Situation situation, Collection<String> owners, String sql, String why) {
        List<String> lacking = lacking(situation, owners);
        if (lacking.isEmpty()) {
            return new ManualSql(situation.theMaster(), sql, why);
        }
        if (lacking.stream().allMatch(owner -> mayBorrow(situation, owner))) {
            return new ManualSql(situation.theMaster(), borrowed(situation, lacking, sql), why);
        }
        Set<String> all = Set.copyOf(owners);
        String only = all.size() == 1 ? all.iterator().next() : "";
        return situation.now().role(only).filter(Role::canLogin).isPresent()
                ? new ManualSql(Identifier.quoted(only), sql, why)
                : ManualSql.asSuperuser(sql, why);
    }

    /** The owners whose rights the master has not; none for a superuser. */
    static List<String> lacking(Situation situation, Collection<String> owners) {
        CatalogSnapshot now = situation.now();
        if (now.master().superuser()) {
            return List.of();
        }
        return new TreeSet<>(owners)
                .stream()
                        .filter(owner -> !owner.equals(situation.masterName())
                                && !(now.memberships().inherits(situation.masterName(), owner)
                                        && now.memberships().canSet(situation.masterName(), owner)))
                        .toList();
    }

    /** Returns whether the master may grant itself the role, and take the grant back without taking anything else. */
    static boolean mayBorrow(Situation situation, String owner) {
        CatalogSnapshot now = situation.now();
        return now.hasRole(owner)
                && MasterRights.mayGrant(now, owner)
                && (now.server().hasMembershipOptions()
                        || !now.memberships().isDirectMember(situation.masterName(), owner));
    }

    private static String borrowed(Situation situation, List<String> owners, String sql) {
        List<String> statements = new ArrayList<>(List.of("BEGIN;"));
        owners.forEach(owner -> statements.add(grant(situation, owner) + ";"));
        statements.add(sql);
        owners.forEach(owner -> statements.add(revoke(situation, owner) + ";"));
        statements.add("COMMIT;");
        return statements.stream().collect(Collectors.joining(" "));
    }

    /** Gives the master the owner's rights; never to be committed alone. */
    static String grant(Situation situation, String owner) {
        return "GRANT " + Identifier.quoted(owner) + " TO " + situation.master()
                + (situation.now().server().hasMembershipOptions() ? " WITH INHERIT TRUE, SET TRUE" : "");
    }

    /** Takes them back. */
    static String revoke(Situation situation, String owner) {
        return "REVOKE " + Identifier.quoted(owner) + " FROM " + situation.master();
    }
}
