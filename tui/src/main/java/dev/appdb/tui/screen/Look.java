package dev.appdb.tui.screen;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;

/** How a piece of text looks where colours may be used; the words say the same without. */
enum Look {
    PLAIN(TextColor.ANSI.DEFAULT),
    STRONG(TextColor.ANSI.DEFAULT, SGR.BOLD),
    GOOD(TextColor.ANSI.GREEN),
    WARNING(TextColor.ANSI.YELLOW),
    BAD(TextColor.ANSI.RED),
    /** Where Enter or Space does something. */
    MARKED(TextColor.ANSI.DEFAULT, SGR.REVERSE),
    /** Lines around things, and hints. */
    FAINT(TextColor.ANSI.CYAN);

    private final TextColor colour;
    private final SGR[] modifiers;

    Look(TextColor colour, SGR... modifiers) {
        this.colour = colour;
        this.modifiers = modifiers;
    }

    /** One character of it. */
    TextCharacter character(String text) {
        return TextCharacter.fromString(text, colour, TextColor.ANSI.DEFAULT, modifiers)[0];
    }
}
