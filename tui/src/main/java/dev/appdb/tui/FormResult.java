package dev.appdb.tui;

import dev.appdb.form.Answers;
import dev.appdb.form.Refusal;

/** The result of asking a form. */
public sealed interface FormResult {

    /** The answers given so far, the known ones among them. */
    Answers answers();

    /** Every question has a valid answer. */
    record Answered(Answers answers) implements FormResult {}

    /** The person pressed Ctrl-C or Ctrl-D, or the terminal went away; the answers given until then are kept. */
    record Cancelled(Answers answers) implements FormResult {}

    /** A look found that the answers can't stand, and none of the questions that could change that was asked. */
    record Refused(Answers answers, Refusal refusal) implements FormResult {}

    /** A look is due before the next question. No guide returns it: it makes the look, and goes on asking. */
    record Due(FormState state) implements FormResult {
        @Override
        public Answers answers() {
            return state.answers();
        }
    }
}
