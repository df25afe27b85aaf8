package dev.appdb.engine;

import dev.appdb.failure.Remedy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The current state of a target.
 *
 * @param facts in the order in which they are shown
 * @param remedies the sentences that tell what to do, by their names; shown after the facts
 */
public record TargetStatus(State state, Map<String, String> facts, Map<String, Remedy> remedies) {

    public TargetStatus {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        remedies = Collections.unmodifiableMap(new LinkedHashMap<>(remedies));
    }

    /** The state where there is nothing to do. */
    public TargetStatus(State state, Map<String, String> facts) {
        this(state, facts, Map.of());
    }

    /** Facts and remedies, as the command line writes them. */
    public Map<String, String> details() {
        return details(Remedy::toString);
    }

    /** Facts and remedies, as a front end writes them. */
    public Map<String, String> details(Function<Remedy, String> written) {
        Map<String, String> details = new LinkedHashMap<>(facts);
        remedies.forEach((name, remedy) -> details.put(name, written.apply(remedy)));
        return details;
    }

    /** The state of a database. */
    public enum State {
        ABSENT,
        STOPPED,
        RUNNING,
        UNREACHABLE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
