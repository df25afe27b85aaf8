package dev.appdb.plan;

import java.util.Locale;

/** What happens to a resource, in the words of AWS CloudFormation's change sets. */
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

    /** Whether the resource that is there now will be gone. */
    public boolean destroys() {
        return this == REPLACE || this == REMOVE;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
