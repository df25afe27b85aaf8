package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A terminal's screen as a picture in SVG, or several, one after the other, as a moving one. */
final class SvgPicture {
    private static final int MARGIN = 12;

    private final int columns;
    private final int rows;
    /** The ids of the rows that are drawn, by what is on them: most are the same on many frames. */
    private final Map<String, String> ids = new LinkedHashMap<>();

    private final List<Frame> frames = new ArrayList<>();

    /**
     * A screen that is shown for a time.
     *
     * @param rows what is on each row
     */
    private record Frame(List<String> rows, int millis) {}

    SvgPicture(TerminalSize size) {
        this.columns = size.getColumns();
        this.rows = size.getRows();
    }

    /** The lines of a picture that does not move. */
    static List<String> of(DefaultVirtualTerminal terminal) {
        return new SvgPicture(terminal.getTerminalSize()).with(terminal, 0).lines();
    }

    /** Adds what a terminal shows now. */
    SvgPicture with(DefaultVirtualTerminal terminal, int millis) {
        SvgRows drawn = new SvgRows(terminal);
        List<String> shown = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            shown.add(drawn.row(row));
        }
        frames.add(new Frame(shown, millis));
        return this;
    }

    List<String> lines() {
        int width = columns * SvgRows.CELL_WIDTH + 2 * MARGIN;
        int height = rows * SvgRows.CELL_HEIGHT + 2 * MARGIN;
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">",
                width,
                height,
                width,
                height));
        lines.add("<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"" + SvgRows.BACKGROUND + "\"/>");
        List<String> body = frames.size() == 1 ? still(frames.get(0)) : moving();
        lines.addAll(body);
        lines.add("</svg>");
        return lines;
    }

    private static String group() {
        return "<g transform=\"translate(" + MARGIN + " " + MARGIN + ")\" font-family=\"" + SvgRows.FONT
                + "\" font-size=\"15\" fill=\"none\">";
    }

    private List<String> still(Frame frame) {
        List<String> lines = new ArrayList<>();
        lines.add(group());
        for (int row = 0; row < rows; row++) {
            if (!frame.rows().get(row).isEmpty()) {
                lines.add("<g transform=\"translate(0 " + row * SvgRows.CELL_HEIGHT + ")\">"
                        + frame.rows().get(row) + "</g>");
            }
        }
        lines.add("</g>");
        return lines;
    }

    /** Each frame is visible for its time; where nothing moves, the last one is. */
    private List<String> moving() {
        List<String> lines = new ArrayList<>();
        int all = frames.stream().mapToInt(Frame::millis).sum();
        lines.add("<style>");
        lines.add(".f{visibility:hidden;animation-duration:" + all
                + "ms;animation-iteration-count:infinite;animation-timing-function:step-end}");
        lines.add(".f:last-child{visibility:visible}");
        lines.add("@media (prefers-reduced-motion:reduce){.f{animation:none!important}}");
        int begins = 0;
        for (int i = 0; i < frames.size(); i++) {
            int ends = begins + frames.get(i).millis();
            lines.add(keyframes(i, percent(begins, all), percent(ends, all)));
            begins = ends;
        }
        lines.add("</style>");
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            shown.add(frame(i));
        }
        lines.add("<defs>");
        ids.forEach((row, id) -> lines.add("<g id=\"" + id + "\">" + row + "</g>"));
        lines.add("</defs>");
        lines.add(group());
        lines.addAll(shown);
        lines.add("</g>");
        return lines;
    }

    private static String keyframes(int frame, String begins, String ends) {
        String before = frame == 0 ? "" : "0%{visibility:hidden}";
        String after = ends.equals("100") ? "" : ends + "%{visibility:hidden}";
        return "@keyframes f" + frame + "{" + before + begins + "%{visibility:visible}" + after + "}#f" + frame
                + "{animation-name:f" + frame + "}";
    }

    private static String percent(int millis, int all) {
        String percent = String.format(Locale.ROOT, "%.3f", 100.0 * millis / all);
        return percent.replaceAll("\\.?0+$", "").isEmpty() ? "0" : percent.replaceAll("\\.0+$", "");
    }

    private String frame(int index) {
        StringBuilder uses = new StringBuilder("<g id=\"f" + index + "\" class=\"f\">");
        List<String> shown = frames.get(index).rows();
        for (int row = 0; row < rows; row++) {
            if (!shown.get(row).isEmpty()) {
                String id = ids.computeIfAbsent(shown.get(row), drawn -> "r" + ids.size());
                uses.append("<use href=\"#" + id + "\" y=\"" + row * SvgRows.CELL_HEIGHT + "\"/>");
            }
        }
        return uses.append("</g>").toString();
    }
}
