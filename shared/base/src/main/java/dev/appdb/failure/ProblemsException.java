package dev.appdb.failure;

import java.util.List;

/** The carrier of all that is missing or wrong in an input. */
public final class ProblemsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ProblemsException(List<Problem> problems) {
        super("missing or wrong input: " + problems);
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
