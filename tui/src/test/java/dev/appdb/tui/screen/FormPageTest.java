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
    void problemsAppearWhileTypingInTheValidatorsWords() {
        assertThat(page("sho", PageExamples.SETUP).problem()).contains("there is no infra/sho: use one of blog, shop");
        assertThat(page("shop", PageExamples.SETUP).problem()).isEmpty();
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
        assertThat(answers(named + "<ArrowUp><Enter>", PageExamples.SETUP).value("target"))
                .contains("aws");
        assertThat(page(named + "<Enter>", PageExamples.SETUP).problem())
                .as("nothing is suggested, so nothing is picked by Enter alone")
                .contains("use one of local, server, aws");
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
                .isEqualTo("address_standardizer=on btree_gin=on");
        assertThat(extensions("<Enter>")).isEqualTo(new Answer("", "unchanged"));
    }

    @Test
    void switchesCanBeTypedAsOnTheCommandLine() {
        assertThat(extensions("plv8=on, vector=off<Enter>").value()).isEqualTo("plv8=on, vector=off");
        assertThat(extensions("vec plv8=off<Enter>").value()).isEqualTo("vector=on plv8=off");
        FormPage searched = page("vec", PageExamples.EXTENSIONS);
        assertThat(searched.problem()).as("a search is no answer yet").isEmpty();
        assertThat(Typed.after(searched, "<Enter>", SIZE).problem())
                .contains("\"vec\" is not NAME=on, NAME=off or NAME=unset");
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
