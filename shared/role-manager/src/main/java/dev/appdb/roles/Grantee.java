package dev.appdb.roles;

import java.util.List;

/** A grantee as it stands in SQL. */
final class Grantee {
    private static final int FEW = 5;

    private Grantee() {}

    /** The first five names, and the number of those that follow. */
    static String few(List<String> roles) {
        String shown = String.join(", ", roles.subList(0, Math.min(FEW, roles.size())));
        return roles.size() > FEW ? shown + " and " + (roles.size() - FEW) + " more" : shown;
    }

    /** A role's quoted name, or the word PUBLIC. */
    static String inSql(String grantee) {
        return grantee.equals(CatalogSnapshot.PUBLIC) ? "PUBLIC" : Identifier.quoted(grantee);
    }
}
