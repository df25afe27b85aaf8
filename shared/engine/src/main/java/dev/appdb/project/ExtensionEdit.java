package dev.appdb.project;

import dev.appdb.request.ExtensionName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The smallest edit of an extension map's text: values change in place, new keys look like their neighbours. */
final class ExtensionEdit {
    private static final String INDENT = "  ";

    private final String text;
    private final ExtensionMap map;
    private final List<Replacement> replacements = new ArrayList<>();

    private ExtensionEdit(String text, ExtensionMap map) {
        this.text = text;
        this.map = map;
    }

    private record Replacement(int start, int end, String text) {}

    /**
     * The text of the whole file after the edit.
     *
     * @param text the file's text
     * @param map the map in it
     * @param settings what is to be changed or added; what is not named stays
     */
    static String apply(String text, ExtensionMap map, Map<ExtensionName, Boolean> settings) {
        ExtensionEdit edit = new ExtensionEdit(text, map);
        SortedMap<String, Boolean> missing = new TreeMap<>();
        settings.forEach((name, enabled) -> missing.put(name.value(), enabled));
        for (ExtensionMap.Entry entry : map.entries()) {
            Boolean enabled = missing.remove(entry.name());
            if (enabled != null && enabled != entry.enabled()) {
                edit.replace(entry.value().start(), entry.value().end(), enabled.toString());
            }
        }
        if (!missing.isEmpty()) {
            edit.add(missing);
        }
        return edit.result();
    }

    private void replace(int start, int end, String with) {
        replacements.add(new Replacement(start, end, with));
    }

    private void insert(int at, String what) {
        replace(at, at, what);
    }

    private String result() {
        StringBuilder result = new StringBuilder(text);
        replacements.stream()
                .sorted(Comparator.comparingInt(Replacement::start).reversed())
                .forEach(change -> result.replace(change.start(), change.end(), change.text()));
        return result.toString();
    }

    private void add(SortedMap<String, Boolean> missing) {
        int end = last().map(ExtensionMap.Entry::end).orElse(map.open().end());
        Optional<HclToken> newline = map.newlines().stream()
                .filter(candidate -> candidate.start() >= end)
                .findFirst();
        if (newline.isEmpty()) {
            addOnTheLine(missing, end);
        } else if (last().isEmpty()) {
            addFirstLines(missing, newline.get());
        } else {
            addLinesAfter(last().get(), missing, newline.get());
        }
    }

    private Optional<ExtensionMap.Entry> last() {
        return map.entries().isEmpty()
                ? Optional.empty()
                : Optional.of(map.entries().get(map.entries().size() - 1));
    }

    private void addOnTheLine(SortedMap<String, Boolean> missing, int end) {
        EntryStyle style = EntryStyle.of(text, map);
        List<String> items = items(missing, style);
        if (last().isEmpty()) {
            boolean blankBefore = Character.isWhitespace(text.charAt(map.close().start() - 1));
            insert(map.close().start(), (blankBefore ? "" : " ") + String.join(", ", items) + " ");
        } else if (last().get().comma().isPresent()) {
            insert(end, items.stream().map(item -> style.gap() + item + ",").collect(Collectors.joining()));
        } else {
            insert(end, items.stream().map(item -> "," + style.gap() + item).collect(Collectors.joining()));
        }
    }

    /** Into an empty map of several lines: below the comments in it, above its closing brace. */
    private void addFirstLines(SortedMap<String, Boolean> missing, HclToken newline) {
        String indent = indent(map.open()) + INDENT;
        HclToken lastNewline = map.newlines().get(map.newlines().size() - 1);
        insert(lastNewline.end(), lines(items(missing, EntryStyle.of(text, map)), indent, newline.text(), "", ""));
    }

    private void addLinesAfter(ExtensionMap.Entry last, SortedMap<String, Boolean> missing, HclToken newline) {
        boolean onOpeningLine = last.key().line() == map.open().line();
        String indent = onOpeningLine ? indent(map.open()) + INDENT : indent(last.key());
        boolean trailingComma = last.comma().isPresent();
        boolean commas = trailingComma
                || (map.entries().size() > 1
                        && map.entries().stream()
                                .limit(map.entries().size() - 1L)
                                .allMatch(entry -> entry.comma().isPresent()));
        if (commas && !trailingComma) {
            insert(last.value().end(), ",");
        }
        List<String> items = items(missing, EntryStyle.of(text, map));
        insert(newline.end(), lines(items, indent, newline.text(), commas ? "," : "", trailingComma ? "," : ""));
    }

    private static String lines(List<String> items, String indent, String newline, String between, String atEnd) {
        return indent + String.join(between + newline + indent, items) + atEnd + newline;
    }

    private static List<String> items(SortedMap<String, Boolean> missing, EntryStyle style) {
        return missing.entrySet().stream()
                .map(entry -> style.item(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The blanks with which the token's line begins. */
    private String indent(HclToken token) {
        int start = text.lastIndexOf('\n', token.start()) + 1;
        int end = start;
        while (end < token.start() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return text.substring(start, end);
    }
}
