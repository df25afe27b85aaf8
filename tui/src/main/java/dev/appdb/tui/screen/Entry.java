package dev.appdb.tui.screen;

import com.googlecode.lanterna.input.KeyStroke;
import dev.appdb.form.Answer;
import dev.appdb.form.Choice;
import dev.appdb.form.Question;
import dev.appdb.tui.FormState;
import java.util.List;
import java.util.Optional;

/** What has been typed and selected at one question so far. Immutable. */
interface Entry {

    /** Where a question begins: at what it suggests. */
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

    /** What Enter answers now. */
    Answer answer();

    /** Whether what is typed is to be judged already, before Enter. */
    boolean isJudged();

    /** Whether a question mark would be put into a text. */
    boolean takesQuestionMark();

    /**
     * What is typed into.
     *
     * @return how many rows it took
     */
    int drawField(Canvas canvas, int row);

    /** What is offered. */
    void drawOffers(Canvas canvas);

    /** What a key does here that it does not at every question. */
    String hint();
}
