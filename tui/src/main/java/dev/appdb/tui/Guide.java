package dev.appdb.tui;

import dev.appdb.event.EventSink;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import java.util.Optional;

/**
 * The person at the terminal, as a command sees them: asked, shown what would be done, and kept informed. Line by
 * line and full screen are two of a kind: the same answers lead to the same. Methods are called on one thread, one
 * after the other, and block until the person has answered.
 */
public interface Guide extends AutoCloseable {

    /** Whether there is a person to ask. Where not, nothing below but {@link #close} is called. */
    boolean present();

    /** Whether the whole screen is the guide's, so that nothing else may write to the terminal until it is closed. */
    boolean isFullScreen();

    /** Asks what is not answered yet; what is known already is shown, not asked. */
    FormResult ask(Form form, Answers known);

    /**
     * Asks again what was answered before, or goes on with what was answered in part: at the first question that has no
     * valid answer, or else at the last one. The earlier answers are the defaults.
     */
    FormResult askAgain(Form form, Answers known, Answers earlier);

    /** Shows the files that would be written, and has that confirmed. */
    Consent confirm(FilesReview review);

    /** Shows a plan that is not up to date, and has it confirmed; what loses data is confirmed by typing its name. */
    PlanConsent confirm(PlanReview review);

    /** Asks for yes or no; Enter alone is a no, and there is no way back. */
    Consent confirm(String question);

    /** Asks for a word to be typed, without a default; empty if the person cancelled. */
    Optional<String> typed(String prompt);

    /**
     * Shows what a run does from now on.
     *
     * @param interruption what Ctrl-C leads to meanwhile: the first offers what there is, the second detaches at once
     * @return where the run's events go; takes them on any thread, one at a time
     */
    EventSink progress(Interruption interruption);

    /** Shows how it ended, until the person leaves. */
    void finish(Closing closing);

    /** Gives the terminal back as it was. May be called on any thread, also in the middle of a question, and twice. */
    @Override
    void close();
}
