package dev.appdb.project;

import java.util.List;
import java.util.Optional;

/**
 * A declaration of the project about a database, such as {@code schema_name}.
 *
 * @param name the name it stands under
 * @param values its value, or the items of a list; empty if only Terraform can tell
 * @param place where the value stands, or the expression that can't be resolved
 * @param unresolved why there is no value; empty if there is one
 */
public record Declared(String name, List<String> values, Place place, Optional<String> unresolved) {

    public Declared {
        values = List.copyOf(values);
    }

    static Declared of(String name, List<String> values, Place place) {
        return new Declared(name, values, place, Optional.empty());
    }

    static Declared unresolved(String name, Place place, String why) {
        return new Declared(name, List.of(), place, Optional.of(why));
    }

    /** The value as a setting takes it, a list with commas; empty if it is unresolved. */
    public Optional<String> text() {
        return unresolved.isPresent() ? Optional.empty() : Optional.of(String.join(",", values));
    }

    /** The sentence part that names an unresolved declaration: {@code schema_name in infra/…:4 can't be read: …}. */
    public String problem() {
        return name + " in " + place + " can't be read: " + unresolved.orElse("");
    }
}
