package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import dev.appdb.tui.Consent;
import dev.appdb.tui.PlanConsent;
import dev.appdb.tui.PlanReview;
import dev.appdb.tui.progress.TextStyles;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A plan to read and agree to; each resource whose data it deletes, and each role that loses rights, is then
 * confirmed by typing its name.
 *
 * @param names the names to be typed, in their order
 * @param typed the permissions of the names typed correctly so far
 * @param field the field for the next name
 * @param wrong the text that was typed instead of the name
 */
record PlanPage(
        ReviewPage review, List<PlanReview.ToType> names, Set<String> typed, TextField field, Optional<String> wrong)
        implements Page<PlanConsent> {

    static PlanPage of(ReviewPage review, List<PlanReview.ToType> names) {
        return new PlanPage(review, names, Set.of(), TextField.EMPTY, Optional.empty());
    }

    private boolean isTyping() {
        return review.result().equals(Optional.of(Consent.GIVEN)) && typed.size() < names.size();
    }

    private PlanReview.ToType next() {
        return names.get(typed.size());
    }

    @Override
    public PlanPage after(KeyStroke key, TerminalSize size) {
        if (!isTyping()) {
            return new PlanPage(review.after(key, size), names, typed, field, wrong);
        }
        if (Keys.cancels(key)) {
            return new PlanPage(review.after(key, size), names, Set.of(), field, wrong);
        }
        if (Keys.goesBack(key)) {
            return of(review.again(), names);
        }
        if (!Keys.isEnter(key)) {
            return new PlanPage(review, names, typed, field.after(key), Optional.empty());
        }
        String word = field.text().strip();
        if (!word.equals(next().name())) {
            return new PlanPage(review, names, typed, field, Optional.of(word));
        }
        Set<String> more = new LinkedHashSet<>(typed);
        more.add(next().permission());
        return new PlanPage(review, names, more, TextField.EMPTY, Optional.empty());
    }

    @Override
    public Optional<PlanConsent> result() {
        return isTyping() ? Optional.empty() : review.result().map(consent -> new PlanConsent(consent, typed));
    }

    @Override
    public PlanConsent cancelled() {
        return new PlanConsent(Consent.CANCELLED, Set.of());
    }

    @Override
    public boolean takesTypedAhead() {
        return false;
    }

    @Override
    public void draw(Canvas canvas) {
        if (!isTyping()) {
            review.draw(canvas);
            return;
        }
        String name = next().name();
        Canvas inner = Frame.draw(
                canvas,
                next().title(),
                (typed.size() + 1) + " of " + names.size(),
                List.of("enter continue", "esc back to the plan", "ctrl-c quit"));
        int row = 1 + inner.put(1, Paragraph.of(next().warning(), TextStyles.BAD));
        row += inner.put(row, Paragraph.of("Type its name to continue."));
        field.draw(inner, row + 1);
        if (wrong.isPresent()) {
            String word = wrong.get();
            inner.put(row + 2, Paragraph.of("! \"" + word + "\" does not match " + name, TextStyles.BAD));
        }
    }
}
