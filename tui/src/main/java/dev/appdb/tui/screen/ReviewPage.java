package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import dev.appdb.tui.Consent;
import dev.appdb.tui.progress.TextStyles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text to read, and a yes or no to it. The focus is on the no, so that Enter alone changes nothing.
 *
 * @param title the title of the page
 * @param text the text to be read
 * @param buttons the no, the yes, and perhaps another answer
 * @param answers those of the buttons
 * @param leaving the answer of Escape: {@link Consent#BACK} where there is something to go back to
 * @param result the answer, once there is one
 */
record ReviewPage(
        String title,
        ScrollView text,
        Buttons buttons,
        List<Consent> answers,
        Consent leaving,
        Optional<Consent> result)
        implements Page<Consent> {
    private static final int NO = 0;
    private static final int YES = 1;

    static ReviewPage of(String title, ScrollView text, Consent leaving, String no, String yes) {
        return new ReviewPage(
                title, text, Buttons.of(no, yes), List.of(Consent.REFUSED, Consent.GIVEN), leaving, Optional.empty());
    }

    /** The same with one more button. */
    ReviewPage offering(String button, Consent answer) {
        List<String> labels = new ArrayList<>(buttons.labels());
        labels.add(button);
        List<Consent> more = new ArrayList<>(answers);
        more.add(answer);
        return new ReviewPage(title, text, new Buttons(labels, NO), more, leaving, result);
    }

    private ReviewPage with(ScrollView scrolled, Buttons moved) {
        return new ReviewPage(title, scrolled, moved, answers, leaving, result);
    }

    @Override
    public ReviewPage after(KeyStroke key, TerminalSize size) {
        if (Keys.cancels(key)) {
            return answered(Consent.CANCELLED);
        }
        if (Keys.goesBack(key)) {
            return answered(leaving);
        }
        if (Keys.isEnter(key)) {
            return answered(answers.get(buttons.focus()));
        }
        if (Keys.is(key, 'y') || Keys.is(key, 'n')) {
            return with(text, buttons.focused(Keys.is(key, 'y') ? YES : NO));
        }
        TerminalSize inner = Frame.inner(size);
        ScrollView scrolled = text.after(key, inner.getColumns(), textRows(inner.getColumns(), inner.getRows()));
        return with(scrolled, buttons.after(key));
    }

    private ReviewPage answered(Consent consent) {
        return new ReviewPage(title, text, buttons, answers, leaving, Optional.of(consent));
    }

    /** The same page without an answer. */
    ReviewPage again() {
        return new ReviewPage(title, text, buttons.focused(NO), answers, leaving, Optional.empty());
    }

    private int textRows(int columns, int rows) {
        return Math.max(1, rows - buttons.rows(columns) - 1);
    }

    @Override
    public Consent cancelled() {
        return Consent.CANCELLED;
    }

    @Override
    public boolean takesTypedAhead() {
        return false;
    }

    @Override
    public void draw(Canvas canvas) {
        Canvas inner = Frame.draw(
                canvas,
                title,
                "No changes made yet",
                List.of(
                        "y/n select",
                        "enter choose",
                        leaving == Consent.BACK ? "esc back" : "esc no",
                        "up/down scroll",
                        "ctrl-c quit"));
        int rows = textRows(inner.columns(), inner.rows());
        String where = text.draw(inner.part(0, 0, inner.columns(), rows));
        inner.put(0, rows, where, TextStyles.FAINT);
        buttons.draw(inner, rows + 1);
    }
}
