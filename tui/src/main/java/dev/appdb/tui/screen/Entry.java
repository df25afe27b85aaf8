package dev.appdb.tui.screen;

import com.googlecode.lanterna.input.KeyStroke;
import dev.appdb.form.Answer;
import dev.appdb.form.Choice;
import dev.appdb.form.Question;
import dev.appdb.tui.FormState;
import java.util.List;
import java.util.Optional;

/** The input at one question so far. Immutable. */
interface Entry {

    /** The initial input of a question: its suggestion. */
    static Entry begin(FormState state, Question question) {
        Optional<Answer> suggestion = state.suggestion(question);
        List<Choice> choices = state.choices(question);
        return switch (question.kind()) {
            case TEXT -> TextEntry.begin(suggestion, choices);
            case CHOICE -> ChoiceEntry.begin(suggestion, choices);
            case SWITCHES -> SwitchesEntry.begin(suggestion, choices);
        };
    }

    Entry after(KeyStroke key);

    /** The entry after Enter, where that acts on the marked row; empty where it goes on with the {@link #answer}. */
    default Optional<Entry> afterEnter() {
        return Optional.empty();
    }

    /** The entry after Escape, where that clears a search; empty where it goes back. */
    default Optional<Entry> afterEscape() {
        return Optional.empty();
    }

    /** The answer that Enter would give now. */
    Answer answer();

    /** Returns true if the input can't become an answer by typing on, so that its problem is shown before Enter. */
    boolean isJudged();

    /** Returns true if a question mark is text here, and does not open the help. */
    boolean takesQuestionMark();

    /** The choices, as far as they match what was typed. */
    ChoiceList choiceList();

    /**
     * Draws the input field.
     *
     * @return the number of rows it takes
     */
    int drawField(Canvas canvas, int row);

    /** Returns true if the field shows what is chosen, so that the default is of no more interest. */
    default boolean showsState() {
        return false;
    }

    /** The rows of the choices. */
    default ChoiceRows choiceRows() {
        return new ChoiceRows(choiceList());
    }

    /** The keys that only this kind of question has, each with its effect, the most needed first. */
    List<String> hints();

    /** The effect of Enter now. */
    default String enterHint() {
        return "enter next";
    }
}
