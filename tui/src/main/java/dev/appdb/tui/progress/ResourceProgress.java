package dev.appdb.tui.progress;

import dev.appdb.event.ResourceState;
import dev.appdb.event.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where one resource is that a run works on.
 *
 * @param began when it was named first since it last was complete
 * @param changed when it came into its state
 * @param detail what the last event said; may be empty
 * @param failure why it failed, also after it was rolled back
 */
record ResourceProgress(
        String type,
        String name,
        ResourceState state,
        Instant began,
        Instant changed,
        String detail,
        Optional<String> failure) {

    static ResourceProgress first(RunEvent.ResourceProgressed event) {
        Instant at = event.header().at();
        return new ResourceProgress(
                event.type(), event.name(), event.state(), at, at, event.detail(), failure(event, Optional.empty()));
    }

    ResourceProgress then(RunEvent.ResourceProgressed event) {
        Instant at = event.header().at();
        return new ResourceProgress(
                type,
                name,
                event.state(),
                state == ResourceState.IN_PROGRESS ? began : at,
                at,
                event.detail(),
                failure(event, failure));
    }

    private static Optional<String> failure(RunEvent.ResourceProgressed event, Optional<String> before) {
        return event.state() == ResourceState.FAILED ? Optional.of(event.detail()) : before;
    }

    boolean is(String otherType, String otherName) {
        return type.equals(otherType) && name.equals(otherName);
    }

    /** How long it has taken, or took. */
    Duration elapsed(Instant now) {
        return Duration.between(began, state == ResourceState.IN_PROGRESS ? now : changed);
    }
}
