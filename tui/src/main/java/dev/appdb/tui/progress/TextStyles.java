package dev.appdb.tui.progress;

import org.jline.utils.AttributedStyle;

/**
 * The styles of text, for the screen and for printed lines alike; the words mean the same without them. Their colors are
 * names here, and shown as the {@link Theme} has them.
 */
public final class TextStyles {
    public static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;

    /** A heading, or the text of a question. */
    public static final AttributedStyle HEADING = AttributedStyle.BOLD;

    public static final AttributedStyle GOOD = AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    public static final AttributedStyle WARNING = AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);

    /** Something that failed, or that deletes data. */
    public static final AttributedStyle BAD = AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);

    /** The keys of a hint, and the row where Enter or Space acts. */
    public static final AttributedStyle ACCENT = AttributedStyle.DEFAULT.foreground(AttributedStyle.BLUE);

    /** The button that Enter presses, and a default that typing replaces. */
    public static final AttributedStyle SELECTED = AttributedStyle.INVERSE;

    /** Rules, sources, and other text that is there to be looked up. */
    public static final AttributedStyle FAINT = AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);

    private TextStyles() {}
}
