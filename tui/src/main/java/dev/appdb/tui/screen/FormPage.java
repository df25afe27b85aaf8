package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import dev.appdb.form.Answer;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import dev.appdb.tui.Asked;
import dev.appdb.tui.FormWalk;
import java.util.Optional;

/**
 * The questions of a form, one at a time.
 *
 * @param open the question asked now, and what has been typed there; empty once all are answered
 * @param notice what was wrong with the last key
 * @param isHelpShown whether the help lies over the question
 * @param isCancelled whether the person left
 */
record FormPage(
        Form form,
        FormWalk walk,
        Optional<Open> open,
        Optional<String> notice,
        boolean isHelpShown,
        boolean isCancelled)
        implements Page<Asked> {

    /** A question being answered. */
    record Open(Question question, Entry entry) {}

    /** At the first question of a walk that has no answer yet. */
    static FormPage at(Form form, FormWalk walk) {
        return new FormPage(
                form,
                walk,
                walk.current().map(question -> new Open(question, Entry.begin(walk, question))),
                Optional.empty(),
                false,
                false);
    }

    @Override
    public FormPage after(KeyStroke key, TerminalSize size) {
        if (Keys.cancels(key)) {
            return new FormPage(form, walk, open, notice, isHelpShown, true);
        }
        if (isHelpShown) {
            return new FormPage(form, walk, open, notice, false, false);
        }
        return open.map(at -> after(key, at.question(), at.entry())).orElse(this);
    }

    private FormPage after(KeyStroke key, Question question, Entry entry) {
        if (key.getKeyType() == KeyType.F1 || (Keys.is(key, '?') && !entry.takesQuestionMark())) {
            return new FormPage(form, walk, open, notice, true, false);
        }
        if (Keys.goesBack(key)) {
            return walk.back()
                    .map(before -> at(form, before))
                    .orElseGet(() ->
                            new FormPage(form, walk, open, Optional.of("this is the first question"), false, false));
        }
        if (Keys.isEnter(key)) {
            Answer answer = entry.answer();
            return walk.problem(question, answer.value())
                    .map(problem -> new FormPage(form, walk, open, Optional.of(problem), false, false))
                    .orElseGet(() -> at(form, walk.answered(question, answer)));
        }
        return new FormPage(
                form, walk, Optional.of(new Open(question, entry.after(key))), Optional.empty(), false, false);
    }

    /** What is wrong, to be said now: of what was typed at once, of what is suggested only after Enter. */
    Optional<String> problem() {
        return notice.or(() -> open.filter(at -> at.entry().isJudged())
                .flatMap(at -> walk.problem(at.question(), at.entry().answer().value())));
    }

    @Override
    public Optional<Asked> result() {
        if (isCancelled) {
            return Optional.of(cancelled());
        }
        return open.isPresent() ? Optional.empty() : Optional.of(new Asked.Answered(walk.answers()));
    }

    @Override
    public Asked cancelled() {
        return new Asked.Cancelled(walk.answers());
    }

    /** An answer can be gone back to, so what was typed ahead may give it. */
    @Override
    public boolean takesTypedAhead() {
        return true;
    }

    @Override
    public void draw(Canvas canvas) {
        new FormView(this).draw(canvas);
    }
}
