package dev.appdb.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What is there now.
 *
 * @param details facts in the order in which they are shown
 */
public record TargetStatus(State state, Map<String, String> details) {

    public TargetStatus {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** Whether there is a database, and whether it answers. */
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
