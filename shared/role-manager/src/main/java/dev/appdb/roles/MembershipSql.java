package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Membership;
import dev.appdb.roles.CatalogSnapshot.Server;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The statements that take memberships away. */
final class MembershipSql {
    private MembershipSql() {}

    /**
     * Takes what a membership allows. From PostgreSQL 16 on there is one for each grantor, so the grantor is named, and
     * ADMIN, which the master needs to look after its users, is left where it is.
     */
    static String revoking(Membership edge, Server server) {
        String rest = Identifier.quoted(edge.group()) + " FROM " + Identifier.quoted(edge.member());
        if (!server.hasMembershipOptions()) {
            return "REVOKE " + rest;
        }
        rest += " GRANTED BY " + Identifier.quoted(edge.grantor());
        if (!edge.admin()) {
            return "REVOKE " + rest;
        }
        List<String> statements = new ArrayList<>();
        if (edge.inherits()) {
            statements.add("REVOKE INHERIT OPTION FOR " + rest);
        }
        if (edge.settable()) {
            statements.add("REVOKE SET OPTION FOR " + rest);
        }
        return statements.isEmpty() ? "REVOKE ADMIN OPTION FOR " + rest : String.join("; ", statements);
    }

    /** The statements for all of them, with who must run them. */
    static String remedy(Collection<Membership> edges, CatalogSnapshot now) {
        return Remedy.asMasterIf(
                edges.stream().allMatch(edge -> MasterRights.mayRevoke(now, edge)),
                now,
                edges.stream().map(edge -> revoking(edge, now.server()) + ";").collect(Collectors.joining(" ")));
    }
}
