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

    /** The answer that Enter would give now. */
    Answer answer();

    /** Returns true if the input is validated while it is typed, before Enter. */
    boolean isJudged();

    /** Returns true if a question mark is text here, and does not open the help. */
    boolean takesQuestionMark();

    /**
     * Draws the input field.
     *
     * @return the number of rows it takes
     */
    int drawField(Canvas canvas, int row);

    /** Draws the choices. */
    void drawOffers(Canvas canvas);

    /** The hint about keys that only this kind of question has; may be empty. */
    String hint();
}
