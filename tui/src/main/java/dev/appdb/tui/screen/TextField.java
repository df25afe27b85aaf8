package dev.appdb.tui.screen;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import dev.appdb.tui.progress.Columns;
import dev.appdb.tui.progress.TextStyles;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/**
 * One line of text being typed. Immutable.
 *
 * @param cursor the index at which the next character is inserted
 * @param isSuggestion whether the text is an unedited default: the first character typed replaces it
 */
record TextField(String text, int cursor, boolean isSuggestion) {
    static final TextField EMPTY = new TextField("", 0, false);

    /** A default, to be taken, changed or replaced. */
    static TextField prefilled(String text) {
        return new TextField(text, text.length(), !text.isEmpty());
    }

    static TextField of(String text) {
        return new TextField(text, text.length(), false);
    }

    /** The field after a key; the same field if the key does not edit text. */
    TextField after(KeyStroke key) {
        if (Keys.isText(key)) {
            return isSuggestion
                    ? of(key.getCharacter().toString())
                    : new TextField(
                            text.substring(0, cursor) + key.getCharacter() + text.substring(cursor), cursor + 1, false);
        }
        if (key instanceof Paste paste) {
            return isSuggestion
                    ? of(paste.firstLine())
                    : new TextField(
                            text.substring(0, cursor) + paste.firstLine() + text.substring(cursor),
                            cursor + paste.firstLine().length(),
                            false);
        }
        if (key.getKeyType() == KeyType.Character) {
            return afterCommand(key);
        }
        return switch (key.getKeyType()) {
            case Backspace -> isSuggestion ? EMPTY : deletedTo(key.isAltDown() ? wordStart() : previous());
            case Delete -> isSuggestion ? EMPTY : deletedUpTo(next());
            case ArrowLeft -> at(previous());
            case ArrowRight -> at(next());
            case Home -> at(0);
            case End -> at(text.length());
            default -> this;
        };
    }

    /** The field after one of readline's editing keys, as far as they are no arrows. */
    private TextField afterCommand(KeyStroke key) {
        if (Keys.isControl(key, 'u')) {
            return isSuggestion ? EMPTY : deletedTo(0);
        } else if (Keys.isControl(key, 'k')) {
            return deletedUpTo(text.length());
        } else if (Keys.isControl(key, 'w')) {
            return isSuggestion ? EMPTY : deletedTo(wordStart());
        } else if (Keys.isAlt(key, 'b')) {
            return at(wordStart());
        } else if (Keys.isAlt(key, 'f')) {
            return at(wordEnd());
        }
        return Keys.isAlt(key, 'd') ? deletedUpTo(wordEnd()) : this;
    }

    private TextField at(int position) {
        return new TextField(text, position, false);
    }

    private TextField deletedTo(int from) {
        return new TextField(text.substring(0, from) + text.substring(cursor), from, false);
    }

    private TextField deletedUpTo(int end) {
        return new TextField(text.substring(0, cursor) + text.substring(end), cursor, false);
    }

    private int previous() {
        return cursor == 0 ? 0 : text.offsetByCodePoints(cursor, -1);
    }

    private int next() {
        return cursor == text.length() ? cursor : text.offsetByCodePoints(cursor, 1);
    }

    private int wordStart() {
        int at = cursor;
        while (at > 0 && text.charAt(at - 1) == ' ') {
            at--;
        }
        while (at > 0 && text.charAt(at - 1) != ' ') {
            at--;
        }
        return at;
    }

    private int wordEnd() {
        int at = cursor;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        while (at < text.length() && text.charAt(at) != ' ') {
            at++;
        }
        return at;
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** The field with a sign in place of each character, to be drawn where the text must not be seen. */
    TextField masked(String sign) {
        return new TextField(
                sign.repeat(text.codePointCount(0, text.length())),
                sign.length() * text.codePointCount(0, cursor),
                isSuggestion);
    }

    /** Draws it on one row, scrolled so that the cursor is seen. */
    void draw(Canvas canvas, int row) {
        String sign = "> ";
        canvas.put(0, row, sign, TextStyles.HEADING);
        Canvas area = canvas.part(sign.length(), row, canvas.columns() - sign.length(), 1);
        AttributedStyle style = isSuggestion ? TextStyles.SELECTED : TextStyles.PLAIN;
        AttributedString before = drawable(canvas, text.substring(0, cursor), style);
        AttributedString after = drawable(canvas, text.substring(cursor), style);
        int scrolled = 0;
        while (Columns.of(before.subSequence(scrolled, before.length())) >= area.columns()
                && scrolled < before.length()) {
            scrolled += Character.charCount(before.codePointAt(scrolled));
        }
        AttributedString shown = before.subSequence(scrolled, before.length());
        area.put(0, 0, shown);
        area.put(Columns.of(shown), 0, after);
        area.cursor(Columns.of(shown), 0);
    }

    private static AttributedString drawable(Canvas canvas, String text, AttributedStyle style) {
        return DrawableText.of(new AttributedString(text, style), canvas.capabilities());
    }
}
