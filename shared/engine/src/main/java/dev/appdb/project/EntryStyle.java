package dev.appdb.project;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The style of a map's entries, which a new entry follows.
 *
 * @param quoted whether keys stand in quotes
 * @param separator {@code :} or {@code =} with the blanks after it
 * @param keyWidth the width to which keys are padded with blanks, as {@code terraform fmt} aligns; 0 if they are not
 * @param blankBefore whether a blank stands before the separator
 * @param gap what stands after a comma on the same line
 */
record EntryStyle(boolean quoted, String separator, int keyWidth, boolean blankBefore, String gap) {
    /** As the template's documentation writes it. */
    private static final EntryStyle DEFAULT = new EntryStyle(true, ": ", 0, true, " ");

    // A hyphen is allowed in a bare key, but reads as a minus.
    private static final Pattern BARE = Pattern.compile("[a-z][a-z0-9_]*");

    static EntryStyle of(String text, ExtensionMap map) {
        List<ExtensionMap.Entry> entries = map.entries();
        if (entries.isEmpty()) {
            return DEFAULT;
        }
        ExtensionMap.Entry last = entries.get(entries.size() - 1);
        String before = text.substring(last.key().end(), last.separator().start());
        String after = text.substring(last.separator().end(), last.value().start());
        boolean ownLines =
                entries.stream().map(entry -> entry.key().line()).distinct().count() == entries.size()
                        && last.key().line() > map.open().line();
        boolean aligned = entries.stream().map(EntryStyle::width).distinct().count() == 1;
        return new EntryStyle(
                last.key().kind() == HclToken.Kind.QUOTED,
                last.separator().text() + (after.isBlank() ? after : " "),
                ownLines && aligned && !before.isEmpty() ? width(last) : 0,
                !before.isEmpty(),
                before.isEmpty() && after.isEmpty() ? "" : " ");
    }

    private static int width(ExtensionMap.Entry entry) {
        return entry.separator().start() - entry.key().start();
    }

    String item(String name, boolean enabled) {
        String key = quoted || !BARE.matcher(name).matches() ? "\"" + name + "\"" : name;
        String padding = " ".repeat(Math.max(0, keyWidth - key.length()));
        boolean needsBlank = blankBefore && padding.isEmpty();
        return key + padding + (needsBlank ? " " : "") + separator + enabled;
    }
}
