package dev.appdb.tui.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.form.Answer;
import dev.appdb.form.Answers;
import dev.appdb.form.Choice;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import dev.appdb.setting.SetupForm;
import dev.appdb.tui.FormState;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private static final Form SETUP = SetupForm.of(new ShopFacts());
    private static final String REVIEW = "Continue, or type the number of an answer to change it [continue]: ";

    @Test
    void everyQuestionIsAskedInTheFormsOrderAndEndsInAnswersFromYou() {
        Talk talk =
                talk(SETUP, Answers.NONE, "shop", "prod", "server", "postgresql://postgres@db:5432/app", "vector=on");

        assertThat(talk.prompts)
                .containsExactly(
                        "App name: ",
                        "Environment: ",
                        "Target [local]: ",
                        "Server URL: ",
                        "Extensions [unchanged]: ",
                        REVIEW);
        assertThat(talk.answers().values())
                .containsEntry("app-name", "shop")
                .containsEntry("server-url", "postgresql://postgres@db:5432/app")
                .containsEntry("extension", "vector=on");
        assertThat(talk.answers().answer("app-name")).contains(new Answer("shop", "you"));
    }

    @Test
    void anAnswerGivenByAFlagIsShownAndNotAsked() {
        Answers known = Answers.NONE.with("app-name", "shop", "--app-name").with("environment", "dev", "--environment");

        Talk talk = talk(SETUP, known, "", "", "");

        assertThat(talk.lines).startsWith("App name: shop (from --app-name)", "Environment: dev (from --environment)");
        assertThat(talk.prompts).first().isEqualTo("Target [local] (from infra/shop/appdb/dev.json): ");
        assertThat(talk.answers().answer("app-name")).contains(new Answer("shop", "--app-name"));
    }

    @Test
    void whereEverythingIsKnownNothingIsAsked() {
        Answers known = Answers.NONE
                .with("app-name", "shop", "--app-name")
                .with("environment", "prod", "--environment")
                .with("target", "local", "--target")
                .with("postgres-version", "16", "--postgres-version")
                .with("extension", "", "--extension");

        assertThat(talk(SETUP, known).prompts).isEmpty();
    }

    @Test
    void aDefaultThatIsTakenKeepsWhereItComesFrom() {
        Talk talk = talk(SETUP, Answers.NONE, "shop", "dev", "", "", "");

        assertThat(talk.answers().answer("target")).contains(new Answer("local", ShopFacts.REMEMBERED_IN));
        assertThat(talk.answers().answer("postgres-version")).contains(Answer.byDefault("16"));
        assertThat(talk.lines).contains("  Target: local (from infra/shop/appdb/dev.json)");
    }

    @Test
    void aNumberAnswersWithTheChoiceItStandsFor() {
        Talk talk = talk(SETUP, Answers.NONE, "2", "1", "1", "17", "");

        assertThat(talk.lines).contains("  1) blog", "  2) shop: has a database", "  App name: shop");
        assertThat(talk.answers().values())
                .containsEntry("app-name", "shop")
                .containsEntry("environment", "dev")
                .containsEntry("target", "local")
                .containsEntry("postgres-version", "17");
    }

    @Test
    void aNumberThatIsItselfAChoiceMeansItself() {
        Form majors = new Form(List.of(choice("14", "2", "1")));

        assertThat(talk(majors, Answers.NONE, "1").answers().value("pick")).contains("1");
        assertThat(talk(majors, Answers.NONE, "3").answers().value("pick")).contains("1");
    }

    @Test
    void aWrongAnswerIsRefusedInTheValidatorsWordsAndAskedAgain() {
        Talk talk = talk(SETUP, Answers.NONE, "My App", "nope", "shop", "prod", "7", "local", "", "");

        assertThat(talk.lines)
                .contains(
                        "  ! app name \"My App\" is not valid: use lower-case letters, digits and single hyphens, and"
                                + " begin with a letter, like \"my-app\"",
                        "  ! there is no infra/nope: use one of blog, shop",
                        "  ! target \"7\" is not known: use one of local, server, aws");
        assertThat(talk.prompts).startsWith("App name: ", "App name: ", "App name: ", "Environment: ");
    }

    @Test
    void ofManyChoicesThoseWithAWordAreListedOnRequest() {
        Talk talk =
                talk(SETUP, Answers.NONE, "shop", "prod", "aws", "us-east-1", "", "", "", "? audit", "? nothing", "");

        assertThat(talk.lines)
                .anyMatch(line -> line.endsWith("choices. ? lists them; ? WORD searches; Tab completes."))
                .contains(
                        "  Needs rds_superuser",
                        "  pgaudit: audit log of sessions and objects; its library is loaded at the server's start, so a"
                                + " running one is rebooted",
                        "  No choice contains \"nothing\".");
        assertThat(talk.lines.stream().filter(line -> line.contains("audit"))).hasSize(1);
    }

    @Test
    void aMisspeltExtensionIsAskedAgainWithTheNearest() {
        Talk talk = talk(SETUP, Answers.NONE, "shop", "prod", "aws", "us-east-1", "", "", "", "vectr=on", "vector=on");

        assertThat(talk.lines).contains("  ! there is no extension \"vectr\": did you mean \"vector\"?");
        assertThat(talk.answers().value("extension")).contains("vector=on");
    }

    @Test
    void aMaximumBelowTheChosenMinimumIsNotSuggested() {
        Talk talk = talk(SETUP, Answers.NONE, "shop", "prod", "aws", "us-east-1", "", "4", "", "");

        assertThat(talk.prompts).contains("Maximum capacity [4] (as much as the minimum): ");
        assertThat(talk.answers().value("max-capacity")).contains("4");
    }

    @Test
    void aValueThatIsNotOfferedIsRefusedEvenIfTheValidatorAcceptsIt() {
        Talk talk = talk(new Form(List.of(choice("a", "b"))), Answers.NONE, "c", "b");

        assertThat(talk.lines).contains("  ! \"c\" is not offered: use one of a, b");
        assertThat(talk.answers().value("pick")).contains("b");
    }

    @Test
    void backKeepsTheAnswersAsDefaults() {
        Talk talk = talk(SETUP, Answers.NONE, "shop", "prod", "local", "back", "back", "", "", "15", "hstore=on");

        assertThat(talk.prompts)
                .containsExactly(
                        "App name: ",
                        "Environment: ",
                        "Target [local]: ",
                        "PostgreSQL version [16]: ",
                        "Target [local]: ",
                        "Environment [prod]: ",
                        "Target [local]: ",
                        "PostgreSQL version [16]: ",
                        "Extensions [unchanged]: ",
                        REVIEW);
        assertThat(talk.answers().answer("environment")).contains(new Answer("prod", "you"));
    }

    @Test
    void backForgetsAnAnswerWhoseQuestionNoLongerApplies() {
        Talk talk = talk(
                SETUP,
                Answers.NONE,
                "shop",
                "prod",
                "server",
                "postgresql://postgres@db/app",
                "back",
                "back",
                "local",
                "",
                "");

        assertThat(talk.answers().value("target")).contains("local");
        assertThat(talk.answers().value("server-url")).isEmpty();
    }

    @Test
    void aDefaultThatWasTakenIsSuggestedAfreshAfterGoingBack() {
        Talk talk = talk(SETUP, Answers.NONE, "shop", "dev", "", "back", "back", "prod", "server");

        assertThat(talk.prompts.subList(2, 7))
                .containsExactly(
                        "Target [local] (from infra/shop/appdb/dev.json): ",
                        "PostgreSQL version [16]: ",
                        "Target [local] (from infra/shop/appdb/dev.json): ",
                        "Environment [dev]: ",
                        "Target [local]: ");
    }

    @Test
    void allAnswersAreReviewedAndAnyCanBeChanged() {
        Talk talk = talk(SETUP, Answers.NONE, "shop", "dev", "", "", "hstore=on", "9", "2", "prod", "");

        assertThat(talk.lines)
                .containsSubsequence(
                        "Review your answers",
                        "  1) App name: shop",
                        "  2) Environment: dev",
                        "  3) Target: local (from infra/shop/appdb/dev.json)",
                        "  4) PostgreSQL version: 16 (default)",
                        "  5) Extensions: hstore=on",
                        "  ! use a number from 1 to 5, or continue");
        assertThat(talk.prompts.subList(5, 9))
                .as("what the environment suggested is asked anew, and what was typed is kept")
                .containsExactly(REVIEW, REVIEW, "Environment [dev]: ", "Target [local]: ");
        assertThat(talk.answers().values()).containsEntry("environment", "prod").containsEntry("target", "local");
        assertThat(talk.state.suggestion(SETUP.questions().get(SETUP.questions().size() - 1)))
                .contains(new Answer("hstore=on", "you"));
    }

    @Test
    void theReviewExplainsItselfAndGoesBack() {
        Talk talk = talk(SETUP, Answers.NONE, "shop", "dev", "", "", "", "?", "App name", "back", "back");

        assertThat(talk.lines).contains("  Enter continues; the number of an answer, or its name, asks it again.");
        assertThat(talk.prompts).endsWith(REVIEW, REVIEW, "App name [shop]: ", REVIEW, "Extensions [unchanged]: ");
    }

    @Test
    void backAtTheFirstQuestionSaysSo() {
        Talk talk = talk(SETUP, Answers.NONE, "back");

        assertThat(talk.lines).last().isEqualTo("  ! this is the first question");
    }

    @Test
    void backNeverReachesWhatAFlagAnswered() {
        Talk talk = talk(SETUP, Answers.NONE.with("app-name", "shop", "--app-name"), "prod", "back", "back");

        assertThat(talk.prompts).doesNotContain("App name: ");
        assertThat(talk.lines).last().isEqualTo("  ! this is the first question");
    }

    @Test
    void aWordInQuotesIsAnAnswerEvenIfItIsBackOrANumber() {
        Form free =
                new Form(List.of(Question.text("name", "Name", "a name", "--name", (value, soFar) -> Optional.empty())
                        .offering(soFar -> List.of(new Choice("x", "")))));

        assertThat(talk(free, Answers.NONE, "\"back\"").answers().value("name")).contains("back");
        assertThat(talk(free, Answers.NONE, "\"1\"").answers().value("name")).contains("1");
    }

    @Test
    void aQuestionMarkExplainsAndNamesTheFlag() {
        Talk talk = talk(SETUP, Answers.NONE, "shop", "prod", "?");

        assertThat(talk.lines).contains("  Where the database lives: local, server, aws", "  Flag: --target");
        assertThat(talk.prompts).endsWith("Target [local]: ", "Target [local]: ");
    }

    @Test
    void switchesAreReadAsOnAndOffAndMayBeNone() {
        Answers known = Answers.NONE
                .with("app-name", "shop", "--app-name")
                .with("environment", "prod", "--environment")
                .with("target", "local", "--target")
                .with("postgres-version", "16", "--postgres-version");

        Talk wrong = talk(SETUP, known, "vector", "hstore=on, pg_trgm=off");
        assertThat(wrong.lines).contains("  ! \"vector\" is not NAME=on, NAME=off or NAME=unset");
        assertThat(wrong.answers().value("extension")).contains("hstore=on, pg_trgm=off");
        assertThat(talk(SETUP, known, "").answers().value("extension")).contains("");
    }

    @Test
    void aLongListOfChoicesIsShownOnlyOnRequest() {
        String[] many = IntStream.rangeClosed(1, 40).mapToObj(i -> "c" + i).toArray(String[]::new);

        Talk talk = talk(new Form(List.of(choice(many))), Answers.NONE, "?", "40");

        assertThat(talk.lines).contains("  40 choices. ? lists them; ? WORD searches; Tab completes.", "  40) c40");
        assertThat(talk.answers().value("pick")).contains("c40");
    }

    @Test
    void hostileTextOfTheFormAndOfTheAnswersIsMadeVisible() {
        String hostile = "a\u001b[2Jb\u202ec\nd\u0007e";
        Form form =
                new Form(List.of(Question.text(hostile, hostile, hostile, hostile, (value, soFar) -> Optional.of(value))
                        .offering(soFar -> List.of(new Choice(hostile, hostile)))
                        .suggesting(soFar -> Optional.of(new Answer(hostile, hostile)))));

        Talk talk = talk(form, Answers.NONE, "?", "", "1", hostile);

        List<String> shown = new ArrayList<>(talk.lines);
        shown.addAll(talk.prompts);
        assertThat(shown).isNotEmpty().allSatisfy(line -> assertThat(line).doesNotContainPattern("[\\p{Cntrl}\u202e]"));
        assertThat(talk.lines).contains("  ! a\\x1b[2Jb\\u202ec d\\x07e");
    }

    private static Question choice(String... values) {
        return Question.text("pick", "Pick", "one of them", "--pick", (value, soFar) -> Optional.empty())
                .as(Question.Kind.CHOICE)
                .offering(soFar -> java.util.Arrays.stream(values)
                        .map(value -> new Choice(value, ""))
                        .toList());
    }

    private Talk talk(Form form, Answers known, String... typed) {
        Talk talk = new Talk();
        talk.turn(Conversation.begin(FormState.start(form, known)));
        for (String line : typed) {
            talk.prompts.add(TerminalCapabilities.PLAIN.print(Conversation.prompt(talk.state)));
            talk.turn(Conversation.reply(talk.state, line));
        }
        if (!talk.state.isComplete()) {
            talk.prompts.add(TerminalCapabilities.PLAIN.print(Conversation.prompt(talk.state)));
        }
        return talk;
    }

    private static final class Talk {
        private final List<String> lines = new ArrayList<>();
        private final List<String> prompts = new ArrayList<>();
        private FormState state = FormState.start(new Form(List.of()), Answers.NONE);

        private void turn(Conversation.Turn turn) {
            lines.addAll(TerminalCapabilities.PLAIN.print(turn.lines()));
            state = turn.state();
        }

        private Answers answers() {
            return state.answers();
        }
    }
}
