package dev.appdb.tui.screen;

import com.googlecode.lanterna.TextCharacter;
import dev.appdb.tui.progress.Columns;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One character on the screen.
 *
 * @param columns how many it takes, one or two
 */
record Cell(String text, int columns, Look look) {

    static final Cell SPACE = new Cell(" ", 1, Look.PLAIN);

    /**
     * A text without control characters, character by character. A character that the terminal and Lanterna may not
     * agree on the width of would shift all that follows, so it stands as {@code ?}; a combining one that has no
     * composed form, as its code.
     */
    static List<Cell> of(String text, Look look) {
        List<Cell> cells = new ArrayList<>(text.length());
        String composed = Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
        composed.codePoints().forEach(character -> add(cells, character, look));
        return cells;
    }

    private static void add(List<Cell> cells, int character, Look look) {
        if (character >= ' ' && character < 0x7f) {
            cells.add(new Cell(Character.toString(character), 1, look));
            return;
        }
        String text = Character.toString(character);
        int columns = Columns.of(text);
        if (columns == 0 || Character.isISOControl(character)) {
            String code = String.format(Locale.ROOT, "\\u%04x", character);
            code.chars().forEach(each -> cells.add(new Cell(Character.toString(each), 1, look)));
        } else {
            boolean agreed = columns == (isDoubleForLanterna(text) ? 2 : 1);
            cells.add(agreed ? new Cell(text, columns, look) : new Cell("?", 1, look));
        }
    }

    private static boolean isDoubleForLanterna(String text) {
        TextCharacter[] characters = TextCharacter.fromString(text);
        return characters[0].isDoubleWidth();
    }

    static int columns(List<Cell> cells) {
        return cells.stream().mapToInt(Cell::columns).sum();
    }
}
