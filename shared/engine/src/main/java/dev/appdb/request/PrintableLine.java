package dev.appdb.request;

import java.util.Locale;

/**
 * Text from outside (names, server messages, files) as one line that is safe to show. What could steer a terminal or
 * hide and reorder what is read (control and format characters of Unicode, among them ESC and the bidirectional
 * overrides, lone surrogates, private use) is shown as its code, such as {@code \x1b}; nothing is dropped silently.
 */
public final class PrintableLine {
    private PrintableLine() {}

    /** The text with line breaks and tabs as spaces, and with what steers as its code. */
    public static String of(String text) {
        StringBuilder line = new StringBuilder(text.length());
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int character = text.codePointAt(i);
            next = i + Character.charCount(character);
            append(line, character);
        }
        return line.toString();
    }

    private static void append(StringBuilder line, int character) {
        if (character == '\n' || character == '\r' || character == '\t') {
            line.append(' ');
        } else if (steers(character)) {
            line.append(code(character));
        } else {
            line.appendCodePoint(character);
        }
    }

    private static boolean steers(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static String code(int character) {
        return character < 0x100
                ? String.format(Locale.ROOT, "\\x%02x", character)
                : String.format(Locale.ROOT, "\\u%04x", character);
    }
}
