package dev.appdb.tui.screen;

import com.googlecode.lanterna.TextCharacter;
import dev.appdb.tui.progress.Columns;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * Text of which each character has its own place on the screen. A character that the terminal and Lanterna may disagree
 * on the width of would shift all that follows, so it is drawn as {@code ?}; a combining one that has no composed form,
 * as its code. A flag and a modified emoji are one {@code ?}: terminals draw them as one glyph or as several, of which cells
 * would stay that nothing draws over. Joined emoji are drawn apart, since the joiner is drawn as its code.
 *
 * @see <a href="https://www.unicode.org/reports/tr51/">Unicode: emoji sequences</a>
 */
final class DrawableText {
    private static final String UNKNOWN = "?";

    /** The sign that asks for an emoji's look, the frame of a key, and a skin's tone. */
    private static final String MODIFIER = "[\\ufe0f\\u20e3\\x{1F3FB}-\\x{1F3FF}]";

    /** A flag or half of one, and what is modified. */
    private static final Pattern SEQUENCE =
            Pattern.compile("[\\x{1F1E6}-\\x{1F1FF}]{1,2}|." + MODIFIER + "+", Pattern.DOTALL);

    private DrawableText() {}

    static AttributedString of(String text, TerminalCapabilities capabilities) {
        return of(new AttributedString(text), capabilities);
    }

    static AttributedString of(AttributedString text, TerminalCapabilities capabilities) {
        AttributedString printable = capabilities.printable(text);
        if (isAscii(printable)) {
            return printable;
        }
        AttributedStringBuilder drawable = new AttributedStringBuilder(printable.length());
        for (int from = 0; from < printable.length(); from = printable.runLimit(from)) {
            String run = printable.subSequence(from, printable.runLimit(from)).toString();
            drawable.append(drawable(run), printable.styleAt(from));
        }
        return drawable.toAttributedString();
    }

    private static String drawable(String text) {
        StringBuilder drawable = new StringBuilder(text.length());
        SEQUENCE.matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll(UNKNOWN)
                .codePoints()
                .forEach(character -> drawable.append(drawable(character)));
        return drawable.toString();
    }

    private static String drawable(int character) {
        String text = Character.toString(character);
        int columns = isAscii(character) ? 1 : Columns.of(text);
        if (columns == 0) {
            return String.format(Locale.ROOT, "\\u%04x", character);
        }
        return isAscii(character) || columns == (isDoubleForLanterna(text) ? 2 : 1) ? text : UNKNOWN;
    }

    private static boolean isAscii(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isAscii(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(int character) {
        return character >= ' ' && character < 0x7f;
    }

    private static boolean isDoubleForLanterna(String text) {
        return TextCharacter.fromString(text)[0].isDoubleWidth();
    }
}
