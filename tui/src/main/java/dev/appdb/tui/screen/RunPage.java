package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import dev.appdb.event.RunEvent;
import dev.appdb.tui.Interruption;
import dev.appdb.tui.progress.ProgressTree;
import dev.appdb.tui.progress.TextStyles;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;

/**
 * The progress of a run. Its results are the actions that Ctrl-C led to.
 *
 * @param interruption the actions that Ctrl-C offers
 * @param tree the progress so far
 * @param clock the clock that running steps are timed by
 * @param waited the time in which the run waited for the person
 * @param menu the menu that Ctrl-C has opened
 * @param isRollingBack whether the person has chosen to roll back
 * @param action the action that the last key led to
 */
record RunPage(
        Interruption interruption,
        ProgressTree tree,
        Clock clock,
        Duration waited,
        Optional<InterruptMenu> menu,
        boolean isRollingBack,
        Optional<InterruptAction> action)
        implements Page<InterruptAction> {

    /**
     * The actions to choose from.
     *
     * @param isChecking whether it is still unknown what can be rolled back
     * @param rollBack the effect of rolling back
     */
    record InterruptMenu(boolean isChecking, Optional<String> rollBack, Buttons buttons) {
        private static final int CONTINUE = 0;
        private static final int DETACH = 1;

        static InterruptMenu of(boolean isChecking) {
            return new InterruptMenu(isChecking, Optional.empty(), Buttons.of("Continue", "Detach"));
        }

        /** The menu with rolling back, if that is possible; the focus stays. */
        InterruptMenu found(Optional<String> way) {
            Buttons all =
                    way.isPresent() ? Buttons.of("Continue", "Detach", "Roll back") : Buttons.of("Continue", "Detach");
            return new InterruptMenu(false, way, all.focused(Math.min(buttons.focus(), DETACH)));
        }

        InterruptMenu after(KeyStroke key) {
            return new InterruptMenu(isChecking, rollBack, buttons.after(key));
        }

        /** The action that Enter chooses; empty continues. */
        Optional<InterruptAction> chosen() {
            return switch (buttons.focus()) {
                case CONTINUE -> Optional.empty();
                case DETACH -> Optional.of(InterruptAction.DETACH);
                default -> Optional.of(InterruptAction.ROLL_BACK);
            };
        }
    }

    static RunPage of(Interruption interruption, Clock clock) {
        return new RunPage(
                interruption, ProgressTree.EMPTY, clock, Duration.ZERO, Optional.empty(), false, Optional.empty());
    }

    RunPage with(RunEvent event) {
        return new RunPage(interruption, tree.with(event), clock, waited, menu, isRollingBack, Optional.empty());
    }

    /** The page after the run has waited for the person, whose time is none of the run's. */
    RunPage waited(Duration duration) {
        return new RunPage(interruption, tree, clock, waited.plus(duration), menu, isRollingBack, action);
    }

    @Override
    public RunPage after(KeyStroke key, TerminalSize size) {
        if (key.getKeyType() == KeyType.EOF) {
            return acting(InterruptAction.DETACH);
        }
        if (menu.isEmpty()) {
            return Keys.cancels(key) ? interrupted() : showing(Optional.empty());
        }
        if (Keys.cancels(key)) {
            return acting(InterruptAction.DETACH);
        }
        if (Keys.isEnter(key)) {
            return menu.get().chosen().map(this::acting).orElseGet(() -> showing(Optional.empty()));
        }
        return key.getKeyType() == KeyType.Escape
                ? showing(Optional.empty())
                : showing(Optional.of(menu.get().after(key)));
    }

    /** The page with the menu open; it does not wait for the target to report what can be rolled back. */
    private RunPage interrupted() {
        if (interruption.isAtOnce()) {
            return acting(InterruptAction.DETACH);
        }
        Optional<InterruptAction> next = isRollingBack ? Optional.empty() : Optional.of(InterruptAction.QUERY_ROLLBACK);
        return new RunPage(
                interruption,
                tree,
                clock,
                waited,
                Optional.of(InterruptMenu.of(next.isPresent())),
                isRollingBack,
                next);
    }

    /** The page once it is known what rolling back would do; it is offered while the menu is open. */
    RunPage found(Optional<String> rollBack) {
        return isRollingBack ? this : showing(menu.map(open -> open.found(rollBack)));
    }

    private RunPage showing(Optional<InterruptMenu> next) {
        return new RunPage(interruption, tree, clock, waited, next, isRollingBack, Optional.empty());
    }

    private RunPage acting(InterruptAction wanted) {
        return new RunPage(
                interruption,
                tree,
                clock,
                waited,
                Optional.empty(),
                isRollingBack || wanted == InterruptAction.ROLL_BACK,
                Optional.of(wanted));
    }

    @Override
    public Optional<InterruptAction> result() {
        return action;
    }

    @Override
    public InterruptAction cancelled() {
        return InterruptAction.DETACH;
    }

    @Override
    public boolean takesTypedAhead() {
        return true;
    }

    @Override
    public Optional<Duration> redrawnEvery() {
        return tree.ending().isPresent() ? Optional.empty() : Optional.of(ProgressTree.FRAME);
    }

    @Override
    public void draw(Canvas canvas) {
        Canvas inner = Frame.draw(
                canvas,
                isRollingBack ? "Rolling back" : "Applying",
                tree.position().map(place -> "Step " + place).orElse(""),
                menu.isPresent()
                        ? List.of("tab/enter choose", "esc continue", "ctrl-c detach now")
                        : List.of(interruption.isAtOnce() ? "ctrl-c stop" : "ctrl-c detach or roll back"));
        int rows = menu.map(open -> drawMenu(inner, open)).orElse(0);
        Canvas rest = inner.below(rows);
        List<AttributedString> lines =
                tree.lines(clock.instant(), waited, rest.columns(), rest.rows(), canvas.capabilities());
        for (int i = 0; i < lines.size(); i++) {
            rest.put(0, i, lines.get(i));
        }
    }

    private static int drawMenu(Canvas canvas, InterruptMenu open) {
        int row = canvas.put(0, Paragraph.of("Interrupted. The run continues until you choose.", TextStyles.HEADING));
        row += canvas.put(
                row,
                Paragraph.of("  Detach: exit, and leave the deployment to continue by itself.")
                        .hanging(4));
        if (open.isChecking()) {
            row += canvas.put(
                    row,
                    Paragraph.of("  Checking whether it can be rolled back…", TextStyles.FAINT)
                            .hanging(4));
        }
        if (open.rollBack().isPresent()) {
            String phrase = open.rollBack().get();
            row += canvas.put(row, Paragraph.of("  Roll back: " + phrase + ".").hanging(4));
        }
        row += open.buttons().draw(canvas, row);
        canvas.rule(row);
        return row + 1;
    }
}
