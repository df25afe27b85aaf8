package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import dev.appdb.form.Answer;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import dev.appdb.tui.FormResult;
import dev.appdb.tui.FormState;
import java.util.Optional;

/**
 * The questions of a form, one at a time.
 *
 * @param open the current question and the input so far; empty once all are answered
 * @param notice the problem that the last key led to
 * @param isHelpShown whether the help covers the question
 * @param isCancelled whether the person left
 */
record FormPage(
        Form form,
        FormState state,
        Optional<Open> open,
        Optional<String> notice,
        boolean isHelpShown,
        boolean isCancelled)
        implements Page<FormResult> {

    /** A question being answered. */
    record Open(Question question, Entry entry) {}

    /** At the first question of a state that has no answer yet. */
    static FormPage at(Form form, FormState state) {
        return new FormPage(
                form,
                state,
                state.current().map(question -> new Open(question, Entry.begin(state, question))),
                state.refusal(),
                false,
                false);
    }

    @Override
    public FormPage after(KeyStroke key, TerminalSize size) {
        if (Keys.cancels(key)) {
            return new FormPage(form, state, open, notice, isHelpShown, true);
        }
        if (isHelpShown) {
            return new FormPage(form, state, open, notice, false, false);
        }
        return open.map(at -> after(key, at.question(), at.entry())).orElse(this);
    }

    private FormPage after(KeyStroke key, Question question, Entry entry) {
        if (key.getKeyType() == KeyType.F1 || (Keys.is(key, '?') && !entry.takesQuestionMark())) {
            return new FormPage(form, state, open, notice, true, false);
        }
        if (Keys.goesBack(key)) {
            return state.back()
                    .map(before -> at(form, before))
                    .orElseGet(() ->
                            new FormPage(form, state, open, Optional.of("this is the first question"), false, false));
        }
        if (Keys.isEnter(key)) {
            Answer answer = entry.answer();
            return state.problem(question, answer.value())
                    .map(problem -> new FormPage(form, state, open, Optional.of(problem), false, false))
                    .orElseGet(() -> at(form, state.answered(question, answer)));
        }
        Optional<String> cut = key instanceof Paste paste && paste.hasMore()
                ? Optional.of("only the first line of the pasted text is taken")
                : Optional.empty();
        return new FormPage(form, state, Optional.of(new Open(question, entry.after(key))), cut, false, false);
    }

    /** The problem to show now: of typed text at once, of a suggestion only after Enter. */
    Optional<String> problem() {
        return notice.or(() -> open.filter(at -> at.entry().isJudged())
                .flatMap(at -> state.problem(at.question(), at.entry().answer().value())));
    }

    @Override
    public Optional<FormResult> result() {
        if (isCancelled) {
            return Optional.of(cancelled());
        }
        if (state.lookUp().isPresent()) {
            return Optional.of(new FormResult.Due(state));
        }
        return open.isPresent() ? Optional.empty() : Optional.of(new FormResult.Answered(state.answers()));
    }

    @Override
    public FormResult cancelled() {
        return new FormResult.Cancelled(state.answers());
    }

    /** Accepts keys typed ahead, because going back can change an answer. */
    @Override
    public boolean takesTypedAhead() {
        return true;
    }

    @Override
    public void draw(Canvas canvas) {
        new FormView(this).draw(canvas);
    }
}
