package dev.appdb.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The current state of a target.
 *
 * @param details facts in the order in which they are shown
 */
public record TargetStatus(State state, Map<String, String> details) {

    public TargetStatus {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
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
