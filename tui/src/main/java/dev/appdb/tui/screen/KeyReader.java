package dev.appdb.tui.screen;

import com.googlecode.lanterna.input.CharacterPattern;
import com.googlecode.lanterna.input.EscapeSequenceCharacterPattern;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes keys of the characters that a terminal sends. A sequence that stands for no key, such as a report of the
 * terminal, is dropped as a whole, so that none of it ends up in a text.
 */
final class KeyReader {
    private static final char ESCAPE = '\u001b';
    /** The longest wait for the rest of a sequence, over a slow connection; Escape alone is a key only after it. */
    private static final long SEQUENCE_MILLIS = 50;

    /** The longest read: an endless one would keep JLine from closing its terminal. */
    private static final long WAIT_MILLIS = 1000;

    private static final int LONGEST_SEQUENCE = 32;
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
    private final CharacterPattern sequences = new EscapeSequenceCharacterPattern();
    private int ahead = Source.NOTHING_YET;

    KeyReader(Source source) {
        this.source = source;
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
                    yield Optional.of(new KeyStroke((char) (character + 'a' - 1), true, false));
                }
                yield Character.isISOControl(character)
                        ? Optional.empty()
                        : Optional.of(new KeyStroke(character, false, false));
            }
        };
    }

    private Optional<KeyStroke> escape() throws IOException {
        int second = take(SEQUENCE_MILLIS);
        if (second == Source.NOTHING_YET || second == Source.END || second == ESCAPE) {
            ahead = second;
            return Optional.of(new KeyStroke(KeyType.Escape));
        }
        if (second != '[' && second != 'O') {
            return Character.isISOControl(second)
                    ? Optional.empty()
                    : Optional.of(new KeyStroke((char) second, false, true));
        }
        List<Character> sequence = new ArrayList<>(List.of(ESCAPE, (char) second));
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
        return meaning(sequence);
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
