package dev.appdb.event;

import java.time.Instant;

/**
 * The header of every event.
 *
 * @param runId the run it belongs to
 * @param sequence 1 for a run's first event, then counting up without gaps
 * @param at when it happened
 */
public record EventHeader(String runId, long sequence, Instant at) {}
