package dev.appdb.bot.message;

import java.util.List;
import java.util.stream.IntStream;

/** The action of one of the bot's buttons, whose value is a command's text. */
public enum ButtonAction {
    /** Does the command. */
    COMMAND("command"),
    /** Opens the form that asks for the rest of the command. */
    FORM("form");

    private final String prefix;

    ButtonAction(String prefix) {
        this.prefix = prefix;
    }

    /** @param index what tells buttons of one message apart */
    String actionId(int index) {
        return prefix + "-" + index;
    }

    /** The ids that its buttons have, all that there can be. */
    public List<String> actionIds() {
        return IntStream.range(0, Limits.ACTIONS_ELEMENTS)
                .mapToObj(this::actionId)
                .toList();
    }
}
