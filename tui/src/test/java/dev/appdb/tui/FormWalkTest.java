package dev.appdb.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.form.Answer;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FormWalkTest {
    private static final Form FORM = new Form(java.util.List.of(
            Question.text("name", "Name", "a name", "--name", FormWalkTest::noSpaces),
            Question.text("place", "Place", "a place", "--place", FormWalkTest::noSpaces)
                    .suggesting(soFar -> Optional.of(new Answer("here", "the map"))),
            Question.text("extras", "Extras", "extras", "--extras", FormWalkTest::noSpaces)
                    .suggesting(soFar -> Optional.of(new Answer("", "leave as it is")))));

    private static Optional<String> noSpaces(String value, Answers soFar) {
        return value.contains(" ") ? Optional.of("has a space") : Optional.empty();
    }

    @Test
    void goingOnWithAllAnswersStandsAtTheLastQuestionAndKeepsThem() {
        Answers earlier =
                Answers.NONE.with("name", "ann", "").with("place", "here", "").with("extras", "", "");

        FormWalk walk = FormWalk.goingOn(FORM, Answers.NONE, earlier);

        assertThat(walk.current().map(Question::id)).contains("extras");
        assertThat(walk.answers().answer("name")).contains(new Answer("ann", FormWalk.YOU));
        assertThat(walk.answers().answer("place")).contains(new Answer("here", "the map"));
        assertThat(walk.suggestion(FORM.questions().get(2))).contains(new Answer("", "leave as it is"));
        assertThat(walk.back().orElseThrow().suggestion(FORM.questions().get(1)))
                .isPresent();
    }

    @Test
    void goingOnWithSomeAnswersStandsAtTheFirstThatIsMissing() {
        FormWalk walk = FormWalk.goingOn(
                FORM, Answers.NONE, Answers.NONE.with("name", "ann", "").with("extras", "more", ""));

        assertThat(walk.current().map(Question::id)).contains("place");
        FormWalk next = walk.answered(FORM.questions().get(1), new Answer("there", FormWalk.YOU));
        assertThat(next.suggestion(FORM.questions().get(2))).contains(new Answer("more", FormWalk.YOU));
    }

    @Test
    void anEarlierAnswerThatIsNoLongerValidIsAskedAgain() {
        FormWalk walk = FormWalk.goingOn(FORM, Answers.NONE, Answers.NONE.with("name", "a nn", ""));

        assertThat(walk.current().map(Question::id)).contains("name");
        assertThat(walk.suggestion(FORM.questions().get(0))).contains(new Answer("a nn", FormWalk.YOU));
    }

    @Test
    void whatIsKnownIsNeverAskedAgain() {
        Answers known = Answers.NONE.with("extras", "x", "--extras");

        FormWalk walk = FormWalk.goingOn(
                FORM,
                known,
                Answers.NONE.with("name", "ann", "").with("place", "there", "").with("extras", "y", ""));

        assertThat(walk.current().map(Question::id)).contains("place");
        assertThat(walk.answers().value("extras")).contains("x");
    }
}
