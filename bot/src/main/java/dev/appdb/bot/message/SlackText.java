package dev.appdb.bot.message;

import dev.appdb.request.PrintableLine;
import java.util.regex.Pattern;

/** Text from outside, made safe for Slack. */
public final class SlackText {
    private static final Pattern MARKUP = Pattern.compile("[*_~`@#]|:(?=\\S)");

    private SlackText() {}

    /**
     * For places that Slack does not parse ({@code plain_text}, {@code rich_text}, labels): one line, in which control
     * characters and those that reorder or hide text are shown as their code.
     */
    public static String visible(String text) {
        return PrintableLine.of(text);
    }

    /**
     * For places that Slack parses, which is only a message's fallback text: {@link #visible}, with Slack's three control
     * characters as entities, and with markup, mentions and emoji codes broken up by an invisible character.
     *
     * @see <a href="https://docs.slack.dev/messaging/formatting-message-text#escaping">Slack: escaping text</a>
     */
    public static String escape(String text) {
        String entities =
                visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return MARKUP.matcher(entities).replaceAll("$0\u2060");
    }

    /** The text, or as much of it as fits with an ellipsis at its end; never half a character. */
    public static String cut(String text, int maxCharacters) {
        if (text.length() <= maxCharacters) {
            return text;
        }
        int end = maxCharacters - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
