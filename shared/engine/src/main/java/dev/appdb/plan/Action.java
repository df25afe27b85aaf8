package dev.appdb.plan;

import java.util.Locale;

/** The change of a resource, in the words of AWS CloudFormation's change sets. */
public enum Action {
    ADD("+"),
    MODIFY("~"),
    REPLACE("±"),
    REMOVE("-");

    private final String sign;

    Action(String sign) {
        this.sign = sign;
    }

    public String sign() {
        return sign;
    }

    /** True if the existing resource is removed. */
    public boolean destroys() {
        return this == REPLACE || this == REMOVE;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
