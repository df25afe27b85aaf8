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

    /**
     * The approver of a setup reads the command: the extensions switched in the form count, not those typed before.
     */
    @Test
    void aSetUpSaysWhichExtensionsItsFormSwitched() {
        BotCommand typed = (BotCommand) CommandText.parse("setup shop dev vector=on --target local");
        Answers answers = Answers.NONE
                .with("app-name", "shop", "you")
                .with("environment", "prod", "you")
                .with("target", "local", "you")
                .with("extension", "pg_trgm=on, vector=off", "you");

        assertThat(((BotCommand) CommandForm.completed(typed, answers)).text())
                .isEqualTo("setup shop prod pg_trgm=on vector=off");
        assertThat(((BotCommand) CommandForm.completed(typed, answers.with("extension", "", "you"))).text())
                .isEqualTo("setup shop prod");
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
