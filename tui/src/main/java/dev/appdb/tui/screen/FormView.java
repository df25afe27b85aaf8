package dev.appdb.tui.screen;

import dev.appdb.form.Answer;
import dev.appdb.form.Question;
import dev.appdb.tui.FormState;
import dev.appdb.tui.progress.TextStyles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws the current question beside or below the answers so far. */
final class FormView {
    private static final int MIN_COLUMNS_FOR_SIDE_LIST = 100;
    private static final int SIDE_COLUMNS = 36;
    private static final int MAX_TEXT_COLUMNS = 96;
    private static final int MIN_ROWS_FOR_GAPS = 18;

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
        Canvas inner = Frame.draw(
                canvas, "Set up a database", "Question " + (answeredQuestions().size() + 1), hints(entry));
        if (page.isHelpShown()) {
            drawHelp(inner, question);
        } else if (canvas.columns() >= MIN_COLUMNS_FOR_SIDE_LIST) {
            drawSideList(inner.part(0, 0, SIDE_COLUMNS, inner.rows()), question);
            for (int row = 0; row < inner.rows(); row++) {
                inner.put(SIDE_COLUMNS + 1, row, "│", TextStyles.FAINT);
            }
            int left = SIDE_COLUMNS + 4;
            drawQuestion(inner.part(left, 0, inner.columns() - left, inner.rows()), question, entry);
        } else {
            int rows = drawTopList(inner);
            drawQuestion(inner.below(rows), question, entry);
        }
    }

    private static List<String> hints(Entry entry) {
        List<String> hints = new ArrayList<>(
                List.of("enter next", "esc back", entry.takesQuestionMark() ? "f1 help" : "? help", "ctrl-c quit"));
        if (!entry.hint().isEmpty()) {
            hints.add(0, entry.hint());
        }
        return hints;
    }

    private List<Question> answeredQuestions() {
        return page.state().answeredBefore();
    }

    /**
     * The last few answers, a row each.
     *
     * @return the number of rows they take, with the empty one below them
     */
    private int drawTopList(Canvas canvas) {
        List<Question> questions = answeredQuestions();
        int maxRows = canvas.rows() >= MIN_ROWS_FOR_GAPS ? 7 : 3;
        int hidden = questions.size() <= maxRows ? 0 : questions.size() - maxRows + 1;
        int row = 0;
        if (hidden > 0) {
            canvas.put(0, row++, hidden + " earlier answers", TextStyles.FAINT);
        }
        for (Question question : questions.subList(hidden, questions.size())) {
            canvas.put(0, row++, answered(question), TextStyles.PLAIN);
        }
        return row == 0 ? 0 : row + 1;
    }

    private String answered(Question question) {
        Answer answer = page.state().answers().answer(question.id()).orElseThrow();
        return question.prompt() + ": " + value(answer) + FormState.source(answer);
    }

    private static String value(Answer answer) {
        return answer.value().isEmpty() ? "(none)" : answer.value();
    }

    private void drawSideList(Canvas canvas, Question current) {
        int row = 0;
        for (Question question : page.form().questions()) {
            Optional<Answer> answer = page.state().answers().answer(question.id());
            if (question.equals(current)) {
                canvas.put(0, row++, "> " + question.prompt(), TextStyles.HEADING);
            } else if (answer.isPresent()
                    && question.applies().test(page.state().answers())) {
                row += canvas.below(row)
                        .put(0, Paragraph.of("✓ " + answered(question)).hanging(2));
            }
        }
    }

    private void drawQuestion(Canvas whole, Question question, Entry entry) {
        Canvas canvas = whole.part(0, 0, Math.min(whole.columns(), MAX_TEXT_COLUMNS), whole.rows());
        int gap = canvas.rows() >= MIN_ROWS_FOR_GAPS ? 1 : 0;
        canvas.put(0, 0, question.prompt(), TextStyles.HEADING);
        String flag = question.flag();
        canvas.put(Math.max(0, canvas.columns() - flag.length()), 0, flag, TextStyles.FAINT);
        int row = 1 + canvas.put(1, Paragraph.of(question.help()));
        Optional<String> notice = page.state().notice(question);
        if (notice.isPresent()) {
            row += canvas.put(row, Paragraph.of(notice.get()));
        }
        row += gap;
        row += entry.drawField(canvas, row);
        row += drawDefault(canvas, row, question);
        Optional<String> problem = page.problem();
        if (problem.isPresent()) {
            row += canvas.put(
                    row, Paragraph.of("! " + problem.get(), TextStyles.BAD).hanging(2));
        }
        entry.drawOffers(canvas.below(row + gap));
    }

    private int drawDefault(Canvas canvas, int row, Question question) {
        Optional<Answer> suggestion = page.state().suggestion(question);
        if (suggestion.isEmpty()) {
            return 0;
        }
        Answer answer = suggestion.get();
        String text = answer.value().isEmpty() && !answer.source().isBlank()
                ? answer.source()
                : value(answer) + FormState.suggestionSource(answer);
        return canvas.put(row, Paragraph.of("  Default: " + text).hanging(4));
    }

    private void drawHelp(Canvas canvas, Question question) {
        List<Paragraph> lines = new ArrayList<>();
        lines.add(Paragraph.of(question.prompt(), TextStyles.HEADING));
        lines.add(Paragraph.of(question.help()));
        page.state().notice(question).map(Paragraph::of).ifPresent(lines::add);
        lines.add(Paragraph.EMPTY);
        lines.add(Paragraph.of(instruction(question)));
        lines.add(Paragraph.of("Enter accepts the value shown, or the default if nothing is typed."));
        lines.add(Paragraph.of("Esc or Shift-Tab goes back and keeps your answers; Ctrl-C cancels."));
        lines.add(Paragraph.of("Flag: " + question.flag()));
        lines.add(Paragraph.EMPTY);
        lines.add(Paragraph.of("Any key closes this help.", TextStyles.FAINT));
        ScrollView.of(lines, canvas.capabilities()).draw(canvas);
    }

    private String instruction(Question question) {
        boolean hasChoices = !page.state().choices(question).isEmpty();
        return switch (question.kind()) {
            case TEXT ->
                hasChoices ? "Type a value, or select one with Up and Down; Tab completes it." : "Type a value.";
            case CHOICE -> "Select one with Up and Down, or type a part of it.";
            case SWITCHES ->
                hasChoices
                        ? "Type to search; Space toggles the selected one: on, off, undeclared where it is"
                                + " declared, unchanged."
                                + " You can also type NAME=on, NAME=off or NAME=unset."
                        : "Type NAME=on, NAME=off or NAME=unset, separated by spaces, or nothing.";
        };
    }
}
