package dev.appdb.bot.policy;

import java.util.List;

/** A policy file that can't be used, with all that is wrong with it. */
public final class InvalidPolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidPolicyException(List<String> problems) {
        super("the policy is not valid: " + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each with its line, such as {@code line 7: …}, in the order of the file. */
    public List<String> problems() {
        return problems;
    }
}
