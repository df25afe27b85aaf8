package dev.appdb.tui.screen;

import com.googlecode.lanterna.input.KeyStroke;
import dev.appdb.form.Answer;
import dev.appdb.form.Question;
import dev.appdb.tui.FormState;
import dev.appdb.tui.progress.Columns;
import dev.appdb.tui.progress.TextStyles;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedStyle;

/**
 * All answers of a form with their sources. One row is marked: an answer to change, or at first the row that goes on.
 * Immutable.
 *
 * @param questions those that have an answer
 * @param row the index of the marked one; their number for the row that goes on
 */
record AnswerReview(FormState state, List<Question> questions, int row) {
    private static final int MAX_VALUE_COLUMNS = 30;

    static AnswerReview of(FormState state) {
        List<Question> answered = state.answeredBefore();
        return new AnswerReview(state, answered, answered.size());
    }

    /** The review after a key; the same if the key does not move the mark. */
    AnswerReview after(KeyStroke key) {
        int target = switch (key.getKeyType()) {
            case ArrowUp -> row - 1;
            case ArrowDown, Tab -> row + 1;
            case Home, PageUp -> 0;
            case End, PageDown -> questions.size();
            default -> row;
        };
        return new AnswerReview(state, questions, Math.max(0, Math.min(target, questions.size())));
    }

    /** The question whose answer is to be changed; empty on the row that goes on. */
    Optional<Question> marked() {
        return row < questions.size() ? Optional.of(questions.get(row)) : Optional.empty();
    }

    /** The effect of Enter now. */
    String enterHint() {
        return marked().isPresent() ? "enter change" : "enter continue";
    }

    void draw(Canvas canvas) {
        canvas.put(0, 0, "Review your answers", TextStyles.HEADING);
        int gap = canvas.rows() >= questions.size() + 6 ? 1 : 0;
        Canvas list = canvas.part(0, 1 + gap, canvas.columns(), canvas.rows() - 2 - 2 * gap);
        int from = Math.max(0, Math.min(row - list.rows() / 2, questions.size() - list.rows()));
        int labels = widest(question -> question.prompt());
        int values = Math.min(MAX_VALUE_COLUMNS, widest(question -> FormView.value(answer(question))));
        int width = list.columns() - labels - 4;
        boolean isWhole = questions.stream()
                        .mapToInt(question -> text(question, values, TextStyles.PLAIN)
                                .lines(width, list.capabilities())
                                .size())
                        .sum()
                <= list.rows();
        int at = 0;
        for (int i = from; i < questions.size() && at < list.rows(); i++) {
            at += drawAnswer(list.below(at), i, labels + 4, values, isWhole);
        }
        boolean goesOn = row == questions.size();
        canvas.put(
                0,
                1 + gap + at + gap,
                (goesOn ? "> " : "  ") + "Continue",
                goesOn ? TextStyles.ACCENT : TextStyles.PLAIN);
    }

    private int widest(java.util.function.Function<Question, String> text) {
        return questions.stream()
                .mapToInt(question -> Columns.of(text.apply(question)))
                .max()
                .orElse(0);
    }

    /** Draws an answer, whole or cut to one row, and gives the number of rows it takes. */
    private int drawAnswer(Canvas canvas, int index, int column, int values, boolean isWhole) {
        Question question = questions.get(index);
        boolean isMarked = index == row;
        AttributedStyle style = isMarked ? TextStyles.ACCENT : TextStyles.PLAIN;
        canvas.put(0, 0, (isMarked ? "> " : "  ") + question.prompt(), style);
        Paragraph text = text(question, values, style);
        Canvas place = canvas.part(column, 0, canvas.columns() - column, canvas.rows());
        return isWhole ? place.put(0, text) : place.putCut(0, text);
    }

    /** The answer, and its source in a column of its own. */
    private Paragraph text(Question question, int values, AttributedStyle style) {
        String value = FormView.value(answer(question));
        String source = FormView.source(answer(question));
        int gap = Math.max(0, values - Columns.of(value)) + 2;
        return source.isEmpty()
                ? Paragraph.of(value, style)
                : Paragraph.of(value, style)
                        .and(" ".repeat(gap), TextStyles.PLAIN)
                        .and(source, TextStyles.FAINT);
    }

    private Answer answer(Question question) {
        return state.answers().answer(question.id()).orElseThrow();
    }
}
