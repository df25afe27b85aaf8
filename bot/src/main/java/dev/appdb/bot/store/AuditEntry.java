package dev.appdb.bot.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that somebody did, or was refused.
 *
 * @param user {@code U…}, or {@link #BOT} for the bot itself
 * @param channel where; empty where there is none
 * @param action such as {@code apply}, {@code approve} or {@code freeze}
 * @param command the whole command, as it was typed, or as a button or form stands for it; empty where there is none
 * @param accepted false if it was refused
 * @param reason the rule by which, or whatever else decided, in words
 * @param rule the name of the policy's rule that decided; empty where none did
 * @param run the run that it is about
 */
public record AuditEntry(
        Instant at,
        String user,
        String channel,
        String action,
        String command,
        Optional<EnvironmentKey> environment,
        boolean accepted,
        String reason,
        Optional<String> rule,
        Optional<String> run) {
    /** The user of actions that the bot took by itself, such as ending a run. */
    public static final String BOT = "appdb";

    /** A delivery that was refused before it was about an environment or a run. */
    public static AuditEntry refused(Instant at, Delivery delivery, String action, String command, String reason) {
        return new AuditEntry(
                at,
                delivery.user(),
                delivery.channel(),
                action,
                command,
                Optional.empty(),
                false,
                reason,
                Optional.empty(),
                Optional.empty());
    }
}
