package dev.appdb.tui.screen;

import com.googlecode.lanterna.input.CharacterPattern;
import com.googlecode.lanterna.input.EscapeSequenceCharacterPattern;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes keys of the characters that a terminal sends. A sequence that stands for no key, such as a report of the
 * terminal, is dropped as a whole, so that none of it ends up in a text. The control keys by which readline moves are the
 * arrows, Home and End here, on every page.
 *
 * @see <a href="https://invisible-island.net/xterm/ctlseqs/ctlseqs.html">XTerm control sequences</a>
 * @see <a href="https://tiswww.case.edu/php/chet/readline/readline.html#Commands-For-Moving">readline: moving</a>
 */
final class KeyReader {
    private static final char ESCAPE = '\u001b';
    private static final char BELL = '\u0007';
    private static final char REPLACEMENT = '\ufffd';

    /** The longest wait for what follows an Escape, over a slow connection; Escape alone is a key only after it. */
    private static final long ESCAPE_MILLIS = 300;

    /** The longest wait within a sequence, which nothing else can be. */
    private static final long SEQUENCE_MILLIS = 1000;

    /** The longest read: an endless one would keep JLine from closing its terminal. */
    private static final long WAIT_MILLIS = 1000;

    private static final int LONGEST_SEQUENCE = 32;

    /** The length at which a text that nothing ends is given up. */
    private static final int LONGEST_TEXT = 1 << 20;

    /** The characters that open an operating system command, a device control string and other strings after Escape. */
    private static final String STRINGS = "]P_^X";

    /** The longest part of a report that anything is made of. */
    private static final int LONGEST_REPORT = 64;

    /** The last character of the primary device attributes, which every terminal reports when it is asked. */
    static final char ATTRIBUTES = 'c';

    private static final String PASTE_BEGINS = "\u001b[200~";
    private static final String PASTE_ENDS = "\u001b[201~";
    private static final Map<Character, KeyType> MOVING = Map.of(
            'a', KeyType.Home,
            'e', KeyType.End,
            'b', KeyType.ArrowLeft,
            'f', KeyType.ArrowRight,
            'p', KeyType.ArrowUp,
            'n', KeyType.ArrowDown);
    private static final List<KeyType> LINUX_CONSOLE =
            List.of(KeyType.F1, KeyType.F2, KeyType.F3, KeyType.F4, KeyType.F5);

    /** The source of the characters. */
    interface Source {
        int END = -1;
        int NOTHING_YET = -2;

        /** The next character, or {@link #END}, or {@link #NOTHING_YET} after the time. */
        int read(long timeoutMillis) throws IOException;
    }

    private final Source source;
    private final Consumer<String> reports;
    private final CharacterPattern sequences = new EscapeSequenceCharacterPattern();
    private int ahead = Source.NOTHING_YET;

    KeyReader(Source source) {
        this(source, report -> {});
    }

    /**
     * @param reports gets what the terminal reports about itself: the text of an operating system command, such as {@code
     *     11;rgb:0000/0000/0000}, and {@link #ATTRIBUTES} for its device attributes
     */
    KeyReader(Source source, Consumer<String> reports) {
        this.source = source;
        this.reports = reports;
    }

    /** Waits for the next key; {@link KeyType#EOF} once the terminal is gone. */
    KeyStroke next() throws IOException {
        while (true) {
            int character = take(WAIT_MILLIS);
            if (character == Source.END) {
                return new KeyStroke(KeyType.EOF);
            }
            if (character >= 0) {
                Optional<KeyStroke> key = key((char) character);
                if (key.isPresent()) {
                    return key.get();
                }
            }
        }
    }

    private int take(long timeoutMillis) throws IOException {
        if (ahead != Source.NOTHING_YET) {
            int character = ahead;
            ahead = Source.NOTHING_YET;
            return character;
        }
        return source.read(timeoutMillis);
    }

    private Optional<KeyStroke> key(char character) throws IOException {
        return switch (character) {
            case ESCAPE -> escape();
            case '\n', '\r' -> Optional.of(new KeyStroke(KeyType.Enter));
            case '\t' -> Optional.of(new KeyStroke(KeyType.Tab));
            case '\b', '\u007f' -> Optional.of(new KeyStroke(KeyType.Backspace));
            default -> {
                if (character > 0 && character <= 26) {
                    yield Optional.of(control((char) (character + 'a' - 1)));
                }
                yield Character.isISOControl(character) || character == REPLACEMENT
                        ? Optional.empty()
                        : Optional.of(new KeyStroke(character, false, false));
            }
        };
    }

    private static KeyStroke control(char letter) {
        KeyType moving = MOVING.get(letter);
        return moving == null ? new KeyStroke(letter, true, false) : new KeyStroke(moving);
    }

    private Optional<KeyStroke> escape() throws IOException {
        int second = take(ESCAPE_MILLIS);
        if (second == Source.NOTHING_YET || second == Source.END || second == ESCAPE) {
            ahead = second;
            return Optional.of(new KeyStroke(KeyType.Escape));
        }
        if (STRINGS.indexOf(second) >= 0) {
            String text = string();
            if (second == ']') {
                reports.accept(text);
            }
            return Optional.empty();
        }
        if (second != '[' && second != 'O') {
            return withAlt((char) second);
        }
        return sequence((char) second);
    }

    private static Optional<KeyStroke> withAlt(char character) {
        if (character == '\u007f' || character == '\b') {
            return Optional.of(new KeyStroke(KeyType.Backspace, false, true));
        }
        return Character.isISOControl(character)
                ? Optional.empty()
                : Optional.of(new KeyStroke(character, false, true));
    }

    /** The beginning of a string that the terminal sends, which is read up to its end: BEL, or Escape with a backslash. */
    private String string() throws IOException {
        StringBuilder text = new StringBuilder();
        int next = take(SEQUENCE_MILLIS);
        for (int length = 0; next >= 0 && next != BELL && length < LONGEST_TEXT; length++) {
            if (next == ESCAPE) {
                int after = take(SEQUENCE_MILLIS);
                if (after == '\\') {
                    return text.toString();
                }
                next = after;
            } else {
                if (text.length() < LONGEST_REPORT) {
                    text.append((char) next);
                }
                next = take(SEQUENCE_MILLIS);
            }
        }
        ahead = next == Source.END ? next : ahead;
        return text.toString();
    }

    private Optional<KeyStroke> sequence(char second) throws IOException {
        List<Character> sequence = new ArrayList<>(List.of(ESCAPE, second));
        int next = take(SEQUENCE_MILLIS);
        if (second == '[' && next == '[') {
            int function = take(SEQUENCE_MILLIS) - 'A';
            return function >= 0 && function < LINUX_CONSOLE.size()
                    ? Optional.of(new KeyStroke(LINUX_CONSOLE.get(function)))
                    : Optional.empty();
        }
        // ECMA-48: parameters and intermediates are below '@', and one final character ends the sequence
        while (next >= ' ' && next < '@' && sequence.size() < LONGEST_SEQUENCE) {
            sequence.add((char) next);
            next = take(SEQUENCE_MILLIS);
        }
        if (next < 0) {
            ahead = next;
            return Optional.empty();
        }
        sequence.add((char) next);
        if (next == ATTRIBUTES && sequence.size() > 3 && sequence.get(2) == '?') {
            reports.accept(String.valueOf(ATTRIBUTES));
            return Optional.empty();
        }
        return isPaste(sequence) ? Optional.of(pasted()) : meaning(sequence);
    }

    private static boolean isPaste(List<Character> sequence) {
        return sequence.equals(
                PASTE_BEGINS.chars().mapToObj(each -> (char) each).toList());
    }

    /** The text up to the end of the paste, or as far as it came. */
    private KeyStroke pasted() throws IOException {
        StringBuilder text = new StringBuilder();
        int next = take(SEQUENCE_MILLIS);
        while (next >= 0 && text.length() < LONGEST_TEXT) {
            text.append((char) next);
            if (next == '~' && endsWith(text, PASTE_ENDS)) {
                text.setLength(text.length() - PASTE_ENDS.length());
                break;
            }
            next = take(SEQUENCE_MILLIS);
        }
        ahead = next == Source.END ? next : ahead;
        return Paste.of(text.toString());
    }

    private static boolean endsWith(StringBuilder text, String end) {
        return text.length() >= end.length() && text.indexOf(end, text.length() - end.length()) >= 0;
    }

    private Optional<KeyStroke> meaning(List<Character> sequence) {
        CharacterPattern.Matching matching = sequences.match(sequence);
        if (matching == null || matching.fullMatch == null) {
            return Optional.empty();
        }
        KeyStroke key = matching.fullMatch;
        // An application keypad sends ESC O A for a plain arrow; Lanterna takes it for Ctrl with the arrow.
        return Optional.of(new KeyStroke(key.getKeyType()));
    }
}
