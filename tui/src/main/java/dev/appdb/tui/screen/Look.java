package dev.appdb.tui.screen;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;

/** How a piece of text looks where colours may be used; the words say the same without. */
enum Look {
    PLAIN,
    STRONG,
    GOOD,
    WARNING,
    BAD,
    /** Where Enter or Space does something. */
    MARKED,
    /** Lines around things, and hints. */
    FAINT;

    /** One character of it. */
    TextCharacter character(String text) {
        TextColor none = TextColor.ANSI.DEFAULT;
        return switch (this) {
            case STRONG -> TextCharacter.fromString(text, none, none, SGR.BOLD)[0];
            case MARKED -> TextCharacter.fromString(text, none, none, SGR.REVERSE)[0];
            default -> TextCharacter.fromString(text, color(), none)[0];
        };
    }

    private TextColor color() {
        return switch (this) {
            case GOOD -> TextColor.ANSI.GREEN;
            case WARNING -> TextColor.ANSI.YELLOW;
            case BAD -> TextColor.ANSI.RED;
            case FAINT -> TextColor.ANSI.CYAN;
            default -> TextColor.ANSI.DEFAULT;
        };
    }
}
