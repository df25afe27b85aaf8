package dev.appdb.tui.screen;

import dev.appdb.form.Answer;
import dev.appdb.form.Question;
import dev.appdb.tui.FormState;
import dev.appdb.tui.progress.Columns;
import dev.appdb.tui.progress.TextStyles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws the steps of a form: those that are done with their answers, and, beside the question, those to come. */
record StepList(FormState state) {
    private static final int MAX_ROWS_ABOVE = 5;

    /** Draws the whole list, from the top down. */
    void drawBeside(Canvas canvas, Question current) {
        int row = 0;
        for (Question question : state.questions()) {
            Optional<Answer> answer = state.answers().answer(question.id());
            if (question.id().equals(current.id())) {
                canvas.put(0, row++, "> " + question.prompt(), TextStyles.ACCENT);
            } else if (question.applies().test(state.answers())) {
                row += canvas.below(row)
                        .put(
                                0,
                                answer.map(given -> done(question, given))
                                        .orElseGet(() -> Paragraph.of("· " + question.prompt(), TextStyles.FAINT))
                                        .hanging(2));
            }
        }
    }

    private static Paragraph done(Question question, Answer answer) {
        String source = FormView.source(answer);
        return Paragraph.of("✓ ", TextStyles.GOOD)
                .and(question.prompt() + "  ", TextStyles.FAINT)
                .and(FormView.value(answer), TextStyles.PLAIN)
                .and(source.isEmpty() ? "" : "  " + source, TextStyles.FAINT);
    }

    /**
     * Draws the last few answers, a row each.
     *
     * @return the number of rows they take, with the empty one below them
     */
    int drawAbove(Canvas canvas) {
        List<Question> questions = state.answeredBefore();
        int hidden = questions.size() <= MAX_ROWS_ABOVE ? 0 : questions.size() - MAX_ROWS_ABOVE + 1;
        int row = 0;
        if (hidden > 0) {
            canvas.put(0, row++, "  " + hidden + " earlier answers", TextStyles.FAINT);
        }
        List<Question> shown = questions.subList(hidden, questions.size());
        int labels = shown.stream()
                .mapToInt(question -> Columns.of(question.prompt()))
                .max()
                .orElse(0);
        int width = canvas.columns() - labels - 4;
        int rows = shown.stream()
                .mapToInt(question ->
                        given(question).lines(width, canvas.capabilities()).size())
                .sum();
        for (Question question : shown) {
            canvas.put(0, row, "✓ ", TextStyles.GOOD);
            canvas.put(2, row, question.prompt(), TextStyles.FAINT);
            Canvas place = canvas.part(labels + 4, row, width, canvas.rows());
            row += rows <= MAX_ROWS_ABOVE ? place.put(0, given(question)) : place.putCut(0, given(question));
        }
        return row == 0 ? 0 : row + 1;
    }

    /** The answer to a question, and its source. */
    private Paragraph given(Question question) {
        String source = FormView.source(answer(question));
        return Paragraph.of(FormView.value(answer(question)))
                .and(source.isEmpty() ? "" : "  " + source, TextStyles.FAINT);
    }

    /** Draws the answers alone, one beside the other. */
    int drawInOneRow(Canvas canvas) {
        List<String> values = new ArrayList<>();
        state.answeredBefore().forEach(question -> values.add(FormView.value(answer(question))));
        if (values.isEmpty()) {
            return 0;
        }
        canvas.put(0, 0, "✓ ", TextStyles.GOOD);
        canvas.part(2, 0, canvas.columns() - 2, 1).putCut(0, 0, String.join(" · ", values), TextStyles.FAINT);
        return 1;
    }

    private Answer answer(Question question) {
        return state.answers().answer(question.id()).orElseThrow();
    }
}
