package dev.appdb.tui.screen;

import dev.appdb.form.Answer;
import dev.appdb.form.Question;
import dev.appdb.tui.FormState;
import dev.appdb.tui.progress.TextStyles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;

/** Draws the current question beside or below the steps, or the review of all answers. */
final class FormView {
    private static final String TITLE = "Set up a database";
    private static final int MIN_COLUMNS_FOR_SIDE_LIST = 100;
    private static final int SIDE_COLUMNS = 36;
    private static final int MAX_TEXT_COLUMNS = 96;
    private static final int MIN_ROWS_FOR_GAPS = 18;

    /** The rows that a list of choices keeps, before the help above it is shortened. */
    private static final int MIN_LIST_ROWS = 9;

    private final FormPage page;

    FormView(FormPage page) {
        this.page = page;
    }

    void draw(Canvas canvas) {
        if (page.review().isPresent()) {
            drawReview(canvas, page.review().get());
        } else if (page.open().isPresent()) {
            drawQuestion(canvas, page.open().get().question(), page.open().get().entry());
        } else {
            Frame.draw(canvas, "", "", List.of());
        }
    }

    private void drawReview(Canvas canvas, AnswerReview review) {
        List<String> hints = page.isHelpShown()
                ? List.of("any-key close")
                : List.of("up/down select", review.enterHint(), "esc back", "? help", "ctrl-c quit");
        Canvas inner = Frame.draw(canvas, TITLE, "No changes made yet", hints);
        if (page.isHelpShown()) {
            new FormHelp(page.state()).drawReview(inner);
        } else {
            review.draw(inner);
        }
    }

    private void drawQuestion(Canvas canvas, Question question, Entry entry) {
        int step = page.state().answeredBefore().size() + 1;
        String place = step > page.expected() ? "" : "Step " + step + " of " + page.expected();
        Canvas inner = Frame.draw(canvas, TITLE, place, page.isHelpShown() ? List.of("any-key close") : hints(entry));
        if (page.isHelpShown()) {
            new FormHelp(page.state()).draw(inner, question);
            return;
        }
        StepList steps = new StepList(page.state());
        if (canvas.columns() >= MIN_COLUMNS_FOR_SIDE_LIST) {
            steps.drawBeside(inner.part(0, 0, SIDE_COLUMNS, inner.rows()), question);
            for (int row = 0; row < inner.rows(); row++) {
                inner.put(SIDE_COLUMNS + 1, row, "│", TextStyles.FAINT);
            }
            int left = SIDE_COLUMNS + 4;
            draw(inner.part(left, 0, inner.columns() - left, inner.rows()), question, entry);
        } else {
            int rows = inner.rows() >= MIN_ROWS_FOR_GAPS ? steps.drawAbove(inner) : steps.drawInOneRow(inner);
            draw(inner.below(rows), question, entry);
        }
    }

    private static List<String> hints(Entry entry) {
        List<String> own = entry.hints();
        int first = Math.min(1, own.size());
        List<String> hints = new ArrayList<>(own.subList(0, first));
        hints.add(entry.enterHint());
        hints.add(entry.afterEscape().isPresent() ? "esc clear" : "esc back");
        hints.add(entry.takesQuestionMark() ? "f1 help" : "? help");
        hints.add("ctrl-c quit");
        hints.addAll(own.subList(first, own.size()));
        return hints;
    }

    private void draw(Canvas whole, Question question, Entry entry) {
        Canvas canvas = whole.part(0, 0, Math.min(whole.columns(), MAX_TEXT_COLUMNS), whole.rows());
        int gap = canvas.rows() >= MIN_ROWS_FOR_GAPS - 2 ? 1 : 0;
        canvas.put(0, 0, question.prompt(), TextStyles.HEADING);
        String flag = question.flag();
        canvas.put(Math.max(0, canvas.columns() - flag.length()), 0, flag, TextStyles.FAINT);
        ChoiceRows choices = entry.choiceRows();
        // Without rows nothing is drawn, and all is counted.
        int needed = 1
                + 2 * gap
                + drawInput(canvas.part(0, 0, canvas.columns(), 0), 0, question, entry)
                + Math.min(MIN_LIST_ROWS, choices.wantedRows(canvas));
        int row = 1 + drawHelp(canvas.below(1), question, canvas.rows() - needed) + gap;
        row += drawInput(canvas, row, question, entry);
        choices.draw(canvas.below(row + gap));
    }

    /** Draws the help, as many rows of it as are free; the rest is behind its key. */
    private static int drawHelp(Canvas canvas, Question question, int free) {
        List<AttributedString> lines =
                Paragraph.of(question.help(), TextStyles.FAINT).lines(canvas.columns(), canvas.capabilities());
        int rows = Math.max(0, Math.min(free, lines.size()));
        for (int i = 0; i < rows; i++) {
            canvas.put(0, i, lines.get(i));
        }
        return rows;
    }

    /** Draws the notice, the field, the default and the problem. */
    private int drawInput(Canvas canvas, int from, Question question, Entry entry) {
        int row = from;
        Optional<String> notice = page.state().notice(question);
        if (notice.isPresent()) {
            row += canvas.put(row, Paragraph.of(notice.get(), TextStyles.WARNING));
        }
        row += entry.drawField(canvas, row);
        row += entry.showsState() ? 0 : drawDefault(canvas, row, question);
        Optional<String> problem = page.problem();
        if (problem.isPresent()) {
            row += canvas.put(
                    row, Paragraph.of("! " + problem.get(), TextStyles.BAD).hanging(2));
        }
        return row - from;
    }

    /** The source of what is suggested; a choice and a text show its value themselves. */
    private int drawDefault(Canvas canvas, int row, Question question) {
        Optional<Answer> suggestion = page.state().suggestion(question);
        if (suggestion.isEmpty() || suggestion.get().source().equals(Answer.YOU)) {
            return 0;
        }
        Answer answer = suggestion.get();
        String text = answer.value().isEmpty() && !answer.source().isBlank()
                ? answer.source()
                : value(answer) + FormState.suggestionSource(answer);
        return canvas.put(
                row, Paragraph.of("  Default: " + text, TextStyles.FAINT).hanging(4));
    }

    /** An answer's value; of one that leaves things as they are, that. */
    static String value(Answer answer) {
        if (!answer.value().isEmpty()) {
            return answer.value();
        }
        return answer.source().equals(Answer.YOU) || answer.source().isBlank() ? "(none)" : answer.source();
    }

    /** An answer's source in words; empty for what the person typed, and where the value is the source. */
    static String source(Answer answer) {
        return answer.value().isEmpty() ? "" : FormState.source(answer).replaceAll("^ \\((.*)\\)$", "$1");
    }
}
