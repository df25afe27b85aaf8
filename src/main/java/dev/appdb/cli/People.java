package dev.appdb.cli;

import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.tui.Consent;
import java.util.Optional;

/** The person at the terminal, if there is one. */
interface People {

    /** Whether there is a person to ask. Where not, nothing below is called. */
    boolean present();

    /** Asks what is still unanswered; empty if the person cancelled. */
    Optional<Answers> ask(Form form, Answers soFar);

    /** Asks for a yes; anything else is a no. */
    Consent confirm(String question);

    /** Asks for a word to be typed; empty if the person cancelled. */
    Optional<String> typed(String prompt);
}
