package dev.appdb.cli.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.appdb.engine.ConfigurationFiles;
import dev.appdb.engine.ProcedureRun.Approved;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.plan.Plan;
import dev.appdb.project.FileChange;
import dev.appdb.tui.Consent;
import dev.appdb.tui.FilesReview;
import dev.appdb.tui.Guide;
import dev.appdb.tui.PlanConsent;
import dev.appdb.tui.PlanReview;
import dev.appdb.tui.progress.EventLines;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The terminal's way through the gate {@code APPROVE}: shows files and plans and has them confirmed, by a person or by
 * flags. Lines that a guide shows itself are not printed a second time.
 */
public final class Confirmation {
    private final Console console;
    private final Guide guide;
    private final boolean yes;
    private boolean reopensQuestions;
    /** Those that were reviewed, to be shown with the plan. */
    private List<FilesReview.File> files = List.of();

    /** @param yes whether {@code --yes} was given: enough for all but losing data */
    public Confirmation(Console console, Guide guide, boolean yes) {
        this.console = console;
        this.guide = guide;
        this.yes = yes;
    }

    /** Returns true if the run ended because the person wants to change their answers. */
    public boolean reopensQuestions() {
        return reopensQuestions;
    }

    /**
     * Has files confirmed.
     *
     * @return given, or back; without anything to write it is given
     * @throws FailureException if it is refused
     */
    public Consent files(ConfigurationFiles files) throws FailureException {
        FilesReview review = review(files);
        this.files = review.files();
        boolean asks = !yes && !review.files().isEmpty();
        console.known("files", json(files.changes()));
        console.known("notes", Console.tree(files.notes()));
        say(console.filesLines(review), asks);
        Consent consent = asks ? guide.confirm(review) : Consent.GIVEN;
        return ConsentCheck.requireGivenOrBack(consent, "the files to be written");
    }

    /** Shows a plan without asking about it. */
    public void show(Plan plan) {
        console.known("plan", Console.tree(plan));
        console.say("");
        console.show(console.planLines(plan));
    }

    /**
     * Has a plan confirmed; anything that deletes data asks for its name to be typed.
     *
     * @param allowed the names that may lose their data without that
     * @return given, back or additive, and the names that may lose their data; the guardrail judges by them
     * @throws FailureException if it is refused
     */
    public PlanConsent plan(Plan plan, Set<String> allowed) throws FailureException {
        requirePossible(plan);
        PlanReview review = new PlanReview(plan, allowed, yes, files);
        boolean asks = guide.present()
                && !plan.isUpToDate()
                && (!yes || !review.toBeTyped().isEmpty());
        console.known("plan", Console.tree(plan));
        say(planLines(plan), asks);
        if (!yes && !guide.present() && !plan.isUpToDate()) {
            throw unconfirmed();
        }
        PlanConsent consent = asks ? guide.confirm(review) : new PlanConsent(Consent.GIVEN, Set.of());
        ConsentCheck.requireGivenOrBack(consent.consent(), "the plan");
        Set<String> mayLoseData = new HashSet<>(allowed);
        mayLoseData.addAll(consent.typed());
        return new PlanConsent(consent.consent(), mayLoseData);
    }

    private FailureException unconfirmed() {
        return Failure.refused(
                        "not-confirmed",
                        "no changes were made",
                        console.whyNotAsked("to confirm the plan on"),
                        Remedy.of("Review the plan, then add {}.", Remedy.option("--yes")))
                .asException();
    }

    /** Fails before the question where the plan can't be done. */
    private static void requirePossible(Plan plan) throws FailureException {
        if (plan.databasePlan().isPresent()) {
            plan.databasePlan().get().requirePossible();
        }
    }

    /** Has a plan confirmed where there is nothing to go back to. */
    public Approved approved(Plan plan, Set<String> allowed) throws FailureException {
        PlanConsent consent = plan(plan, allowed);
        if (consent.consent() == Consent.ADDITIVE) {
            return Approved.additively(allowed);
        }
        ConsentCheck.requireGiven(consent.consent(), "the plan");
        return new Approved(consent.typed(), "");
    }

    /** Has files confirmed where there is nothing to go back to. */
    public Approved approved(ConfigurationFiles files) throws FailureException {
        ConsentCheck.requireGiven(files(files), "the files to be written");
        return new Approved(Set.of(), "");
    }

    private List<String> planLines(Plan plan) {
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(console.planLines(plan));
        return lines;
    }

    private void say(List<String> lines, boolean guideShowsThem) {
        if (!guideShowsThem || guide.isFullScreen()) {
            console.show(lines);
        }
    }

    /** Ends the run of a person who wants to change their answers. */
    public FailureException back() {
        reopensQuestions = true;
        return new Failure(
                        Failure.Kind.INTERRUPTED,
                        EventLines.WENT_BACK,
                        "no changes were made",
                        "the questions are asked again",
                        Remedy.of("Change your answers."))
                .asException();
    }

    private static FilesReview review(ConfigurationFiles files) {
        return new FilesReview(
                files.changes().stream()
                        .filter(FileChange::isNeeded)
                        .map(change -> new FilesReview.File(
                                change.path().toString(), kind(change), change.purpose(), change.diff()))
                        .toList(),
                files.notes());
    }

    private static FilesReview.Kind kind(FileChange change) {
        if (change.creates()) {
            return FilesReview.Kind.CREATES;
        }
        return change.overwrites() ? FilesReview.Kind.OVERWRITES : FilesReview.Kind.CHANGES;
    }

    /** The changes as they stand in a command's JSON document. */
    public static ArrayNode json(List<FileChange> changes) {
        ArrayNode list = Console.array();
        changes.forEach(change -> list.addObject()
                .put("path", change.path().toString())
                .put("changed", change.isNeeded())
                .put("purpose", change.purpose())
                .put("diff", change.diff()));
        return list;
    }
}
