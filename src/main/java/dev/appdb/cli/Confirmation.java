package dev.appdb.cli;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.Plan;
import dev.appdb.tui.Consent;
import dev.appdb.tui.FilesReview;
import dev.appdb.tui.Guide;
import dev.appdb.tui.PlanConsent;
import dev.appdb.tui.PlanReview;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is shown before it is done, and confirmed: by a person, or by flags. What a guide shows line by line is not said a
 * second time.
 */
final class Confirmation {
    private final Console console;
    private final Guide guide;
    private final boolean yes;
    private boolean wentBack;

    /** @param yes whether {@code --yes} was given: enough for all but overwriting and losing data */
    Confirmation(Console console, Guide guide, boolean yes) {
        this.console = console;
        this.guide = guide;
        this.yes = yes;
    }

    /** Whether the person wanted to go back, which nothing here can, and which is why the run ended. */
    boolean wentBack() {
        return wentBack;
    }

    /**
     * Has files confirmed.
     *
     * @param overwrite whether {@code --overwrite} was given
     * @return given, or back; without anything to write it is given
     * @throws FailureException if it is refused
     */
    Consent files(ConfigurationFiles files, boolean overwrite) throws FailureException {
        FilesReview review = files.review();
        boolean asks = !yes && !review.files().isEmpty();
        console.known("files", files.json());
        console.known("notes", Console.tree(files.notes()));
        say(console.filesLines(review), asks);
        Consent consent = asks ? guide.confirm(review) : Consent.GIVEN;
        String overwritten = files.overwritten();
        if (!asks && !overwritten.isEmpty() && !overwrite) {
            consent = guide.present() ? guide.confirm("Overwrite " + overwritten + "?") : Consent.REFUSED;
        }
        if (consent == Consent.REFUSED && !overwritten.isEmpty()) {
            throw Failure.refused(
                            "overwrite",
                            "did not write the configuration",
                            overwritten + " has other content",
                            "Look at the diff, and allow it with --overwrite.")
                    .asException();
        }
        return Declined.unlessGivenOrBack(consent, "the files to be written");
    }

    /** Shows a plan without asking about it. */
    void show(Plan plan) {
        console.known("plan", Console.tree(plan));
        console.say("");
        console.planLines(plan).forEach(console::say);
    }

    /**
     * Has a plan confirmed; what loses data is typed by its name.
     *
     * @param allowed the names that may lose their data without that
     * @return what the person said, given or back, and the names that may lose their data; the guardrail judges by them
     * @throws FailureException if it is refused
     */
    PlanConsent plan(Plan plan, List<String> allowed) throws FailureException {
        PlanReview review = new PlanReview(plan, Set.copyOf(allowed), yes);
        boolean asks = guide.present()
                && !plan.isUpToDate()
                && (!yes || !review.toBeTyped().isEmpty());
        console.known("plan", Console.tree(plan));
        say(planLines(plan), asks);
        PlanConsent consent = asks ? guide.confirm(review) : new PlanConsent(Consent.GIVEN, Set.of());
        Declined.unlessGivenOrBack(consent.consent(), "the plan");
        Set<String> mayLoseData = new HashSet<>(allowed);
        mayLoseData.addAll(consent.typed());
        return new PlanConsent(consent.consent(), mayLoseData);
    }

    private List<String> planLines(Plan plan) {
        List<String> lines = new java.util.ArrayList<>(List.of(""));
        lines.addAll(console.planLines(plan));
        return lines;
    }

    private void say(List<String> lines, boolean guideShowsThem) {
        if (!guideShowsThem || guide.isFullScreen()) {
            lines.forEach(console::say);
        }
    }

    /** What ends the run of somebody who wants to change their answers. */
    FailureException back() {
        wentBack = true;
        return Failure.interrupted("nothing was changed", "you went back to the questions", "Answer them again.")
                .asException();
    }
}
