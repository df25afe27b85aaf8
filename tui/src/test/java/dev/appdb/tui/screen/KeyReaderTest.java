package dev.appdb.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyReaderTest {
    /** Stands in a script for a pause longer than the rest of a sequence may take. */
    private static final char PAUSE = '\uffff';

    @Test
    void keysOfTerminalsAreUnderstood() throws IOException {
        assertThat(read("a\r\n\t\u007f\b")).containsExactly("a", "Enter", "Enter", "Tab", "Backspace", "Backspace");
        assertThat(read("\u001b[A\u001bOB\u001b[1;5C\u001b[Z\u001b[5~\u001b[3~\u001bOP\u001b[11~\u001b[[A\u001b[H"))
                .containsExactly(
                        "ArrowUp",
                        "ArrowDown",
                        "ArrowRight",
                        "ReverseTab",
                        "PageUp",
                        "Delete",
                        "F1",
                        "F1",
                        "F1",
                        "Home");
        assertThat(read("\u0003\u0004\u0015")).containsExactly("C-c", "C-d", "C-u");
        assertThat(read("資\u00e9")).containsExactly("資", "\u00e9");
    }

    @Test
    void escapeAloneIsTheKey() throws IOException {
        assertThat(read("\u001b" + PAUSE + "x")).containsExactly("Escape", "x");
        assertThat(read("\u001b\u001b")).containsExactly("Escape", "Escape");
        assertThat(read("\u001b")).containsExactly("Escape");
    }

    @Test
    void aSequenceThatMeansNoKeyLeavesNothingBehind() throws IOException {
        assertThat(read("\u001b[?1;2cx")).containsExactly("x");
        assertThat(read("\u001b[200~x\u001b[201~")).containsExactly("x");
        assertThat(read("\u001b[Ix\u001b[O")).containsExactly("x");
        assertThat(read("\u001b[" + PAUSE + "x")).containsExactly("x");
        assertThat(read("\u0000\u001cx")).containsExactly("x");
    }

    private static List<String> read(String characters) throws IOException {
        int[] at = {0};
        KeyReader reader = new KeyReader(timeout -> {
            if (at[0] == characters.length()) {
                return KeyReader.Source.END;
            }
            char next = characters.charAt(at[0]++);
            return next == PAUSE ? KeyReader.Source.NOTHING_YET : next;
        });
        List<String> keys = new ArrayList<>();
        for (KeyStroke key = reader.next(); key.getKeyType() != KeyType.EOF; key = reader.next()) {
            String name = key.getKeyType() == KeyType.Character
                    ? key.getCharacter().toString()
                    : key.getKeyType().name();
            keys.add(key.isCtrlDown() ? "C-" + name : name);
        }
        return keys;
    }
}
