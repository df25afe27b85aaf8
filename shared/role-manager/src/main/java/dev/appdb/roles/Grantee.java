package dev.appdb.roles;

/** A grantee as it stands in SQL. */
final class Grantee {
    private Grantee() {}

    /** A role's quoted name, or the word PUBLIC. */
    static String inSql(String grantee) {
        return grantee.equals(CatalogSnapshot.PUBLIC) ? "PUBLIC" : Identifier.quoted(grantee);
    }
}
