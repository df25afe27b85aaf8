package dev.appdb.tui.line;

import dev.appdb.event.EventSink;
import dev.appdb.event.EventText;
import dev.appdb.event.RunEvent;
import dev.appdb.tui.Interruption;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shows a run's events as lines, and meanwhile takes Ctrl-C: the first asks what is to become of the work, and holds
 * the lines back until that is answered, so that they don't run through the question.
 */
final class LineProgress implements EventSink {
    private final LinePrompter prompter;
    private final EventText text;
    private final TerminalCapabilities style;
    private final Interruption interruption;
    private final List<String> heldBack = new ArrayList<>();
    private Runnable giveBack = () -> {};
    private boolean asking;
    private boolean ended;

    private LineProgress(LinePrompter prompter, TerminalCapabilities style, Interruption interruption) {
        this.prompter = prompter;
        this.text = new EventText(style);
        this.style = style;
        this.interruption = interruption;
    }

    /** Takes Ctrl-C from now on, until {@link #end}. */
    static LineProgress begin(LinePrompter prompter, TerminalCapabilities style, Interruption interruption) {
        LineProgress progress = new LineProgress(prompter, style, interruption);
        progress.giveBack = Terminals.onInterrupt(progress::interrupted);
        return progress;
    }

    @Override
    public synchronized void accept(RunEvent event) {
        List<String> lines = text.lines(event);
        if (event instanceof RunEvent.RunFinished) {
            // Whatever is being asked, there is nothing left to decide.
            stopAsking();
        }
        if (asking) {
            heldBack.addAll(lines);
        } else {
            prompter.show(lines);
        }
    }

    /** Runs on a thread of its own for each Ctrl-C; one that comes while the question is open answers it. */
    void interrupted() {
        synchronized (this) {
            if (ended) {
                return;
            }
            if (asking || interruption.isAtOnce()) {
                interruption.detach();
                return;
            }
            asking = true;
        }
        Optional<String> rollBack = interruption.rollBack();
        prompter.show(choices(rollBack));
        int choice = choice(rollBack.isPresent() ? 3 : 2);
        synchronized (this) {
            if (ended || !asking) {
                return;
            }
            stopAsking();
        }
        if (choice == 1) {
            interruption.detach();
        } else if (choice == 2 && rollBack.isPresent()) {
            interruption.startRollBack();
        }
    }

    private List<String> choices(Optional<String> rollBack) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(style.heading("Interrupted. What is to become of the work?"));
        lines.add("  1) detach: leave it as it is, and end here");
        rollBack.ifPresent(what -> lines.add("  2) roll back: " + style.data(what)));
        lines.add("  " + (rollBack.isPresent() ? 3 : 2) + ") go on");
        return lines;
    }

    /** Ctrl-C, Ctrl-D and the end of the input detach. */
    private int choice(int last) {
        while (true) {
            Optional<String> typed = prompter.typed("1 to " + last + "; Ctrl-C detaches");
            if (typed.isEmpty()) {
                return 1;
            }
            if (typed.get().matches("[1-" + last + "]")) {
                return Integer.parseInt(typed.get());
            }
        }
    }

    private synchronized void stopAsking() {
        asking = false;
        prompter.show(List.copyOf(heldBack));
        heldBack.clear();
    }

    /** Shows what was held back, and has Ctrl-C do what it did before. */
    synchronized void end() {
        if (!ended) {
            ended = true;
            stopAsking();
            giveBack.run();
        }
    }
}
