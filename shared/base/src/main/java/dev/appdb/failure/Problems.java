package dev.appdb.failure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects all that is missing or wrong in an input, so that it is reported at once. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    /** Adds a problem with a part of the input. */
    public void add(String subject, String text) {
        found.add(Problem.wrong(subject, text));
    }

    public void add(Problem problem) {
        found.add(problem);
    }

    public void missing(String subject, String help) {
        found.add(Problem.missing(subject, help));
    }

    public void addAll(Collection<Problem> more) {
        found.addAll(more);
    }

    /** Adds a problem with the input as a whole unless a condition holds. */
    public Problems unless(boolean condition, String problem) {
        if (!condition) {
            add("", problem);
        }
        return this;
    }

    /** The value of a part of the input, if it was given and is valid; collects what its constructor refuses. */
    public <T> Optional<T> value(String subject, @Nullable String text, Function<String, T> constructor) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(constructor.apply(text));
        } catch (IllegalArgumentException e) {
            add(subject, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All of them; a part that was given wrongly is not also called missing. */
    public List<Problem> found() {
        Set<String> given = found.stream()
                .filter(problem -> !problem.missing())
                .map(Problem::subject)
                .collect(Collectors.toSet());
        return found.stream()
                .filter(problem -> !problem.missing() || !given.contains(problem.subject()))
                .toList();
    }

    /** @throws ProblemsException if there are any */
    public void throwIfAny() throws ProblemsException {
        if (!found.isEmpty()) {
            throw new ProblemsException(found());
        }
    }

    /**
     * Ends the construction of a value.
     *
     * @param value the value's name, which begins the message
     * @throws IllegalArgumentException naming every problem, if there is one
     */
    public void refuse(String value) {
        if (!found.isEmpty()) {
            throw new IllegalArgumentException(value + " is not valid: "
                    + found.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        }
    }
}
