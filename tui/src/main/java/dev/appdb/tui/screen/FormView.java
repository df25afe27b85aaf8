package dev.appdb.tui.screen;

import dev.appdb.form.Answer;
import dev.appdb.form.Question;
import dev.appdb.tui.FormState;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws the question asked now: beside or below what is answered already. */
final class FormView {
    private static final int COLUMNS_FOR_A_SIDE_LIST = 100;
    private static final int SIDE_COLUMNS = 36;
    private static final int MAX_TEXT_COLUMNS = 96;
    private static final int ROWS_FOR_GAPS = 18;

    private final FormPage page;

    FormView(FormPage page) {
        this.page = page;
    }

    void draw(Canvas canvas) {
        if (page.open().isEmpty()) {
            Frame.draw(canvas, "", "", List.of());
            return;
        }
        Question question = page.open().get().question();
        Entry entry = page.open().get().entry();
        Canvas inner = Frame.draw(canvas, "Set-up", "question " + (given().size() + 1), hints(entry));
        if (page.isHelpShown()) {
            drawHelp(inner, question);
        } else if (canvas.columns() >= COLUMNS_FOR_A_SIDE_LIST) {
            drawSideList(inner.part(0, 0, SIDE_COLUMNS, inner.rows()), question);
            for (int row = 0; row < inner.rows(); row++) {
                inner.put(SIDE_COLUMNS + 1, row, canvas.style().unicode() ? "│" : "|", Look.FAINT);
            }
            int left = SIDE_COLUMNS + 4;
            drawQuestion(inner.part(left, 0, inner.columns() - left, inner.rows()), question, entry);
        } else {
            int rows = drawTopList(inner);
            drawQuestion(inner.below(rows), question, entry);
        }
    }

    private static List<String> hints(Entry entry) {
        List<String> hints = new ArrayList<>(List.of("Enter next", "Esc back", "F1 help", "Ctrl-C cancel"));
        if (!entry.hint().isEmpty()) {
            hints.add(0, entry.hint());
        }
        return hints;
    }

    private List<Question> given() {
        return page.state().answeredBefore();
    }

    /**
     * The last few answers, a row each.
     *
     * @return how many rows they take, with the empty one below them
     */
    private int drawTopList(Canvas canvas) {
        List<Question> given = given();
        int room = canvas.rows() >= ROWS_FOR_GAPS ? 7 : 3;
        int hidden = given.size() <= room ? 0 : given.size() - room + 1;
        int row = 0;
        if (hidden > 0) {
            canvas.put(0, row++, "(" + hidden + " answered above)", Look.FAINT);
        }
        for (Question question : given.subList(hidden, given.size())) {
            canvas.put(0, row++, answered(canvas.style(), question), Look.PLAIN);
        }
        return row == 0 ? 0 : row + 1;
    }

    private String answered(TerminalCapabilities style, Question question) {
        Answer answer = page.state().answers().answer(question.id()).orElseThrow();
        return style.data(question.prompt()) + ": " + value(style, answer) + source(style, answer);
    }

    private static String value(TerminalCapabilities style, Answer answer) {
        return answer.value().isEmpty() ? "(none)" : style.data(answer.value());
    }

    /** In brackets: a path or flag as "from …", a phrase as it is, and nothing for what the person typed. */
    private static String source(TerminalCapabilities style, Answer answer) {
        String source = answer.source();
        if (source.equals(FormState.YOU) || source.isBlank()) {
            return "";
        }
        return " (" + (source.contains(" ") ? "" : "from ") + style.data(source) + ")";
    }

    private void drawSideList(Canvas canvas, Question current) {
        int row = 0;
        for (Question question : page.form().questions()) {
            Optional<Answer> answer = page.state().answers().answer(question.id());
            if (question.equals(current)) {
                canvas.put(0, row++, "> " + canvas.style().data(question.prompt()), Look.STRONG);
            } else if (answer.isPresent()
                    && question.applies().test(page.state().answers())) {
                String sign = canvas.style().unicode() ? "✓ " : "* ";
                row += canvas.below(row)
                        .put(
                                0,
                                Line.of(sign + answered(canvas.style(), question))
                                        .hanging(2));
            }
        }
    }

    private void drawQuestion(Canvas whole, Question question, Entry entry) {
        Canvas canvas = whole.part(0, 0, Math.min(whole.columns(), MAX_TEXT_COLUMNS), whole.rows());
        TerminalCapabilities style = canvas.style();
        int gap = canvas.rows() >= ROWS_FOR_GAPS ? 1 : 0;
        canvas.put(0, 0, style.data(question.prompt()), Look.STRONG);
        String flag = style.data(question.flag());
        canvas.put(Math.max(0, canvas.columns() - flag.length()), 0, flag, Look.FAINT);
        int row = 1 + canvas.put(1, Line.of(style.data(question.help()))) + gap;
        row += entry.drawField(canvas, row);
        row += drawDefault(canvas, row, question);
        Optional<String> problem = page.problem();
        if (problem.isPresent()) {
            row += canvas.put(
                    row, Line.of("! " + style.data(problem.get()), Look.BAD).hanging(2));
        }
        entry.drawOffers(canvas.below(row + gap));
    }

    private int drawDefault(Canvas canvas, int row, Question question) {
        Optional<Answer> suggestion = page.state().suggestion(question);
        if (suggestion.isEmpty()) {
            return 0;
        }
        TerminalCapabilities style = canvas.style();
        Answer answer = suggestion.get();
        String text = answer.value().isEmpty() && !answer.source().isBlank()
                ? style.data(answer.source())
                : value(style, answer) + source(style, answer);
        return canvas.put(row, Line.of("  default: " + text).hanging(4));
    }

    private void drawHelp(Canvas canvas, Question question) {
        TerminalCapabilities style = canvas.style();
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(style.data(question.prompt()), Look.STRONG));
        lines.add(Line.of(style.data(question.help())));
        lines.add(Line.EMPTY);
        lines.add(Line.of(how(question)));
        lines.add(Line.of("Enter takes what is shown, the default if nothing is typed."));
        lines.add(Line.of("Shift-Tab or Esc goes back and keeps the answers; Ctrl-C cancels."));
        lines.add(Line.of("The flag for it is " + style.data(question.flag()) + "."));
        lines.add(Line.EMPTY);
        lines.add(Line.of("Any key closes this help.", Look.FAINT));
        ScrollView.of(lines).draw(canvas);
    }

    private String how(Question question) {
        boolean offered = !page.state().choices(question).isEmpty();
        return switch (question.kind()) {
            case TEXT ->
                offered ? "Type a value, or pick one with Up and Down; Tab completes what is typed." : "Type a value.";
            case CHOICE -> "Pick one with Up and Down, or type a part of it.";
            case SWITCHES ->
                offered
                        ? "Search by typing, and turn the marked one with Space: on, off, or left as it is."
                                + " NAME=on and NAME=off can be typed as well."
                        : "Type NAME=on or NAME=off, several with spaces between; none is fine.";
        };
    }
}
