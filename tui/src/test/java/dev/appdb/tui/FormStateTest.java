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
    void goingOnWithAllAnswersStandsAtTheirReviewAndKeepsThem() {
        Answers earlier =
                Answers.NONE.with("name", "ann", "").with("place", "here", "").with("extras", "", "");

        FormState state = FormState.resumed(FORM, Answers.NONE, earlier);

        assertThat(state.needsReview()).isTrue();
        assertThat(state.isComplete()).isFalse();
        assertThat(state.reviewed().isComplete()).isTrue();
        assertThat(state.answers().answer("name")).contains(new Answer("ann", Answer.YOU));
        assertThat(state.answers().answer("place")).contains(new Answer("here", "the map"));
        FormState last = state.back().orElseThrow();
        assertThat(last.current().map(Question::id)).contains("extras");
        assertThat(last.suggestion(FORM.questions().get(2))).contains(new Answer("", "unchanged"));
        assertThat(last.back().orElseThrow().suggestion(FORM.questions().get(1)))
                .isPresent();
    }

    @Test
    void aFormOfOneQuestionHasNothingToReview() {
        Answers known = Answers.NONE.with("name", "ann", "--name").with("place", "there", "--place");

        FormState state = FormState.start(FORM, known);
        FormState done = state.answered(FORM.questions().get(2), new Answer("x", Answer.YOU));

        assertThat(state.expected()).isEqualTo(3);
        assertThat(done.isComplete()).isTrue();
        assertThat(FormState.resumed(FORM, known, Answers.NONE.with("extras", "x", ""))
                        .current()
                        .map(Question::id))
                .contains("extras");
    }

    @Test
    void aChangedAnswerKeepsTheOthersAndCanBeOneOfAFlag() {
        Answers known = Answers.NONE.with("name", "ann", "--name");
        FormState review = FormState.resumed(
                FORM, known, Answers.NONE.with("place", "there", "").with("extras", "x", ""));

        FormState changing = review.changing(FORM.questions().get(0));
        FormState changed = changing.answered(FORM.questions().get(0), new Answer("bob", Answer.YOU));

        assertThat(changing.answers().value("name")).isEmpty();
        assertThat(changing.kept().value("name")).contains("ann");
        assertThat(changing.suggestion(FORM.questions().get(0))).contains(new Answer("ann", "--name"));
        assertThat(changed.needsReview()).isTrue();
        assertThat(changed.answers().values())
                .containsEntry("name", "bob")
                .containsEntry("place", "there")
                .containsEntry("extras", "x");
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

        assertThat(state.needsReview()).isTrue();
        assertThat(state.back().orElseThrow().current().map(Question::id)).contains("place");
        assertThat(state.answers().value("extras")).contains("x");
    }
}
