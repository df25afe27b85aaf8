package dev.appdb.cli.console;

import dev.appdb.event.EventSink;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.Refusal;
import dev.appdb.tui.Closing;
import dev.appdb.tui.Consent;
import dev.appdb.tui.FilesReview;
import dev.appdb.tui.FormResult;
import dev.appdb.tui.Guide;
import dev.appdb.tui.Interruption;
import dev.appdb.tui.PlanConsent;
import dev.appdb.tui.PlanReview;
import java.util.Optional;
import java.util.Set;

/** The prompts of a process without a person to ask: every question is cancelled. */
public enum NonInteractivePrompts implements Guide {
    INSTANCE;

    @Override
    public boolean present() {
        return false;
    }

    @Override
    public boolean isFullScreen() {
        return false;
    }

    @Override
    public FormResult ask(Form form, Answers known) {
        return new FormResult.Cancelled(known);
    }

    @Override
    public FormResult askAgain(Form form, Answers known, Answers earlier) {
        return ask(form, known);
    }

    @Override
    public FormResult askAgain(Form form, Answers known, Answers earlier, Refusal refusal) {
        return ask(form, known);
    }

    @Override
    public Consent confirm(FilesReview review) {
        return Consent.CANCELLED;
    }

    @Override
    public PlanConsent confirm(PlanReview review) {
        return new PlanConsent(Consent.CANCELLED, Set.of());
    }

    @Override
    public Consent confirm(String question) {
        return Consent.CANCELLED;
    }

    @Override
    public Optional<String> typed(String prompt) {
        return Optional.empty();
    }

    @Override
    public EventSink progress(Interruption interruption) {
        return event -> {};
    }

    @Override
    public void finish(Closing closing) {
        // There is nobody to show it to.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
