package dev.appdb.tui.screen;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;

/** A text that was pasted: no key, so a page that takes no text ignores it, and a line break in it confirms nothing. */
final class Paste extends KeyStroke {
    private final String firstLine;
    private final boolean hasMore;

    private Paste(String firstLine, boolean hasMore) {
        super(KeyType.Unknown);
        this.firstLine = firstLine;
        this.hasMore = hasMore;
    }

    /** A pasted text without its control characters; line breaks are carriage returns, line feeds or both. */
    static Paste of(String text) {
        String[] lines = text.strip().split("\\R", 2);
        return new Paste(lines[0].replaceAll("\\p{Cntrl}", "").strip(), lines.length > 1);
    }

    String firstLine() {
        return firstLine;
    }

    /** True if there are more lines than the first, which a field has no place for. */
    boolean hasMore() {
        return hasMore;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Paste paste && paste.firstLine.equals(firstLine) && paste.hasMore == hasMore;
    }

    @Override
    public int hashCode() {
        return firstLine.hashCode();
    }
}
