package dev.appdb.project;

import java.util.List;
import java.util.Optional;

/**
 * The smallest edit that takes one extension out of a map's text: its whole line where it has one, with the comment behind
 * it; otherwise the entry and one of its commas. All else stays, also comments above it.
 */
final class ExtensionRemoval {
    private final String text;
    private final ExtensionMap map;
    private final ExtensionMap.Entry entry;
    private final Optional<ExtensionMap.Entry> previous;
    private final Optional<ExtensionMap.Entry> next;

    private ExtensionRemoval(String text, ExtensionMap map, int index) {
        List<ExtensionMap.Entry> entries = map.entries();
        this.text = text;
        this.map = map;
        this.entry = entries.get(index);
        this.previous = index == 0 ? Optional.empty() : Optional.of(entries.get(index - 1));
        this.next = index + 1 == entries.size() ? Optional.empty() : Optional.of(entries.get(index + 1));
    }

    /**
     * The text of the whole file without the entry.
     *
     * @throws IllegalArgumentException if the map has no entry of this name
     */
    static String of(String name, ExtensionMap map, String text) {
        List<String> names =
                map.entries().stream().map(ExtensionMap.Entry::name).toList();
        if (!names.contains(name)) {
            throw new IllegalArgumentException("the map has no " + name);
        }
        return new ExtensionRemoval(text, map, names.indexOf(name)).result();
    }

    private String result() {
        int start = entry.key().start();
        Optional<HclToken> newline = map.newlines().stream()
                .filter(candidate -> candidate.start() >= entry.end())
                .findFirst();
        int line = text.lastIndexOf('\n', start) + 1;
        boolean hasItsLine = isBlank(line, start)
                && newline.filter(end -> next.isEmpty() || next.get().key().start() > end.start())
                        .isPresent();
        return hasItsLine ? withoutLine(line, newline.get().end()) : withoutEntry(start);
    }

    private String withoutLine(int start, int end) {
        String rest = text.substring(end);
        Optional<HclToken> separating =
                isLastWithoutComma() ? previous.flatMap(ExtensionMap.Entry::comma) : Optional.empty();
        return separating
                        .map(comma -> text.substring(0, comma.start()) + text.substring(comma.end(), start))
                        .orElseGet(() -> text.substring(0, start))
                + rest;
    }

    private boolean isLastWithoutComma() {
        return next.isEmpty() && entry.comma().isEmpty();
    }

    private String withoutEntry(int start) {
        Optional<HclToken> comma = previous.flatMap(ExtensionMap.Entry::comma);
        if (comma.isPresent() && isBlank(comma.get().end(), start)) {
            return entry.comma().isPresent()
                    ? cut(comma.get().end(), entry.end())
                    : cut(endOfValue(previous.get(), comma.get()), entry.end());
        }
        if (next.isPresent() && isBlank(entry.end(), next.get().key().start())) {
            return cut(start, next.get().key().start());
        }
        int opened = map.open().end();
        int closed = map.close().start();
        boolean isAlone = isBlank(opened, start) && isBlank(entry.end(), closed);
        return isAlone ? cut(opened, closed) : cut(start, entry.end() + blankBetween(start));
    }

    /** The comma goes with the blanks before it, and not with a comment. */
    private int endOfValue(ExtensionMap.Entry before, HclToken comma) {
        return isBlank(before.value().end(), comma.start()) ? before.value().end() : comma.start();
    }

    /** One of the two blanks that stood around the entry. */
    private int blankBetween(int start) {
        return text.charAt(start - 1) == ' ' && text.charAt(entry.end()) == ' ' ? 1 : 0;
    }

    private boolean isBlank(int from, int to) {
        return text.substring(from, to).isBlank();
    }

    private String cut(int from, int to) {
        return text.substring(0, from) + text.substring(to);
    }
}
