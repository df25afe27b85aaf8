package dev.appdb.roles.lambda;

import java.util.List;

/** Unusable input of the function; all problems are reported together. */
final class InvalidInputException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;
    private final String code;

    InvalidInputException(List<String> problems, String code) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
        this.code = code;
    }

    /** One sentence a problem, each with what to do about it. */
    List<String> problems() {
        return problems;
    }

    /** One of {@link FailureCode}. */
    String code() {
        return code;
    }
}
