package dev.appdb.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.form.Answer;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FormStateTest {
    private static final Form FORM = new Form(java.util.List.of(
            Question.text("name", "Name", "a name", "--name", FormStateTest::noSpaces),
            Question.text("place", "Place", "a place", "--place", FormStateTest::noSpaces)
                    .suggesting(soFar -> Optional.of(new Answer("here", "the map"))),
            Question.text("extras", "Extras", "extras", "--extras", FormStateTest::noSpaces)
                    .suggesting(soFar -> Optional.of(new Answer("", "unchanged")))));

    private static Optional<String> noSpaces(String value, Answers soFar) {
        return value.contains(" ") ? Optional.of("has a space") : Optional.empty();
    }

    @Test
    void goingOnWithAllAnswersStandsAtTheLastQuestionAndKeepsThem() {
        Answers earlier =
                Answers.NONE.with("name", "ann", "").with("place", "here", "").with("extras", "", "");

        FormState state = FormState.resumed(FORM, Answers.NONE, earlier);

        assertThat(state.current().map(Question::id)).contains("extras");
        assertThat(state.answers().answer("name")).contains(new Answer("ann", Answer.YOU));
        assertThat(state.answers().answer("place")).contains(new Answer("here", "the map"));
        assertThat(state.suggestion(FORM.questions().get(2))).contains(new Answer("", "unchanged"));
        assertThat(state.back().orElseThrow().suggestion(FORM.questions().get(1)))
                .isPresent();
    }

    @Test
    void goingOnWithSomeAnswersStandsAtTheFirstThatIsMissing() {
        FormState state = FormState.resumed(
                FORM, Answers.NONE, Answers.NONE.with("name", "ann", "").with("extras", "more", ""));

        assertThat(state.current().map(Question::id)).contains("place");
        FormState next = state.answered(FORM.questions().get(1), new Answer("there", Answer.YOU));
        assertThat(next.suggestion(FORM.questions().get(2))).contains(new Answer("more", Answer.YOU));
    }

    @Test
    void anEarlierAnswerThatIsNoLongerValidIsAskedAgain() {
        FormState state = FormState.resumed(FORM, Answers.NONE, Answers.NONE.with("name", "a nn", ""));

        assertThat(state.current().map(Question::id)).contains("name");
        assertThat(state.suggestion(FORM.questions().get(0))).contains(new Answer("a nn", Answer.YOU));
    }

    @Test
    void whatIsKnownIsNeverAskedAgain() {
        Answers known = Answers.NONE.with("extras", "x", "--extras");

        FormState state = FormState.resumed(
                FORM,
                known,
                Answers.NONE.with("name", "ann", "").with("place", "there", "").with("extras", "y", ""));

        assertThat(state.current().map(Question::id)).contains("place");
        assertThat(state.answers().value("extras")).contains("x");
    }
}
