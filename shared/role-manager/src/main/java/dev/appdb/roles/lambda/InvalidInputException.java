package dev.appdb.roles.lambda;

import java.util.List;

/** Unusable input of the function; all problems are reported together. */
final class InvalidInputException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidInputException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence a problem, each with what to do about it. */
    List<String> problems() {
        return problems;
    }
}
