package dev.appdb.tui.progress;

import org.jline.utils.AttributedStyle;

/** The styles of text, for the screen and for printed lines alike; the words mean the same without them. */
public final class TextStyles {
    public static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;

    /** A heading, or the text of a question. */
    public static final AttributedStyle HEADING = AttributedStyle.BOLD;

    public static final AttributedStyle GOOD = AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    public static final AttributedStyle WARNING = AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);

    /** Something that failed, or that deletes data. */
    public static final AttributedStyle BAD = AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);

    /** The place where Enter or Space acts. */
    public static final AttributedStyle SELECTED = AttributedStyle.INVERSE;

    /** Rules and hints. */
    public static final AttributedStyle FAINT = AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);

    private TextStyles() {}
}
