package dev.appdb.form;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers what is missing or wrong, so that it can be said at once. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    public void add(String flag, String text) {
        found.add(Problem.wrong(flag, text));
    }

    public void add(Problem problem) {
        found.add(problem);
    }

    public void missing(String flag, String help) {
        found.add(Problem.missing(flag, help));
    }

    public void addAll(Collection<Problem> more) {
        found.addAll(more);
    }

    /** The value of a flag, if it was given and is valid; what is wrong with it is taken down. */
    public <T> Optional<T> value(String flag, @Nullable String text, Function<String, T> constructor) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(constructor.apply(text));
        } catch (IllegalArgumentException e) {
            add(flag, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All of them; what was given wrongly is not also called missing. */
    public List<Problem> found() {
        Set<String> given = found.stream()
                .filter(problem -> !problem.missing())
                .map(Problem::flag)
                .collect(Collectors.toSet());
        return found.stream()
                .filter(problem -> !problem.missing() || !given.contains(problem.flag()))
                .toList();
    }

    /** @throws ProblemsException if there are any */
    public void throwIfAny() throws ProblemsException {
        if (!found.isEmpty()) {
            throw new ProblemsException(found());
        }
    }
}
