package dev.appdb.cli;

import dev.appdb.form.Problem;
import java.util.List;

/** All that is missing or wrong in a command line, at once. */
final class ProblemsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ProblemsException(List<Problem> problems) {
        super("missing or wrong input: " + problems);
        this.problems = List.copyOf(problems);
    }

    List<Problem> problems() {
        return problems;
    }
}
