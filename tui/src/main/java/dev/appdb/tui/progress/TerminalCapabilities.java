package dev.appdb.tui.progress;

import dev.appdb.event.TextStyle;
import dev.appdb.plan.Action;

/**
 * What a place that text goes to can show. Colour only repeats what the words say already.
 *
 * @param colour whether colours and bold may be used
 * @param unicode whether more than ASCII may be used
 */
public record TerminalCapabilities(boolean color, boolean unicode) implements TextStyle {
    /** For logs, pipes and files that nobody knows the encoding of. */
    public static final TerminalCapabilities PLAIN = new TerminalCapabilities(false, false);

    static final String RESET = "\u001b[0m";
    static final String BOLD = "\u001b[1m";
    static final String RED = "\u001b[31m";
    static final String GREEN = "\u001b[32m";
    static final String YELLOW = "\u001b[33m";

    /** Text from outside as one line that can't steer the terminal; see {@link Printable}. */
    @Override
    public String data(String text) {
        return Printable.line(text, unicode);
    }

    @Override
    public String heading(String text) {
        return in(BOLD, text);
    }

    @Override
    public String good(String text) {
        return in(GREEN, text);
    }

    @Override
    public String warning(String text) {
        return in(YELLOW, text);
    }

    @Override
    public String bad(String text) {
        return in(RED, text);
    }

    /** The sign of an action, one column with Unicode and up to two without. */
    public String sign(Action action) {
        return unicode ? action.sign() : action.sign().replace("±", "-+");
    }

    /** What stands where a text was cut. */
    String ellipsis() {
        return unicode ? "…" : "...";
    }

    private String in(String code, String text) {
        return color && !text.isEmpty() ? code + text + RESET : text;
    }
}
