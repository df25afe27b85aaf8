package dev.appdb.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(read("\u0003\u0004\u0015\u001a")).containsExactly("C-c", "C-d", "C-u", "C-z");
        assertThat(read("\u0001\u0005\u0002\u0006\u0010\u000e"))
                .as("readline's moving keys")
                .containsExactly("Home", "End", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown");
        assertThat(read("\u001bb\u001bf\u001bd\u001b\u007f")).containsExactly("M-b", "M-f", "M-d", "M-Backspace");
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
        assertThat(read("\u001b[Ix\u001b[O")).containsExactly("x");
        assertThat(read("\u001b[" + PAUSE + "x")).containsExactly("x");
        assertThat(read("\u0000\u001cx")).containsExactly("x");
        assertThat(read("\ufffdx")).as("bytes that are no UTF-8").containsExactly("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b]11;rgb:1e1e/1e1e/1e1e\u001b\\",
                "\u001b]11;rgb:1e1e/1e1e/1e1e\u0007",
                "\u001bP>|tmux 3.3a\u001b\\",
                "\u001bP1$r0m\u001b\\",
                "\u001b_Gi=31;OK\u001b\\",
                "\u001b^private\u001b\\",
                "\u001bXstart of string\u001b\\"
            })
    void aReplyOfTheTerminalIsNotText(String reply) throws IOException {
        assertThat(read("a" + reply + "b")).containsExactly("a", "b");
        assertThat(read("a" + reply.substring(0, 5) + PAUSE + "b"))
                .as("one that is cut off")
                .containsExactly("a", "b");
    }

    @Test
    void whatTheTerminalReportsComesBesideTheKeys() throws IOException {
        List<String> reports = new ArrayList<>();

        List<KeyStroke> keys =
                keys("sh\u001b]11;rgb:1e1e/1e1e/1e1e\u001b\\op\u001b[?62;22c\r\u001b]11;rgb:0/0/0\u0007", reports::add);

        assertThat(keys).extracting(KeyReaderTest::name).containsExactly("s", "h", "o", "p", "Enter");
        assertThat(reports).containsExactly("11;rgb:1e1e/1e1e/1e1e", "c", "11;rgb:0/0/0");
    }

    @ParameterizedTest
    @CsvSource({
        "'one', 'one', false",
        "'one\\r\\ntwo\\r\\n', 'one', true",
        "'one\\rtwo', 'one', true",
        "'\\n one \\n', 'one', false",
        "'a\\tb\\003c\\033[A', 'abc[A', false"
    })
    void aPasteIsOneText(String pasted, String firstLine, boolean hasMore) throws IOException {
        List<KeyStroke> keys = keys("x\u001b[200~" + pasted.translateEscapes() + "\u001b[201~\r");

        assertThat(keys).extracting(KeyReaderTest::name).containsExactly("x", "Unknown", "Enter");
        Paste paste = (Paste) keys.get(1);
        assertThat(paste.firstLine()).isEqualTo(firstLine);
        assertThat(paste.hasMore()).isEqualTo(hasMore);
    }

    @Test
    void aSequenceMayArriveInPartsOverASlowLine() throws IOException {
        List<Long> waits = new ArrayList<>();
        String characters = "\u001b[A";
        int[] at = {0};
        KeyReader reader = new KeyReader(timeout -> {
            waits.add(timeout);
            return at[0] == characters.length() ? KeyReader.Source.END : characters.charAt(at[0]++);
        });

        assertThat(reader.next().getKeyType()).isEqualTo(KeyType.ArrowUp);
        assertThat(waits.subList(1, 3)).as("ms").allMatch(wait -> wait > 200);
    }

    private static List<String> read(String characters) throws IOException {
        return keys(characters).stream().map(KeyReaderTest::name).toList();
    }

    private static List<KeyStroke> keys(String characters) throws IOException {
        return keys(characters, report -> {});
    }

    private static List<KeyStroke> keys(String characters, Consumer<String> reports) throws IOException {
        int[] at = {0};
        KeyReader reader = new KeyReader(
                timeout -> {
                    if (at[0] == characters.length()) {
                        return KeyReader.Source.END;
                    }
                    char next = characters.charAt(at[0]++);
                    return next == PAUSE ? KeyReader.Source.NOTHING_YET : next;
                },
                reports);
        List<KeyStroke> keys = new ArrayList<>();
        for (KeyStroke key = reader.next(); key.getKeyType() != KeyType.EOF; key = reader.next()) {
            keys.add(key);
        }
        return keys;
    }

    private static String name(KeyStroke key) {
        String name = key.getKeyType() == KeyType.Character
                ? key.getCharacter().toString()
                : key.getKeyType().name();
        return (key.isCtrlDown() ? "C-" : key.isAltDown() ? "M-" : "") + name;
    }
}
