package dev.appdb.tui;

import dev.appdb.form.Answers;

/** The result of asking a form. */
public sealed interface FormResult {

    /** The answers given so far, the known ones among them. */
    Answers answers();

    /** Every question has a valid answer. */
    record Answered(Answers answers) implements FormResult {}

    /** The person pressed Ctrl-C or Ctrl-D, or the terminal went away; the answers given until then are kept. */
    record Cancelled(Answers answers) implements FormResult {}
}
