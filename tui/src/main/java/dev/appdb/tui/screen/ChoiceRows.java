package dev.appdb.tui.screen;

import dev.appdb.form.Choice;
import dev.appdb.form.ChoiceGroup;
import dev.appdb.tui.progress.Columns;
import dev.appdb.tui.progress.TextStyles;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * The rows of a list of choices: groups under headings, and labels broken to the width where all rows then fit. Where they
 * don't, each choice takes one row, and the marked one is described in full below.
 *
 * @param state the text between a value and its label; may be empty
 */
record ChoiceRows(ChoiceList choiceList, Function<String, AttributedString> state) {
    private static final int MAX_VALUE_COLUMNS = 32;

    /** The rows of the list that stay, however long the description below is. */
    private static final int MIN_LIST_ROWS = 7;

    private static final int MIN_LABEL_COLUMNS = 16;

    ChoiceRows(ChoiceList choiceList) {
        this(choiceList, value -> AttributedString.EMPTY);
    }

    /**
     * One row as it is drawn.
     *
     * @param choice the index of its choice; empty for a heading
     */
    private record Row(OptionalInt choice, AttributedString text) {}

    /** The extent of what is shown, the most first. */
    private enum Detail {
        /** Whole labels, and what to know about each group. */
        NOTES,
        /** Whole labels. */
        LABELS,
        /** One row for each choice. */
        LINES
    }

    /** The number of rows that the list takes with whole labels. */
    int wantedRows(Canvas canvas) {
        return choiceList.matching().isEmpty() ? 1 : rows(canvas, Detail.LABELS).size();
    }

    /** Draws as many as fit, the selected one among them. */
    void draw(Canvas canvas) {
        if (canvas.rows() < 1 || choiceList.all().isEmpty()) {
            return;
        }
        if (choiceList.matching().isEmpty()) {
            canvas.put(0, 0, "  No match", TextStyles.FAINT);
            return;
        }
        for (Detail detail : List.of(Detail.NOTES, Detail.LABELS)) {
            List<Row> rows = rows(canvas, detail);
            if (rows.size() <= canvas.rows()) {
                draw(canvas, rows);
                return;
            }
        }
        List<AttributedString> description = description(canvas);
        int free = Math.max(0, canvas.rows() - MIN_LIST_ROWS);
        if (description.size() > free && !description.isEmpty()) {
            description = description.subList(1, description.size()); // without the empty line
        }
        int below = Math.min(description.size(), free);
        draw(canvas.part(0, 0, canvas.columns(), canvas.rows() - below), rows(canvas, Detail.LINES));
        for (int i = 0; i < below; i++) {
            canvas.put(0, canvas.rows() - below + i, description.get(i));
        }
    }

    private static void draw(Canvas canvas, List<Row> rows, int from) {
        for (int i = 0; i < canvas.rows() && from + i < rows.size(); i++) {
            canvas.put(0, i, rows.get(from + i).text());
        }
    }

    private void draw(Canvas canvas, List<Row> rows) {
        int marked = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).choice().equals(OptionalInt.of(choiceList.selected()))) {
                marked = i;
                break;
            }
        }
        int from = Math.max(0, Math.min(marked - canvas.rows() / 2, rows.size() - canvas.rows()));
        draw(canvas, rows, from);
        if (rows.size() > canvas.rows()) {
            drawScrollBar(canvas, from, rows.size());
        }
    }

    private static void drawScrollBar(Canvas canvas, int from, int all) {
        int rows = canvas.rows();
        int length = Math.max(1, rows * rows / all);
        int top = all == rows ? 0 : from * (rows - length) / (all - rows);
        for (int row = 0; row < rows; row++) {
            boolean isThumb = row >= top && row < top + length;
            canvas.put(canvas.columns() - 1, row, isThumb ? "┃" : "│", isThumb ? TextStyles.PLAIN : TextStyles.FAINT);
        }
    }

    private List<Row> rows(Canvas canvas, Detail detail) {
        List<Choice> matching = choiceList.matching();
        int width = Math.min(
                Math.min(MAX_VALUE_COLUMNS, canvas.columns() / 3),
                matching.stream()
                        .mapToInt(choice -> shownColumns(canvas, choice.value()))
                        .max()
                        .orElse(0));
        List<Row> rows = new ArrayList<>();
        ChoiceGroup group = ChoiceGroup.NONE;
        for (int i = 0; i < matching.size(); i++) {
            Choice choice = matching.get(i);
            if (!choice.group().equals(group)) {
                group = choice.group();
                addHeading(rows, canvas, group, detail);
            }
            addChoice(rows, canvas, choice, i, width, detail);
        }
        return rows;
    }

    private static void addHeading(List<Row> rows, Canvas canvas, ChoiceGroup group, Detail detail) {
        rows.add(new Row(OptionalInt.empty(), new AttributedString(group.heading(), TextStyles.HEADING)));
        if (detail == Detail.NOTES && !group.note().isEmpty()) {
            Paragraph.of("  " + group.note(), TextStyles.WARNING)
                    .hanging(2)
                    .lines(canvas.columns(), canvas.capabilities())
                    .forEach(line -> rows.add(new Row(OptionalInt.empty(), line)));
        }
    }

    private void addChoice(List<Row> rows, Canvas canvas, Choice choice, int index, int width, Detail detail) {
        boolean isMarked = index == choiceList.selected();
        AttributedStyle style = isMarked ? TextStyles.ACCENT : TextStyles.PLAIN;
        AttributedString stateText =
                choice.isAvailable() || choice.isDeclared() ? state.apply(choice.value()) : AttributedString.EMPTY;
        int gap = Math.max(0, width - shownColumns(canvas, choice.value())) + 2;
        AttributedString before = new AttributedStringBuilder()
                .append((isMarked ? "> " : "  ") + choice.value(), style)
                .append(choice.text().isEmpty() && stateText.length() == 0 ? "" : " ".repeat(gap))
                .append(stateText)
                .append(stateText.length() == 0 ? "" : "  ")
                .toAttributedString();
        Paragraph all =
                Paragraph.of(before).and(choice.text(), choice.isAvailable() ? TextStyles.PLAIN : TextStyles.FAINT);
        int column = Columns.of(DrawableText.of(before, canvas.capabilities()));
        if (detail != Detail.LINES && column + MIN_LABEL_COLUMNS <= canvas.columns()) {
            all.hanging(column)
                    .lines(canvas.columns(), canvas.capabilities())
                    .forEach(line -> rows.add(new Row(OptionalInt.of(index), line)));
        } else {
            AttributedString line = DrawableText.of(all.text(), canvas.capabilities());
            rows.add(new Row(
                    OptionalInt.of(index),
                    Columns.cut(
                            line, canvas.columns() - 2, canvas.capabilities().printable("…"))));
        }
    }

    /** The marked choice in full, and what to know about its group; nothing where none is marked. */
    private List<AttributedString> description(Canvas canvas) {
        if (choiceList.selected() < 0) {
            return List.of();
        }
        Choice choice = choiceList.matching().get(choiceList.selected());
        Paragraph text = Paragraph.of(choice.value() + ": ", TextStyles.HEADING)
                .and(choice.text() + (choice.text().isEmpty() ? "" : ". "), TextStyles.PLAIN)
                .and(choice.group().note(), TextStyles.WARNING);
        List<AttributedString> lines = new ArrayList<>();
        lines.add(AttributedString.EMPTY);
        lines.addAll(text.lines(canvas.columns(), canvas.capabilities()));
        return lines;
    }

    private static int shownColumns(Canvas canvas, String value) {
        return Columns.of(DrawableText.of(value, canvas.capabilities()));
    }
}
