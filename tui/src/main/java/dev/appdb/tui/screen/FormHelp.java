package dev.appdb.tui.screen;

import dev.appdb.form.ChoiceGroup;
import dev.appdb.form.Question;
import dev.appdb.tui.FormState;
import dev.appdb.tui.progress.TextStyles;
import java.util.ArrayList;
import java.util.List;

/** Draws the help about a question, or about the review of the answers. */
record FormHelp(FormState state) {

    void draw(Canvas canvas, Question question) {
        List<Paragraph> lines = new ArrayList<>();
        lines.add(Paragraph.of(question.prompt(), TextStyles.HEADING));
        lines.add(Paragraph.of(question.help()));
        state.notice(question).map(Paragraph::of).ifPresent(lines::add);
        lines.add(Paragraph.EMPTY);
        lines.add(Paragraph.of(instruction(question)));
        lines.add(Paragraph.of("Enter accepts the value shown, or the default if nothing is typed."));
        lines.add(Paragraph.of("Esc or Shift-Tab goes back and keeps your answers; Ctrl-C cancels."));
        lines.add(Paragraph.of("Flag: " + question.flag()));
        state.choices(question).stream()
                .map(choice -> choice.group())
                .filter(group -> !group.note().isEmpty())
                .distinct()
                .forEach(group -> addGroup(lines, group));
        draw(canvas, lines);
    }

    void drawReview(Canvas canvas) {
        draw(
                canvas,
                List.of(
                        Paragraph.of("Review your answers", TextStyles.HEADING),
                        Paragraph.of("Enter on Continue goes on. Select an answer with Up and Down, and press Enter to"
                                + " change it; the others are kept as far as they still hold."),
                        Paragraph.of("Esc or Shift-Tab goes back to the last question; Ctrl-C cancels and keeps your"
                                + " answers.")));
    }

    private static void addGroup(List<Paragraph> lines, ChoiceGroup group) {
        lines.add(Paragraph.EMPTY);
        lines.add(Paragraph.of(group.heading(), TextStyles.HEADING));
        lines.add(Paragraph.of(group.note()));
    }

    private static void draw(Canvas canvas, List<Paragraph> lines) {
        ScrollView.of(lines, canvas.capabilities()).draw(canvas);
    }

    private String instruction(Question question) {
        boolean hasChoices = !state.choices(question).isEmpty();
        return switch (question.kind()) {
            case TEXT ->
                hasChoices ? "Type a value, or select one with Up and Down; Tab completes it." : "Type a value.";
            case CHOICE -> "Select one with Up and Down, or type a part of it.";
            case SWITCHES ->
                hasChoices
                        ? "Type to search, or select with Up and Down. Space toggles the marked row: on, off, undeclared"
                                + " where it is declared, unchanged; Enter toggles it once, then goes on. You can also type NAME=on, NAME=off or NAME=unset."
                        : "Type NAME=on, NAME=off or NAME=unset, separated by spaces, or nothing.";
        };
    }
}
