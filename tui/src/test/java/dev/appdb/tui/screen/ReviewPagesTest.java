package dev.appdb.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TerminalSize;
import dev.appdb.plan.Action;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.tui.Closing;
import dev.appdb.tui.Consent;
import dev.appdb.tui.FilesReview;
import dev.appdb.tui.LivedInPlans;
import dev.appdb.tui.PlanConsent;
import dev.appdb.tui.PlanReview;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewPagesTest {
    private static final TerminalSize SIZE = new TerminalSize(60, 16);
    private static final TerminalCapabilities STYLE = new TerminalCapabilities(true, true);
    private static final ReviewPages REVIEWS = new ReviewPages(STYLE);

    @Test
    void enterAloneAppliesNothing() {
        assertThat(consentAfter("<Enter>")).contains(Consent.REFUSED);
        assertThat(consentAfter("<PageDown><End><Enter>")).contains(Consent.REFUSED);
        assertThat(consentAfter("yn<Enter>")).contains(Consent.REFUSED);
        assertThat(consentAfter("<Tab><Tab><Enter>")).contains(Consent.REFUSED);
    }

    @Test
    void theOtherButtonHasToBeChosenFirst() {
        assertThat(consentAfter("y")).isEmpty();
        assertThat(consentAfter("y<Enter>")).contains(Consent.GIVEN);
        assertThat(consentAfter("<Tab><Enter>")).contains(Consent.GIVEN);
        assertThat(consentAfter("<ArrowRight><Enter>")).contains(Consent.GIVEN);
    }

    @Test
    void escapeGoesBackWhereThereIsSomethingToGoBackTo() {
        assertThat(consentAfter("y<Escape>")).contains(Consent.BACK);
        assertThat(plan("<ReverseTab>")).contains(new PlanConsent(Consent.BACK, Set.of()));
        assertThat(Typed.after(REVIEWS.question("Sure?"), "<Escape>", SIZE).result())
                .contains(Consent.REFUSED);
    }

    @Test
    void ctrlCCancelsAndSoDoesTheEndOfTheTerminal() {
        assertThat(consentAfter("y<C-c>")).contains(Consent.CANCELLED);
        assertThat(consentAfter("<EOF>")).contains(Consent.CANCELLED);
    }

    @Test
    void everyLineCanBeScrolledToAndNotBeyond() throws IOException {
        List<String> notes =
                IntStream.rangeClosed(1, 40).mapToObj(i -> "note " + i).toList();
        ReviewPage page = REVIEWS.files(new FilesReview(List.of(), notes));

        assertThat(text(Typed.after(page, "<ArrowDown><ArrowDown><ArrowUp>", SIZE)))
                .contains("note 1\n", "Lines 2-11 of 41");
        assertThat(text(Typed.after(page, "<End>", SIZE))).contains("note 40", "Lines 32-41 of 41");
        assertThat(text(Typed.after(page, "<End><ArrowDown><ArrowUp>", SIZE))).contains("Lines 31-40 of 41");
        assertThat(text(Typed.after(page, "<PageDown><PageUp>", SIZE))).contains("Lines 1-10 of 41");
    }

    @Test
    void deletingDataRequiresTypingTheName() {
        assertThat(plan("y<Enter>")).isEmpty();
        assertThat(plan("y<Enter>shop-dev<Enter>")).as("not its name").isEmpty();
        assertThat(plan("y<Enter><Enter><Enter><Enter>")).as("nothing typed").isEmpty();
        assertThat(plan("y<Enter>shop-dev-cluster<Enter>shop-dev-dumps<Enter>"))
                .contains(new PlanConsent(Consent.GIVEN, Set.of("shop-dev-cluster", "shop-dev-dumps")));
        assertThat(plan("y<Enter>shop-dev<Enter><C-u>shop-dev-cluster<Enter>shop-dev-dumps<Enter>"))
                .contains(new PlanConsent(Consent.GIVEN, Set.of("shop-dev-cluster", "shop-dev-dumps")));
        assertThat(plan("y<Enter>shop-dev-cluster<Enter><C-c>")).contains(new PlanConsent(Consent.CANCELLED, Set.of()));
        assertThat(plan("y<Enter>shop-dev-cluster<Enter><Escape><Enter>"))
                .as("back at the plan, on the safe button")
                .contains(new PlanConsent(Consent.REFUSED, Set.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <Enter>                                          | REFUSED   |
                    <Tab><Tab><Enter>                                | ADDITIVE  |
                    <ArrowLeft><Enter>                               | ADDITIVE  |
                    <Tab><Tab><Tab><Enter>                           | REFUSED   |
                    <Escape>                                         | BACK      |
                    <Tab><Tab><C-c>                                  | CANCELLED |
                    y<Enter>metabase<Enter>report<Enter>app<Enter>   | GIVEN     | --allow-revoke metabase,--allow-revoke report,--allow-login app
                    y<Enter>metabase<Enter><Escape><Tab><Tab><Enter> | ADDITIVE  |
                    """)
    void aPlanThatTakesFromOthersCanBeTakenOverFullyOrOnlyAddedTo(String typed, Consent consent, String permissions) {
        Set<String> given = permissions == null ? Set.of() : Set.of(permissions.split(","));
        assertThat(Typed.after(REVIEWS.plan(LivedInPlans.FULL), typed, SIZE).result())
                .contains(new PlanConsent(consent, given));
    }

    @Test
    void aPlanThatTakesNothingFromOthersOffersNoThirdAnswer() throws IOException {
        assertThat(text(REVIEWS.plan(LivedInPlans.FULL)))
                .contains("metabase and report lose rights. app can log in again.", "[ Only add ]");
        assertThat(text(REVIEWS.plan(LivedInPlans.ADDITIVE))).doesNotContain("Only add", "lose rights");
    }

    @Test
    void hostileTextCanNotSteerTheTerminal() throws IOException {
        String hostile = "a\u001b[2Jb\u202ec\u0007";
        Plan plan = new Plan(
                hostile,
                hostile,
                List.of(ResourceChange.of(Action.REMOVE, hostile, hostile, hostile, true, List.of(hostile))),
                List.of(hostile));
        PlanPage typing = Typed.after(REVIEWS.plan(new PlanReview(plan, Set.of())), "y<Enter>x<Enter>", SIZE);
        List<Page<?>> pages = List.of(
                REVIEWS.plan(new PlanReview(plan, Set.of())),
                typing,
                REVIEWS.question(hostile),
                InputPage.of(hostile),
                REVIEWS.files(new FilesReview(
                        List.of(new FilesReview.File(hostile, FilesReview.Kind.OVERWRITES, hostile, hostile)),
                        List.of(hostile))),
                PageExamples.interrupted(Optional.of(hostile)),
                ClosingPage.of(
                        new Closing(hostile, true, PageExamples.GOOD.checks(), List.of(hostile), hostile), STYLE));

        for (Page<?> page : pages) {
            assertThat(text(page).replace("\n", ""))
                    .contains("a\\x1b[2Jb\\u202ec\\x07")
                    .doesNotContainPattern("[\\p{Cntrl}\u202e]");
        }
    }

    @Test
    void theFirstCtrlCOffersAndTheSecondDetaches() {
        RunPage page = PageExamples.interrupted(Optional.of("delete the stack"));

        assertThat(page.result()).isEmpty();
        assertThat(Typed.after(page, "<Enter>", SIZE).result()).as("go on").isEmpty();
        assertThat(Typed.after(page, "<C-c>", SIZE).result()).contains(InterruptAction.DETACH);
        assertThat(Typed.after(page, "<Tab><Enter>", SIZE).result()).contains(InterruptAction.DETACH);
        assertThat(Typed.after(page, "<Tab><Tab><Enter>", SIZE).result()).contains(InterruptAction.ROLL_BACK);
        assertThat(Typed.after(page, "<Enter><C-c>", SIZE).result())
                .as("after going on it choiceList again")
                .contains(InterruptAction.QUERY_ROLLBACK);
        assertThat(Typed.after(page, "<EOF>", SIZE).result()).contains(InterruptAction.DETACH);
    }

    @Test
    void theMenuOpensBeforeItIsKnownWhetherTheRunCanBeRolledBack() throws IOException {
        RunPage looking = Typed.after(PageExamples.run(), "<C-c>", SIZE);

        assertThat(looking.result()).contains(InterruptAction.QUERY_ROLLBACK);
        assertThat(text(looking)).contains("Checking whether", "[ Detach ]").doesNotContain("[ Roll back ]");
        assertThat(Typed.after(looking, "<Tab><Enter>", SIZE).result()).contains(InterruptAction.DETACH);
        assertThat(Typed.after(looking, "<C-c>", SIZE).result()).contains(InterruptAction.DETACH);
        RunPage found = Typed.after(looking, "<Tab>", SIZE).found(Optional.of("delete the stack"));
        assertThat(text(found)).contains("> [ Detach ]", "[ Roll back ]").doesNotContain("Checking");
        assertThat(text(Typed.after(looking, "<Enter>", SIZE).found(Optional.of("delete the stack"))))
                .as("the person went on meanwhile")
                .doesNotContain("[ Roll back ]");
    }

    @Test
    void rollingBackIsOfferedOnlyWhereItIsPossible() throws IOException {
        assertThat(text(PageExamples.interrupted(Optional.empty())))
                .contains("[ Detach ]")
                .doesNotContain("Roll back");
        assertThat(text(Typed.after(PageExamples.interrupted(Optional.of("x")), "<Tab><Tab><Enter><C-c>", SIZE)))
                .as("it rolls back already")
                .doesNotContain("Roll back");
    }

    private static Optional<Consent> consentAfter(String typed) {
        return Typed.after(REVIEWS.files(PageExamples.FILES), typed, SIZE).result();
    }

    private static Optional<PlanConsent> plan(String typed) {
        return Typed.after(REVIEWS.plan(PageExamples.PLAN), typed, SIZE).result();
    }

    private static String text(Page<?> page) throws IOException {
        return String.join("\n", VirtualScreen.drawn(page, SIZE, STYLE));
    }
}
