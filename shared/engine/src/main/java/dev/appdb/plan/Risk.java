package dev.appdb.plan;

import java.util.Locale;

/** The risks of a change other than losing data, which people must accept one by one. */
public enum Risk {
    /** There is no way back from a newer major but an older copy. */
    MAJOR_UPGRADE(
            "upgrade it to another major version of PostgreSQL, from which there is no way back", "--allow-upgrade"),
    /** Anybody with the right to could then delete the database with one call. */
    UNPROTECTED("switch its deletion protection off", "--allow-unprotected"),
    /** Neither the data nor its snapshots would be encrypted. */
    UNENCRYPTED("switch its encryption off", "--allow-unencrypted"),

    /** The group is of somebody else, who may not expect the rule. */
    OTHERS_GROUP("add a rule to a security group that is not appdb's", "--allow-ingress");

    private final String effect;
    private final String permission;

    Risk(String effect, String permission) {
        this.effect = effect;
        this.permission = permission;
    }

    /** The effect, as a phrase that follows "would". */
    public String effect() {
        return effect;
    }

    /** The flag that allows it. */
    public String permission() {
        return permission;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
