package dev.appdb.tui.progress;

import java.util.ArrayList;
import java.util.List;

/** One line made of parts, some of them coloured, that knows how wide it is and can be cut to a width. */
final class Spans {
    private final List<Span> spans = new ArrayList<>();

    /** What a part is, which its words say as well. */
    enum Tone {
        PLAIN,
        HEADING,
        GOOD,
        WARNING,
        BAD;

        private String in(TerminalCapabilities style, String text) {
            return switch (this) {
                case PLAIN -> text;
                case HEADING -> style.heading(text);
                case GOOD -> style.good(text);
                case WARNING -> style.warning(text);
                case BAD -> style.bad(text);
            };
        }
    }

    private record Span(String text, Tone tone) {}

    /** @param text without colour and control characters, as {@link TerminalCapabilities#data} makes it */
    static Spans of(String text, Tone tone) {
        return new Spans().add(text, tone);
    }

    /** This very line, with one more part at its end. */
    Spans add(String text, Tone tone) {
        spans.add(new Span(text, tone));
        return this;
    }

    Spans add(String text) {
        return add(text, Tone.PLAIN);
    }

    int columns() {
        return spans.stream().mapToInt(span -> Columns.of(span.text())).sum();
    }

    /** The line in colour where there is some, cut with an ellipsis where it is wider than the width. */
    String text(int width, TerminalCapabilities style) {
        if (columns() <= width) {
            return joined(spans, style).stripTrailing();
        }
        String ellipsis = Columns.cut(style.ellipsis(), width, "");
        int left = width - Columns.of(ellipsis);
        List<Span> fitting = new ArrayList<>();
        for (Span span : spans) {
            String part = Columns.cut(span.text(), left, "");
            fitting.add(new Span(part, span.tone()));
            left = part.equals(span.text()) ? left - Columns.of(part) : 0;
        }
        return joined(fitting, style) + ellipsis;
    }

    private static String joined(List<Span> spans, TerminalCapabilities style) {
        StringBuilder line = new StringBuilder();
        spans.forEach(span -> line.append(span.tone().in(style, span.text())));
        return line.toString();
    }
}
