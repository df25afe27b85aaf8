package dev.appdb.tui.line;

import dev.appdb.event.EventSink;
import dev.appdb.event.RunEvent;
import dev.appdb.tui.Interruption;
import dev.appdb.tui.progress.EventLines;
import dev.appdb.tui.progress.TextStyles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;

/**
 * Shows a run's events as lines, and handles Ctrl-C meanwhile: the first opens a menu, and holds the lines back until it
 * is answered, so that they don't run through it.
 */
final class LineProgress implements EventSink {
    private final LinePrompter prompter;
    private final EventLines lines = new EventLines();
    private final Interruption interruption;
    private final List<AttributedString> heldBack = new ArrayList<>();
    private Runnable restoreInterrupt = () -> {};
    private boolean isMenuOpen;
    private boolean isEnded;

    private LineProgress(LinePrompter prompter, Interruption interruption) {
        this.prompter = prompter;
        this.interruption = interruption;
    }

    /** Handles Ctrl-C from now on, until {@link #end}. */
    static LineProgress begin(LinePrompter prompter, Interruption interruption) {
        LineProgress progress = new LineProgress(prompter, interruption);
        progress.restoreInterrupt = Terminals.onInterrupt(progress::interrupted);
        return progress;
    }

    @Override
    public synchronized void accept(RunEvent event) {
        List<AttributedString> next = lines.of(event);
        if (event instanceof RunEvent.RunFinished) {
            // Nothing is left to decide.
            closeMenu();
        }
        if (isMenuOpen) {
            heldBack.addAll(next);
        } else {
            prompter.show(next);
        }
    }

    /** Runs on a thread of its own for each Ctrl-C; a second one while the menu is open detaches. */
    void interrupted() {
        synchronized (this) {
            if (isEnded) {
                return;
            }
            if (isMenuOpen || interruption.isAtOnce()) {
                interruption.detach();
                return;
            }
            isMenuOpen = true;
        }
        Optional<String> rollBack = interruption.rollBack();
        prompter.show(menu(rollBack));
        int choice = choice(rollBack.isPresent() ? 3 : 2);
        synchronized (this) {
            if (isEnded || !isMenuOpen) {
                return;
            }
            closeMenu();
        }
        if (choice == 1) {
            interruption.detach();
        } else if (choice == 2 && rollBack.isPresent()) {
            interruption.startRollBack();
        }
    }

    private static List<AttributedString> menu(Optional<String> rollBack) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(AttributedString.EMPTY);
        lines.add(new AttributedString(
                rollBack.isPresent() ? "Interrupted. Detach or roll back?" : "Interrupted. Detach?",
                TextStyles.HEADING));
        lines.add(new AttributedString("  1) Detach: exit, and leave the deployment to continue by itself"));
        rollBack.ifPresent(effect -> lines.add(new AttributedString("  2) Roll back: " + effect)));
        lines.add(new AttributedString("  " + (rollBack.isPresent() ? 3 : 2) + ") Continue"));
        return lines;
    }

    /** Ctrl-C, Ctrl-D and the end of the input detach. */
    private int choice(int last) {
        while (true) {
            Optional<String> typed = prompter.typed("Choose 1 to " + last + " (Ctrl-C detaches)");
            if (typed.isEmpty()) {
                return 1;
            }
            if (typed.get().matches("[1-" + last + "]")) {
                return Integer.parseInt(typed.get());
            }
        }
    }

    private synchronized void closeMenu() {
        isMenuOpen = false;
        prompter.show(List.copyOf(heldBack));
        heldBack.clear();
    }

    /** Shows the lines held back, and restores the handler of Ctrl-C. */
    synchronized void end() {
        if (!isEnded) {
            isEnded = true;
            closeMenu();
            restoreInterrupt.run();
        }
    }
}
