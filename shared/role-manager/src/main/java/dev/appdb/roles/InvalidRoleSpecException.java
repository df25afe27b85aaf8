package dev.appdb.roles;

import java.util.List;

/** Names that cannot be used; all that is wrong is told together. */
public final class InvalidRoleSpecException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidRoleSpecException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence a problem, each with what to do about it. */
    public List<String> problems() {
        return problems;
    }
}
