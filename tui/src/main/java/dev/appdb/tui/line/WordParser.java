package dev.appdb.tui.line;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * Splits a line into words at spaces and commas, and knows neither quotes nor escapes: JLine's own parser would ask
 * for a second line after an odd quote, and eat backslashes.
 */
final class WordParser implements Parser {

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        int start = cursor;
        while (start > 0 && !separates(line.charAt(start - 1))) {
            start--;
        }
        int end = cursor;
        while (end < line.length() && !separates(line.charAt(end))) {
            end++;
        }
        return new Word(line, cursor, start, line.substring(start, end));
    }

    @Override
    public boolean isEscapeChar(char character) {
        return false;
    }

    private static boolean separates(char character) {
        return character == ' ' || character == ',';
    }

    /** The word at the cursor, taken for the line's only one, since completion looks at no other. */
    private record Word(String line, int cursor, int start, String word) implements CompletingParsedLine {
        @Override
        public int wordCursor() {
            return cursor - start;
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor();
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }
    }
}
