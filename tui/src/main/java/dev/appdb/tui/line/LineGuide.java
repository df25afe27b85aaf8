package dev.appdb.tui.line;

import dev.appdb.event.EventSink;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.Refusal;
import dev.appdb.tui.Closing;
import dev.appdb.tui.Consent;
import dev.appdb.tui.FilesReview;
import dev.appdb.tui.FormResult;
import dev.appdb.tui.FormState;
import dev.appdb.tui.Guide;
import dev.appdb.tui.Interruption;
import dev.appdb.tui.PlanConsent;
import dev.appdb.tui.PlanReview;
import dev.appdb.tui.progress.FilesText;
import dev.appdb.tui.progress.PlanText;
import dev.appdb.tui.progress.TerminalCapabilities;
import dev.appdb.tui.progress.TextStyles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jspecify.annotations.Nullable;

/** Guides a person line by line, in static text: questions, reviews, and a line for each event. */
public final class LineGuide implements Guide {
    private final LinePrompter prompter;
    private final TerminalCapabilities capabilities;
    private @Nullable LineProgress progress;

    LineGuide(LinePrompter prompter, TerminalCapabilities capabilities) {
        this.prompter = prompter;
        this.capabilities = capabilities;
    }

    @Override
    public boolean present() {
        return true;
    }

    @Override
    public boolean isFullScreen() {
        return false;
    }

    @Override
    public FormResult ask(Form form, Answers known) {
        return prompter.ask(form, known);
    }

    @Override
    public FormResult askAgain(Form form, Answers known, Answers earlier) {
        return prompter.ask(FormState.resumed(form, known, earlier));
    }

    @Override
    public FormResult askAgain(Form form, Answers known, Answers earlier, Refusal refusal) {
        FormState state = FormState.resumed(form, known, earlier);
        return prompter.ask(state.refused(refusal).orElse(state));
    }

    @Override
    public Consent confirm(FilesReview review) {
        prompter.show(FilesText.lines(review));
        return prompter.confirmOrBack("Write these files?");
    }

    @Override
    public PlanConsent confirm(PlanReview review) {
        prompter.show(List.of(AttributedString.EMPTY));
        if (!review.files().isEmpty()) {
            prompter.show(List.of(new AttributedString(FilesText.title(review.files()), TextStyles.HEADING)));
            prompter.show(review.files().stream()
                    .map(file -> AttributedStringBuilder.append("  ", FilesText.headline(file)))
                    .toList());
            prompter.show(List.of(AttributedString.EMPTY));
        }
        prompter.show(new PlanText(capabilities).lines(review.plan()));
        if (review.offersAdditive()) {
            Consent extent = extent(review);
            if (!extent.isGiven()) {
                return new PlanConsent(extent, Set.of());
            }
        }
        Set<String> typed = new HashSet<>();
        for (PlanReview.ToType each : review.toBeTyped()) {
            Consent loss = confirmLoss(each);
            if (!loss.isGiven()) {
                return new PlanConsent(loss, typed);
            }
            typed.add(each.permission());
        }
        Consent consent = review.isAgreed() ? Consent.GIVEN : prompter.confirmOrBack("Apply these changes?");
        return new PlanConsent(consent, typed);
    }

    private Consent extent(PlanReview review) {
        Optional<String> typed = prompter.typedOrBack(
                review.losers() + " Type full to apply it all, additive to only add and take nothing away, or back");
        return typed.map(word -> switch (word) {
                    case "full" -> Consent.GIVEN;
                    case "additive" -> Consent.ADDITIVE;
                    case Conversation.BACK -> Consent.BACK;
                    default -> Consent.REFUSED;
                })
                .orElse(Consent.CANCELLED);
    }

    private Consent confirmLoss(PlanReview.ToType loss) {
        Optional<String> typed = prompter.typedOrBack(loss.warning() + " Type its name to continue, or back");
        if (typed.isEmpty()) {
            return Consent.CANCELLED;
        } else if (typed.get().equals(loss.name())) {
            return Consent.GIVEN;
        } else if (typed.get().equals(Conversation.BACK)) {
            return Consent.BACK;
        }
        prompter.show(List.of(new AttributedString("  The name doesn't match. Nothing was applied.")));
        return Consent.REFUSED;
    }

    @Override
    public Consent confirm(String question) {
        return prompter.confirm(question);
    }

    @Override
    public Consent confirm(String question, Map<String, String> facts) {
        List<AttributedString> lines = new ArrayList<>();
        facts.forEach((label, text) -> lines.add(new AttributedString("  " + label + ": " + text)));
        prompter.show(lines);
        return prompter.confirm(question);
    }

    @Override
    public Optional<String> typed(String prompt) {
        return prompter.typed(prompt);
    }

    @Override
    public EventSink progress(Interruption interruption) {
        endProgress();
        LineProgress current = LineProgress.begin(prompter, interruption);
        progress = current;
        return current;
    }

    /** Shows nothing: the lines of the result stand below those of the events. */
    @Override
    public void finish(Closing closing) {
        endProgress();
    }

    private void endProgress() {
        LineProgress current = progress;
        progress = null;
        if (current != null) {
            current.end();
        }
    }

    @Override
    public void close() {
        endProgress();
        prompter.close();
    }
}
