package dev.appdb.bot.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import org.junit.jupiter.api.Test;

class CommandFormTest {
    @Test
    void theFormAsksForWhatIsMissingAndNothingElse() {
        Parsed.Incomplete incomplete = (Parsed.Incomplete) CommandText.parse("mute shop");
        Form form = CommandForm.of(incomplete.missing(), new ShopFacts());
        Answers answers = Answers.NONE.with("environment", "dev", "you").with("until", "2h", "you");

        assertThat(form.questions()).extracting(Question::id).containsExactly("environment", "until");
        assertThat(form.problems(answers)).isEmpty();
        assertThat(CommandForm.completed(incomplete.soFar(), answers))
                .isEqualTo(CommandText.parse("mute shop dev --until 2h"));
    }

    @Test
    void aReasonIsJudgedLikeATypedOne() {
        Form form = CommandForm.of(BotCommand.of(CommandName.FREEZE).missing(), new ShopFacts());

        assertThat(form.problems(Answers.NONE.with("reason", "x".repeat(501), "you")))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.text()).isEqualTo("a reason has at most 500 characters, not 501"));
        assertThat(CommandForm.completed(
                        BotCommand.of(CommandName.FREEZE), Answers.NONE.with("reason", "black friday", "you")))
                .isEqualTo(CommandText.parse("freeze --reason black friday"));
    }
}
