package dev.appdb.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.input.KeyStroke;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFieldTest {
    /** The text after keys, with a bar at the cursor. */
    private static String after(TextField field, String typed) {
        TextField now = field;
        for (KeyStroke key : Typed.keys(typed)) {
            now = now.after(key);
        }
        return now.text().substring(0, now.cursor()) + "|" + now.text().substring(now.cursor());
    }

    @ParameterizedTest
    @CsvSource({
        "<Home>, '|two big words'",
        "<Home><End>, 'two big words|'",
        "<ArrowLeft>x, 'two big wordxs'",
        "<M-b>, 'two big |words'",
        "<M-b><M-b>, 'two |big words'",
        "<Home><M-f>, 'two| big words'",
        "<Home><M-f><M-f>, 'two big| words'",
        "<Home><M-d>, '| big words'",
        "<M-b><C-k>, 'two big |'",
        "<M-b><C-u>, '|words'",
        "<C-w>, 'two big |'",
        "<M-b><C-w>, 'two |words'",
        "<Home><Delete>, '|wo big words'",
        "<C-t>, 'two big words|'",
        "<M-z>, 'two big words|'",
        "<F1>, 'two big words|'"
    })
    void takesTheEditingKeysOfReadline(String keys, String expected) {
        String cursor = expected.contains("|") ? expected : expected.replace("xs", "x|s");
        assertThat(after(TextField.of("two big words"), keys)).isEqualTo(cursor);
    }

    @Test
    void deletesAWordBeforeTheCursorWithAlt() {
        assertThat(TextField.of("two words")
                        .after(new KeyStroke(com.googlecode.lanterna.input.KeyType.Backspace, false, true))
                        .text())
                .isEqualTo("two ");
    }

    @ParameterizedTest
    @CsvSource({
        "x, x|",
        "<Paste:prod>, prod|",
        "<Backspace>, |",
        "<C-u>, |",
        "<C-w>, |",
        "<End>x, devx|",
        "<Home>x, x|dev"
    })
    void aSuggestionIsReplacedByTypingAndEditedAfterMoving(String keys, String expected) {
        assertThat(after(TextField.prefilled("dev"), keys)).isEqualTo(expected);
    }

    @Test
    void aPasteIsPutWhereTheCursorIs() {
        assertThat(after(TextField.of("ab"), "<ArrowLeft><Paste:x y\nz>")).isEqualTo("ax y|b");
    }
}
