package dev.appdb.bot.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that somebody did, or was refused.
 *
 * @param user {@code U…}, or {@code appdb} for the bot itself
 * @param action such as {@code apply}, {@code approve} or {@code freeze}
 * @param accepted false if it was refused
 * @param reason the rule by which, or whatever else decided
 * @param details more, by name; never a secret
 */
public record AuditEntry(
        Instant at,
        String user,
        String channel,
        String action,
        Optional<EnvironmentKey> environment,
        boolean accepted,
        String reason,
        Optional<String> run,
        SortedMap<String, String> details) {

    public AuditEntry {
        details = new TreeMap<>(details);
    }

    /** One without details. */
    public static AuditEntry of(
            Instant at,
            String user,
            String channel,
            String action,
            Optional<EnvironmentKey> environment,
            boolean accepted,
            String reason,
            Optional<String> run) {
        return new AuditEntry(at, user, channel, action, environment, accepted, reason, run, new TreeMap<>(Map.of()));
    }
}
