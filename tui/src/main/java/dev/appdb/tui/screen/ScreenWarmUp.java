package dev.appdb.tui.screen;

import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import dev.appdb.tui.FormState;
import dev.appdb.tui.SystemTerminal;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Loads and links beforehand what the first page takes, by drawing one that is shown nowhere. Made for a thread beside the one
 * that will open a guide; what it does not get done is done there.
 */
public final class ScreenWarmUp {
    private ScreenWarmUp() {}

    public static void run() {
        SystemTerminal.warmUp();
        try (TerminalScreen screen = new TerminalScreen(new DefaultVirtualTerminal())) {
            screen.startScreen();
            Canvas canvas = Canvas.of(screen, new TerminalCapabilities(true, true));
            canvas.clear();
            Question question =
                    Question.text("warm-up", "Name", "The name.", "--name", (value, soFar) -> Optional.empty());
            FormPage.at(FormState.start(new Form(List.of(question)), Answers.NONE))
                    .draw(canvas);
            screen.refresh();
        } catch (IOException notDrawn) {
            // The guide will say so.
        }
    }
}
