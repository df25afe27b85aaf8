package dev.appdb.project;

import dev.appdb.failure.FailureException;
import dev.appdb.project.HclExpression.Entries;
import dev.appdb.project.HclExpression.Items;
import dev.appdb.project.HclExpression.Literal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An expression that is a literal, a list or a map, and where it stands.
 *
 * @param scope the scope that the parts of a list or a map are resolved in
 */
record Resolved(HclScope scope, Path file, HclExpression expression) {

    Place place() {
        return new Place(file, expression.line());
    }

    boolean isNull() {
        return expression instanceof Literal literal && literal.isNull();
    }

    /** Returns true if it is this boolean, in quotes or not. */
    boolean is(boolean value) {
        return expression instanceof Literal literal && literal.is(value);
    }

    /** The text of a string, a number or a boolean. */
    Optional<String> string() {
        return expression instanceof Literal literal && !literal.isNull()
                ? Optional.of(literal.text())
                : Optional.empty();
    }

    /** The same with its source. */
    Optional<Sourced<String>> sourced() {
        return string().map(value -> new Sourced<>(value, place().source()));
    }

    /**
     * The strings of a list, or of the one string that it is.
     *
     * @throws UnresolvedException if an item is anything else
     */
    List<String> strings() throws UnresolvedException, FailureException {
        if (!(expression instanceof Items list)) {
            return List.of(string().orElseThrow(() -> new UnresolvedException(place(), "it is no list of names")));
        }
        List<String> strings = new ArrayList<>();
        for (HclExpression item : list.items()) {
            Resolved resolved = scope.resolve(file, item);
            strings.add(resolved.string()
                    .orElseThrow(() -> new UnresolvedException(resolved.place(), "it is no list of names")));
        }
        return strings;
    }

    /** The value of a key; empty if it has none, or this is no map. */
    Optional<Resolved> entry(String key) throws UnresolvedException, FailureException {
        Optional<HclExpression> value = expression instanceof Entries entries ? entries.value(key) : Optional.empty();
        return value.isPresent() ? Optional.of(scope.resolve(file, value.get())) : Optional.empty();
    }
}
