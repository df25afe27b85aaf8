package dev.appdb.bot.message;

import java.util.Optional;

/**
 * The meaning of a click on one of the bot's buttons.
 *
 * @param kind whether to do the command, or to open the form that asks for the rest of it
 * @param text the command's text, for {@link dev.appdb.bot.command.CommandText#parse}
 */
public record ButtonAction(Kind kind, String text) {

    /** The action of a button. */
    public enum Kind {
        COMMAND("command"),
        FORM("form");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        /** @param index what tells buttons of one message apart */
        String actionId(int index) {
            return prefix + "-" + index;
        }
    }

    /** The click, from its payload; empty if the button is none of ours. */
    public static Optional<ButtonAction> of(String actionId, String value) {
        for (Kind kind : Kind.values()) {
            if (actionId.startsWith(kind.prefix + "-")) {
                return Optional.of(new ButtonAction(kind, value));
            }
        }
        return Optional.empty();
    }
}
