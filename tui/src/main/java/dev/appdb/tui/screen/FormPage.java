package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import dev.appdb.form.Answer;
import dev.appdb.form.Question;
import dev.appdb.tui.FormResult;
import dev.appdb.tui.FormState;
import java.util.Optional;

/**
 * The questions of a form, one at a time, and then all their answers together.
 *
 * @param open the current question and the input so far; empty at the review and once all are answered
 * @param review the review of the answers, while it is shown
 * @param expected the number of questions that have or will have an answer
 * @param notice the problem that the last key led to
 * @param isHelpShown whether the help covers the question
 * @param isCancelled whether the person left
 */
record FormPage(
        FormState state,
        Optional<Open> open,
        Optional<AnswerReview> review,
        int expected,
        Optional<String> notice,
        boolean isHelpShown,
        boolean isCancelled)
        implements Page<FormResult> {

    /** A question being answered. */
    record Open(Question question, Entry entry) {}

    /** At the first question of a state that has no answer yet, or at the review. */
    static FormPage at(FormState state) {
        return new FormPage(
                state,
                state.current().map(question -> new Open(question, Entry.begin(state, question))),
                state.needsReview() ? Optional.of(AnswerReview.of(state)) : Optional.empty(),
                state.expected(),
                state.refusal(),
                false,
                false);
    }

    private FormPage with(Entry entry, Optional<String> cut) {
        Optional<Open> changed = open.map(at -> new Open(at.question(), entry));
        return new FormPage(state, changed, review, expected, cut, false, false);
    }

    private FormPage noting(String problem) {
        return new FormPage(state, open, review, expected, Optional.of(problem), false, false);
    }

    private FormPage helping(boolean isShown) {
        return new FormPage(state, open, review, expected, notice, isShown, false);
    }

    @Override
    public FormPage after(KeyStroke key, TerminalSize size) {
        if (Keys.cancels(key)) {
            return new FormPage(state, open, review, expected, notice, isHelpShown, true);
        }
        if (isHelpShown) {
            return helping(false);
        }
        if (review.isPresent()) {
            return after(key, review.get());
        }
        return open.map(at -> after(key, at.question(), at.entry())).orElse(this);
    }

    private FormPage after(KeyStroke key, AnswerReview answers) {
        if (key.getKeyType() == KeyType.F1 || Keys.is(key, '?')) {
            return helping(true);
        }
        if (Keys.goesBack(key)) {
            return state.back().map(FormPage::at).orElse(this);
        }
        if (Keys.isEnter(key)) {
            return at(answers.marked().map(state::changing).orElseGet(state::reviewed));
        }
        return new FormPage(state, open, Optional.of(answers.after(key)), expected, notice, false, false);
    }

    private FormPage after(KeyStroke key, Question question, Entry entry) {
        if (key.getKeyType() == KeyType.F1 || (Keys.is(key, '?') && !entry.takesQuestionMark())) {
            return helping(true);
        }
        if (key.getKeyType() == KeyType.Escape && entry.afterEscape().isPresent()) {
            return with(entry.afterEscape().get(), Optional.empty());
        }
        if (Keys.goesBack(key)) {
            return state.back().map(FormPage::at).orElseGet(() -> noting("this is the first question"));
        }
        if (Keys.isEnter(key)) {
            Optional<Entry> acted = entry.afterEnter();
            return acted.isPresent() ? with(acted.get(), Optional.empty()) : answered(question, entry.answer());
        }
        Optional<String> cut = key instanceof Paste paste && paste.hasMore()
                ? Optional.of("only the first line of the pasted text is taken")
                : Optional.empty();
        return with(entry.after(key), cut);
    }

    private FormPage answered(Question question, Answer answer) {
        return state.problem(question, answer.value())
                .map(this::noting)
                .orElseGet(() -> at(state.answered(question, answer)));
    }

    /** The problem to show now: of what the last Enter gave, or of what can't become an answer any more. */
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
        return state.isComplete() ? Optional.of(new FormResult.Answered(state.answers())) : Optional.empty();
    }

    @Override
    public FormResult cancelled() {
        return new FormResult.Cancelled(state.kept());
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
