package dev.appdb.tui.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.event.EventHeader;
import dev.appdb.event.Level;
import dev.appdb.event.RunEvent;
import dev.appdb.event.RunResult;
import dev.appdb.plan.Action;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.tui.Consent;
import dev.appdb.tui.FilesReview;
import dev.appdb.tui.Interruption;
import dev.appdb.tui.LivedInPlans;
import dev.appdb.tui.PlanConsent;
import dev.appdb.tui.PlanReview;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(900)
class LineGuideTest {
    private static final FilesReview FILES = new FilesReview(
            List.of(new FilesReview.File(
                    "a.tf", FilesReview.Kind.OVERWRITES, "the state", "--- a\n+++ a\n-old\n+new\n")),
            List.of("bucket b"));
    private static final String CHOICE = "Choose 1 to 3 (Ctrl-C detaches): ";

    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    @Test
    void filesAreShownWithTheirDiffAndConfirmed() {
        ScriptedKeys keys = new ScriptedKeys().when("Write these files? [y/N, back]: ", "y\n");

        assertThat(guide(keys).confirm(FILES)).isEqualTo(Consent.GIVEN);
        assertThat(keys.shown()).contains("bucket b", "OVERWRITES a.tf: the state", "  -old", "  +new");
    }

    @Test
    void theWordBackAndShiftTabGoBack() {
        assertThat(guide(new ScriptedKeys().when("back]: ", "back\n")).confirm(FILES))
                .isEqualTo(Consent.BACK);
        assertThat(guide(new ScriptedKeys().when("back]: ", "\u001b[Z")).confirm(FILES))
                .isEqualTo(Consent.BACK);
        assertThat(guide(new ScriptedKeys().when("back]: ", "\n")).confirm(FILES))
                .isEqualTo(Consent.REFUSED);
        assertThat(guide(new ScriptedKeys()).confirm(FILES)).isEqualTo(Consent.CANCELLED);
    }

    @Test
    void deletingDataRequiresTypingTheName() {
        PlanConsent right = guide(new ScriptedKeys()
                        .when("Type its name to continue, or back: ", "app-dev\n")
                        .when("Apply these changes?", "y\n"))
                .confirm(losing(Set.of()));
        assertThat(right).isEqualTo(new PlanConsent(Consent.GIVEN, Set.of("app-dev")));

        ScriptedKeys wrong = new ScriptedKeys().when("Type its name", "app-prod\n");
        assertThat(guide(wrong).confirm(losing(Set.of())).consent()).isEqualTo(Consent.REFUSED);
        assertThat(wrong.shown()).contains("The name doesn't match").doesNotContain("Apply these changes");

        assertThat(guide(new ScriptedKeys().when("Type its name", "back\n"))
                        .confirm(losing(Set.of()))
                        .consent())
                .isEqualTo(Consent.BACK);
        assertThat(guide(new ScriptedKeys().when("Apply these changes?", "yes\n"))
                        .confirm(losing(Set.of("app-dev")))
                        .consent())
                .isEqualTo(Consent.GIVEN);
    }

    @Test
    void anApprovedPlanStillRequiresTypingTheNames() {
        PlanReview agreed = new PlanReview(losing(Set.of()).plan(), Set.of(), true, FILES.files());
        ScriptedKeys keys = new ScriptedKeys().when("Type its name to continue, or back: ", "app-dev\n");

        assertThat(guide(keys).confirm(agreed)).isEqualTo(new PlanConsent(Consent.GIVEN, Set.of("app-dev")));

        assertThat(keys.shown())
                .doesNotContain("Apply these changes")
                .contains("Files (1)", "  ! OVERWRITES a.tf: the state");
        assertThat(guide(new ScriptedKeys().when("Type its name", "app-prod\n"))
                        .confirm(agreed)
                        .consent())
                .isEqualTo(Consent.REFUSED);
    }

    @ParameterizedTest
    @CsvSource({"additive, ADDITIVE", "back, BACK", "yes, REFUSED", "'', REFUSED"})
    void aPlanThatTakesFromOthersAsksForItsExtent(String typed, Consent consent) {
        ScriptedKeys keys = new ScriptedKeys().when("or back: ", typed + "\n");
        assertThat(guide(keys).confirm(LivedInPlans.FULL)).isEqualTo(new PlanConsent(consent, Set.of()));
        assertThat(keys.shown())
                .contains("report loses CONNECT and TEMPORARY on database app")
                .contains("metabase and report lose rights. app can log in again. Type full to apply it all, additive"
                        + " to only add and take nothing away, or back: ");
    }

    @Test
    void takingOverFullyNeedsTheNameOfEachLoser() {
        ScriptedKeys keys = new ScriptedKeys()
                .when("additive to only add", "full\n")
                .when("metabase loses CONNECT on database app (2 sessions now). Type its name", "metabase\n")
                .when("14 tables on schema public. Type its name", "report\n")
                .when("app can log in again: it loses NOLOGIN. Type its name", "app\n")
                .when("Apply these changes?", "y\n");
        assertThat(guide(keys).confirm(LivedInPlans.FULL))
                .isEqualTo(new PlanConsent(
                        Consent.GIVEN,
                        Set.of("--allow-revoke metabase", "--allow-revoke report", "--allow-login app")));
    }

    @Test
    void eventsWaitWhileTheInterruptMenuIsOpen() {
        ScriptedKeys keys = new ScriptedKeys().when(CHOICE, "3\n");
        LineProgress progress = progress(keys, false, Optional.of("delete it"), () -> noted("while it was asked"));
        noted(progress, "before");

        progress.interrupted();
        noted(progress, "after");
        progress.end();

        assertThat(keys.shown())
                .containsSubsequence(
                        "Note: before",
                        "Interrupted. Detach or roll back?",
                        "1) Detach",
                        "2) Roll back: delete it",
                        "3) Continue",
                        CHOICE,
                        "Note: while it was asked",
                        "Note: after");
        assertThat(done).isEmpty();
    }

    @Test
    void eachChoiceDoesWhatItSays() {
        LineProgress detached = progress(new ScriptedKeys().when(CHOICE, "1\n"), false, Optional.of("x"), () -> {});
        detached.interrupted();
        assertThat(done).containsExactly("detach");
        detached.end();

        LineProgress back = progress(new ScriptedKeys().when(CHOICE, "nope\n2\n"), false, Optional.of("x"), () -> {});
        back.interrupted();
        assertThat(done).containsExactly("detach", "roll back");
        back.end();

        // A run that can't be rolled back offers two choices; the end of the input detaches.
        ScriptedKeys keys = new ScriptedKeys();
        LineProgress without = progress(keys, false, Optional.empty(), () -> {});
        without.interrupted();
        assertThat(done).containsExactly("detach", "roll back", "detach");
        assertThat(keys.shown()).contains("2) Continue").doesNotContain("Roll back");
        without.end();
    }

    @Test
    void theFirstInterruptDetachesBeforeAnythingHasStarted() {
        ScriptedKeys keys = new ScriptedKeys();
        LineProgress progress = progress(keys, true, Optional.of("x"), () -> {});

        progress.interrupted();
        progress.end();

        assertThat(done).containsExactly("detach");
        assertThat(keys.shown()).doesNotContain("What is to become");
    }

    @Test
    void aSecondInterruptDetachesWhileTheFirstStillChecksForARollback() {
        LineProgress[] progress = new LineProgress[1];
        progress[0] = progress(
                new ScriptedKeys().when(CHOICE, "3\n"), false, Optional.of("x"), () -> progress[0].interrupted());

        progress[0].interrupted();
        progress[0].end();

        assertThat(done).containsExactly("detach");
    }

    @Test
    void theInterruptMenuClosesWhenTheRunEnds() {
        ScriptedKeys keys = new ScriptedKeys().when(CHOICE, "1\n");
        LineProgress[] progress = new LineProgress[1];
        progress[0] = progress(
                keys,
                false,
                Optional.of("x"),
                () -> progress[0].accept(
                        new RunEvent.RunFinished(header(), RunResult.DONE, Optional.empty(), Duration.ofSeconds(3))));

        progress[0].interrupted();
        progress[0].end();

        assertThat(done).isEmpty();
        assertThat(keys.shown()).contains("done in 3.0 s");
    }

    private LineProgress progress(ScriptedKeys keys, boolean atOnce, Optional<String> rollBack, Runnable meanwhile) {
        LineProgress[] made = new LineProgress[1];
        meanwhileSays = text -> noted(made[0], text);
        made[0] = LineProgress.begin(prompter(keys), new Interruption() {
            @Override
            public boolean isAtOnce() {
                return atOnce;
            }

            @Override
            public Optional<String> rollBack() {
                meanwhile.run();
                return rollBack;
            }

            @Override
            public void detach() {
                done.add("detach");
            }

            @Override
            public void startRollBack() {
                done.add("roll back");
            }
        });
        return made[0];
    }

    private java.util.function.Consumer<String> meanwhileSays = text -> {};

    private void noted(String text) {
        meanwhileSays.accept(text);
    }

    private static void noted(LineProgress progress, String text) {
        progress.accept(new RunEvent.Noted(header(), Level.INFO, text));
    }

    private static EventHeader header() {
        return new EventHeader("20260101-000000-aaaaaa", 1, Instant.EPOCH);
    }

    private static PlanReview losing(Set<String> allowed) {
        ResourceChange change = ResourceChange.of(
                Action.REPLACE, "PostgreSQL server", "app-dev", "the server", true, List.of("16 to 17"));
        return new PlanReview(new Plan("p", "app-dev", List.of(change), List.of()), allowed);
    }

    private static LineGuide guide(ScriptedKeys keys) {
        return new LineGuide(prompter(keys), TerminalCapabilities.PLAIN);
    }

    private static LinePrompter prompter(ScriptedKeys keys) {
        return StreamPrompter.on(keys, keys.screen(), TerminalCapabilities.PLAIN);
    }
}
