package dev.appdb.tui;

import dev.appdb.event.EventSink;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.Refusal;
import java.util.Map;
import java.util.Optional;

/**
 * The dialog of a command with the person at the terminal: questions, reviews and progress. It exists line by line and
 * on the full screen; the same answers lead to the same results in both. Methods are called on one thread, one after
 * the other, and block until the person has answered.
 */
public interface Guide extends AutoCloseable {

    /** Returns true if there is a person to ask. Otherwise only {@link #close} is called. */
    boolean present();

    /** Returns true if the guide owns the whole screen, so that nothing else may write to the terminal until it is closed. */
    boolean isFullScreen();

    /**
     * Asks the questions that have no answer yet; known answers are shown, not asked. Makes the looks that are due between
     * them; a look may ask for a password, which is not shown while it is typed.
     */
    FormResult ask(Form form, Answers known);

    /**
     * Asks a form again, or continues one that was answered in part: at the first question without a valid answer, or
     * else at the last one. The earlier answers are the defaults.
     */
    FormResult askAgain(Form form, Answers known, Answers earlier);

    /** Asks a form again at the question whose answer a refusal is about, with the reason. */
    FormResult askAgain(Form form, Answers known, Answers earlier, Refusal refusal);

    /** Shows the files that would be written, and has that confirmed. */
    Consent confirm(FilesReview review);

    /** Shows a plan that has changes, and has it confirmed; each resource whose data it deletes is confirmed by name. */
    PlanConsent confirm(PlanReview review);

    /** Asks for yes or no; Enter alone is a no, and there is no way back. */
    Consent confirm(String question);

    /**
     * The same after facts to decide by.
     *
     * @param facts texts by their labels, in order
     */
    default Consent confirm(String question, Map<String, String> facts) {
        return confirm(question);
    }

    /** Asks for a word to be typed, without a default; empty if the person cancelled. */
    Optional<String> typed(String prompt);

    /**
     * Shows the progress of a run from now on.
     *
     * @param interruption the actions of Ctrl-C meanwhile: the first offers them, the second detaches at once
     * @return the sink for the run's events; accepts them on any thread, one at a time
     */
    EventSink progress(Interruption interruption);

    /** Shows the result until the person leaves. */
    void finish(Closing closing);

    /** Gives the terminal back as it was. May be called on any thread, also in the middle of a question, and twice. */
    @Override
    void close();
}
