package dev.appdb.roles;

/** The types of objects whose use is granted to the application's user. */
enum ObjectType {
    TABLES("r", "TABLE", "table"),
    SEQUENCES("S", "SEQUENCE", "sequence"),
    ROUTINES("f", "ROUTINE", "routine");

    private final String code;
    private final String keyword;
    private final String noun;

    ObjectType(String code, String keyword, String noun) {
        this.code = code;
        this.keyword = keyword;
        this.noun = noun;
    }

    /** As in pg_default_acl.defaclobjtype. */
    String code() {
        return code;
    }

    /** As in GRANT … ON. */
    String keyword() {
        return keyword;
    }

    /** As in catalog.sql. */
    String noun() {
        return noun;
    }
}
