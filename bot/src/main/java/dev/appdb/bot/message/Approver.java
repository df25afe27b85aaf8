package dev.appdb.bot.message;

import java.util.Optional;

/**
 * A person or group who may approve.
 *
 * @param id of a user or a user group, as it stands in the policy; {@code *} for anyone
 * @param name as the bot knows it; empty where it does not, and Slack shows its own
 */
public record Approver(String id, Optional<String> name) {
    private static final String ANYONE = "*";

    /** True if it may stand for more than one person, the requester among them. */
    boolean isMany() {
        return id.equals(ANYONE) || id.startsWith("S");
    }

    /** The approver as Slack notifies them: in a new message. */
    Span mention() {
        return id.equals(ANYONE) ? Span.plain("anyone") : Span.mention(id);
    }

    Span span() {
        return id.equals(ANYONE) ? Span.plain("anyone") : name.map(Span::plain).orElseGet(() -> Span.mention(id));
    }
}
