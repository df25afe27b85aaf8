package dev.appdb.tui.progress;

import dev.appdb.event.ResourceState;
import dev.appdb.event.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The progress of one resource of a run.
 *
 * @param began the time of its first event since it was last complete
 * @param changed the time of its last event
 * @param detail the last event's detail; may be empty
 * @param failure the reason of its failure, kept while it is rolled back
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

    /** The time from its first event to now, or to its last event once it is no longer in progress. */
    Duration elapsed(Instant now) {
        return Duration.between(began, state == ResourceState.IN_PROGRESS ? now : changed);
    }
}
