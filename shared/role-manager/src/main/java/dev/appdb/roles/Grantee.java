package dev.appdb.roles;

/** How a grantee is written. */
final class Grantee {
    private Grantee() {}

    /** A role's quoted name, or the word PUBLIC. */
    static String inSql(String grantee) {
        return grantee.equals(CatalogSnapshot.PUBLIC) ? "PUBLIC" : Identifier.quoted(grantee);
    }
}
