package dev.appdb.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TerminalSize;
import dev.appdb.form.Answer;
import dev.appdb.form.Answers;
import dev.appdb.form.Choice;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import dev.appdb.tui.FormResult;
import dev.appdb.tui.line.ShopFacts;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FormPageTest {
    private static final TerminalSize SIZE = new TerminalSize(80, 24);

    @Test
    void aDefaultIsTakenWithItsSourceAndReplacedByTyping() {
        assertThat(answers("shop<Enter>dev<Enter><Enter>", PageExamples.SETUP).answer("target"))
                .contains(new Answer("local", ShopFacts.REMEMBERED_IN));
        assertThat(answers("shop<Enter>dev<Enter><Enter>17<Enter>", PageExamples.SETUP)
                        .answer("postgres-version"))
                .contains(new Answer("17", "you"));
        assertThat(answers("shop<Enter>dev<Enter><Enter><Backspace><Enter>", PageExamples.SETUP)
                        .answer("postgres-version"))
                .as("an emptied field is the default again")
                .contains(Answer.byDefault("16"));
        assertThat(answers("shop<Enter>dev<Enter><Enter><End><Backspace>5<Enter>", PageExamples.SETUP)
                        .answer("postgres-version"))
                .contains(new Answer("15", "you"));
    }

    @Test
    void problemsAppearOnceNothingMatchesOrAfterEnterInTheValidatorsWords() {
        assertThat(page("sho", PageExamples.SETUP).problem())
                .as("it may become shop")
                .isEmpty();
        assertThat(page("sho<Enter>", PageExamples.SETUP).problem())
                .contains("there is no infra/sho: use one of blog, shop");
        assertThat(page("sho<Enter>p", PageExamples.SETUP).problem()).isEmpty();
        assertThat(page("shot", PageExamples.SETUP).problem())
                .as("it can't become anything")
                .contains("there is no infra/shot: use one of blog, shop");
        String url = "shop<Enter>prod<Enter>serv<Enter>postgres";
        assertThat(page(url, PageExamples.SETUP).problem())
                .as("nothing is offered that it could match")
                .isEmpty();
        assertThat(page(url + "<Enter>", PageExamples.SETUP).problem()).isPresent();
        assertThat(page("", PageExamples.SETUP).problem())
                .as("nothing was typed")
                .isEmpty();
        assertThat(page("<Enter>", PageExamples.SETUP).problem()).isPresent();
        assertThat(page("nope<Enter>", PageExamples.SETUP).state().answers().values())
                .isEmpty();
    }

    @Test
    void ofAPasteTheFirstLineIsTakenAndThePageSaysSo() {
        assertThat(page("<Paste:shop>", PageExamples.SETUP).problem()).isEmpty();
        FormPage pasted = page("<Paste:shop\nrm -rf /\n>", PageExamples.SETUP);

        assertThat(pasted.problem()).contains("only the first line of the pasted text is taken");
        assertThat(pasted.open().orElseThrow().entry().answer()).isEqualTo(new Answer("shop", "you"));
        assertThat(pasted.state().answers().values())
                .as("a line break is not Enter")
                .isEmpty();
    }

    @Test
    void arrowsPutSuggestionsIntoTheFieldAndTabCompletes() {
        assertThat(answers("<ArrowDown><ArrowDown><Enter>", PageExamples.SETUP).value("app-name"))
                .contains("shop");
        assertThat(answers("sh<Tab><Enter>", PageExamples.SETUP).value("app-name"))
                .contains("shop");
        assertThat(answers("sh<ArrowDown><Enter>", PageExamples.SETUP).value("app-name"))
                .contains("shop");
    }

    @Test
    void aChoiceIsFoundByTypingAPartOfIt() {
        String named = "shop<Enter>prod<Enter>";

        assertThat(answers(named + "aw<Enter>", PageExamples.SETUP).value("target"))
                .contains("aws");
        assertThat(answers(named + "<ArrowDown><ArrowDown><Enter>", PageExamples.SETUP)
                        .value("target"))
                .contains("aws");
        assertThat(answers(named + "<Enter>", PageExamples.SETUP).answer("target"))
                .as("the likeliest is marked, so Enter alone takes it, as the person's own answer")
                .contains(new Answer("local", "you"));
        assertThat(answers(named + "aw<Escape><Enter>", PageExamples.SETUP).value("target"))
                .as("Escape clears the search first")
                .contains("local");
        assertThat(answers(named + "aw<C-u><ArrowDown><Enter>", PageExamples.SETUP)
                        .value("target"))
                .contains("server");
        assertThat(page(named + "cloud<Enter>", PageExamples.SETUP).problem())
                .contains("target \"cloud\" is not known: use one of local, server, aws");
    }

    @Test
    void backKeepsTheAnswersAndSaysWhereItEnds() {
        FormPage back = page("shop<Enter>prod<Enter><Escape><ReverseTab>", PageExamples.SETUP);

        assertThat(back.open().orElseThrow().question().id()).isEqualTo("app-name");
        assertThat(back.open().orElseThrow().entry().answer()).isEqualTo(new Answer("shop", "you"));
        assertThat(Typed.after(back, "<Escape>", SIZE).problem()).contains("this is the first question");
        assertThat(Typed.after(back, "<Enter><Enter>serv<Enter>", SIZE)
                        .state()
                        .answers()
                        .values())
                .containsEntry("environment", "prod")
                .containsEntry("target", "server");
    }

    @Test
    void switchesToggleBetweenOnOffAndUnchanged() {
        assertThat(extensions("vec <Enter>")).isEqualTo(new Answer("vector=on", "you"));
        assertThat(extensions("vec  <Enter>")).isEqualTo(new Answer("vector=off", "you"));
        assertThat(extensions("vec   <Enter>")).isEqualTo(new Answer("", "unchanged"));
        assertThat(extensions("vec hst  <Enter>").value()).isEqualTo("vector=on hstore=off");
        assertThat(extensions("<ArrowDown> <ArrowDown> <Enter>").value())
                .isEqualTo("address_standardizer=on pg_stat_statements=on");
        assertThat(extensions("<Enter>")).isEqualTo(new Answer("", "unchanged"));
    }

    @Test
    void enterTogglesTheRowThatWasLookedForAndThenGoesOn() {
        assertThat(extensions("vec<Enter><Enter>")).isEqualTo(new Answer("vector=on", "you"));
        assertThat(extensions("vec<Enter>hst<Enter><Enter>").value()).isEqualTo("vector=on hstore=on");
        assertThat(extensions("<ArrowDown><Enter><Enter>").value()).isEqualTo("address_standardizer=on");
        assertThat(extensions("vec <Enter>").value())
                .as("after Space it goes on")
                .isEqualTo("vector=on");
        assertThat(extensions("<ArrowDown><Enter><ArrowDown><Enter><ArrowUp> <Enter>")
                        .value())
                .isEqualTo("address_standardizer=off pg_stat_statements=on");
    }

    @Test
    void escapeClearsTheSearchFirstAndThenGoesBack() {
        FormPage cleared = page("vec <ArrowDown>hst<Escape>", PageExamples.EXTENSIONS);

        assertThat(cleared.problem()).isEmpty();
        assertThat(Typed.after(cleared, "<Enter>", SIZE).state().answers().value("extension"))
                .as("what was turned on stays so")
                .contains("vector=on");
        assertThat(Typed.after(cleared, "<Escape>", SIZE).problem()).contains("this is the first question");
        assertThat(page("vec<ReverseTab>", PageExamples.EXTENSIONS).problem())
                .as("Shift-Tab always goes back")
                .contains("this is the first question");
    }

    @Test
    void theAnswersAreReviewedAndAnyCanBeChanged() {
        FormPage review = page("shop<Enter>dev<Enter><Enter><Enter><Enter>", PageExamples.SETUP);

        assertThat(review.result()).isEmpty();
        assertThat(Typed.after(review, "<Enter>", SIZE).result()).isPresent();
        FormPage changing = Typed.after(review, "<Home><ArrowDown><Enter>", SIZE);
        assertThat(changing.open().orElseThrow().question().id()).isEqualTo("environment");
        assertThat(Typed.after(changing, "<Escape><Enter>", SIZE).state().answers())
                .as("Escape comes back to the review and changes nothing")
                .hasToString(review.state().answers().toString());
        assertThat(Typed.after(changing, "<C-c>", SIZE)
                        .result()
                        .orElseThrow()
                        .answers()
                        .values())
                .as("who leaves now loses nothing")
                .containsEntry("environment", "dev");
    }

    @Test
    void switchesCanBeTypedAsOnTheCommandLine() {
        assertThat(extensions("plv8=on, vector=off<Enter>").value()).isEqualTo("plv8=on, vector=off");
        assertThat(extensions("vec plv8=off<Enter>").value()).isEqualTo("vector=on plv8=off");
        FormPage searched = page("vec", PageExamples.EXTENSIONS);
        assertThat(searched.problem()).as("a search is no answer yet").isEmpty();
        assertThat(Typed.after(searched, "t0r<Enter>", SIZE).problem())
                .contains("\"vect0r\" is not NAME=on, NAME=off or NAME=unset");
        assertThat(page("vec=maybe", PageExamples.EXTENSIONS).problem())
                .contains("\"vec=maybe\" is not NAME=on, NAME=off or NAME=unset");
    }

    @Test
    void switchesKeepTheirStateAfterGoingBack() {
        Form two = new Form(List.of(
                PageExamples.EXTENSIONS.questions().get(0),
                Question.text("other", "Other", "another one", "--other", (value, soFar) -> Optional.empty())));

        FormPage back = page("vec plv8=off<Enter><Escape>", two);

        assertThat(back.open().orElseThrow().entry().answer().value()).isEqualTo("vector=on plv8=off");
        assertThat(Typed.after(back, "vec <Enter>", SIZE).state().answers().value("extension"))
                .contains("vector=off plv8=off");
    }

    @Test
    void aQuestionMarkHelpsWhereItCanNotBeText() {
        assertThat(page("?", PageExamples.SETUP).isHelpShown()).isTrue();
        assertThat(page("??", PageExamples.SETUP).isHelpShown())
                .as("any key closes it")
                .isFalse();
        assertThat(page("shop?", PageExamples.SETUP).isHelpShown()).isFalse();
        assertThat(page("shop<Enter>prod<Enter>aw?", PageExamples.SETUP).isHelpShown())
                .isTrue();
        assertThat(page("shop<F1>", PageExamples.SETUP).isHelpShown()).isTrue();
    }

    @Test
    void cancellingKeepsTheAnswers() {
        FormPage cancelled = page("shop<Enter>pr<C-c>", PageExamples.SETUP);

        assertThat(cancelled.result().orElseThrow()).isInstanceOf(FormResult.Cancelled.class);
        assertThat(cancelled.result().orElseThrow().answers().values())
                .containsOnlyKeys("app-name")
                .containsEntry("app-name", "shop");
        assertThat(page("<EOF>", PageExamples.SETUP).result().orElseThrow()).isInstanceOf(FormResult.Cancelled.class);
    }

    @Test
    void hostileAndWideTextKeepsItsPlace() throws IOException {
        String hostile = "資料庫\u001b[2Jb\u202ec\nd\u0007e\u0301\u0301 \ud83d\ude00 \ud835\udc00";
        Form form = new Form(List.of(
                Question.text("name", hostile, hostile, hostile, (value, soFar) -> Optional.of("no: " + value))
                        .offering(soFar -> List.of(new Choice(hostile, hostile), new Choice("資料", "wide")))
                        .suggesting(soFar -> Optional.of(new Answer(hostile, hostile)))));
        FormPage page = Typed.after(PageExamples.form(form, Answers.NONE), "<ArrowDown>資<Enter>", SIZE);

        List<String> drawn = VirtualScreen.drawn(page, SIZE, new TerminalCapabilities(true, true));

        assertThat(String.join("", drawn))
                .contains("資料庫\\x1b[2Jb\\u202ec d\\x07é\\u0301", "no: ")
                .doesNotContainPattern("[\\p{Cntrl}\u202e]");
    }

    private static Answer extensions(String typed) {
        return answers(typed, PageExamples.EXTENSIONS).answer("extension").orElseThrow();
    }

    private static Answers answers(String typed, Form form) {
        return page(typed, form).state().answers();
    }

    private static FormPage page(String typed, Form form) {
        return Typed.after(PageExamples.form(form, Answers.NONE), typed, SIZE);
    }
}
