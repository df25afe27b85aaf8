package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import dev.appdb.event.RunEvent;
import dev.appdb.tui.Interruption;
import dev.appdb.tui.progress.ProgressTree;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What a run has done so far. Its answers are what Ctrl-C led to.
 *
 * @param interruption what Ctrl-C can lead to
 * @param tree what happened
 * @param clock what is at work is timed by
 * @param offer what Ctrl-C has offered, while that is to be decided
 * @param isRollingBack whether the person has chosen to roll back
 * @param action what the last key led to
 */
record RunPage(
        Interruption interruption,
        ProgressTree tree,
        Clock clock,
        Optional<Offer> offer,
        boolean isRollingBack,
        Optional<InterruptAction> action)
        implements Page<InterruptAction> {

    /**
     * The ways out that there are.
     *
     * @param isLooking whether it is still looked at what can be rolled back
     * @param rollBack what rolling back would do
     */
    record Offer(boolean isLooking, Optional<String> rollBack, Buttons buttons) {
        private static final int GO_ON = 0;
        private static final int DETACH = 1;

        static Offer of(boolean isLooking) {
            return new Offer(isLooking, Optional.empty(), Buttons.of("Go on", "Detach"));
        }

        /** With the other way out, if there is one; what is chosen stays chosen. */
        Offer found(Optional<String> way) {
            Buttons all = way.isPresent() ? Buttons.of("Go on", "Detach", "Roll back") : Buttons.of("Go on", "Detach");
            return new Offer(false, way, all.focused(Math.min(buttons.focus(), DETACH)));
        }

        Offer after(KeyStroke key) {
            return new Offer(isLooking, rollBack, buttons.after(key));
        }

        /** What Enter chooses; empty goes on. */
        Optional<InterruptAction> chosen() {
            return switch (buttons.focus()) {
                case GO_ON -> Optional.empty();
                case DETACH -> Optional.of(InterruptAction.DETACH);
                default -> Optional.of(InterruptAction.ROLL_BACK);
            };
        }
    }

    static RunPage of(Interruption interruption, Clock clock) {
        return new RunPage(interruption, ProgressTree.EMPTY, clock, Optional.empty(), false, Optional.empty());
    }

    RunPage with(RunEvent event) {
        return new RunPage(interruption, tree.with(event), clock, offer, isRollingBack, Optional.empty());
    }

    @Override
    public RunPage after(KeyStroke key, TerminalSize size) {
        if (key.getKeyType() == KeyType.EOF) {
            return acting(InterruptAction.DETACH);
        }
        if (offer.isEmpty()) {
            return Keys.cancels(key) ? interrupted() : offering(Optional.empty());
        }
        if (Keys.cancels(key)) {
            return acting(InterruptAction.DETACH);
        }
        if (Keys.isEnter(key)) {
            return offer.get().chosen().map(this::acting).orElseGet(() -> offering(Optional.empty()));
        }
        return key.getKeyType() == KeyType.Escape
                ? offering(Optional.empty())
                : offering(Optional.of(offer.get().after(key)));
    }

    /** Asking a target what can be rolled back may take its time, which nothing here waits for. */
    private RunPage interrupted() {
        if (interruption.isAtOnce()) {
            return acting(InterruptAction.DETACH);
        }
        Optional<InterruptAction> next = isRollingBack ? Optional.empty() : Optional.of(InterruptAction.QUERY_ROLLBACK);
        return new RunPage(interruption, tree, clock, Optional.of(Offer.of(next.isPresent())), isRollingBack, next);
    }

    /** What rolling back would do, for as long as the person may still choose it. */
    RunPage found(Optional<String> rollBack) {
        return isRollingBack ? this : offering(offer.map(open -> open.found(rollBack)));
    }

    private RunPage offering(Optional<Offer> next) {
        return new RunPage(interruption, tree, clock, next, isRollingBack, Optional.empty());
    }

    private RunPage acting(InterruptAction wanted) {
        return new RunPage(
                interruption,
                tree,
                clock,
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
    public boolean countsTime() {
        return true;
    }

    @Override
    public void draw(Canvas canvas) {
        Canvas inner = Frame.draw(
                canvas,
                isRollingBack ? "Rolling back" : "At work",
                "",
                offer.isPresent()
                        ? List.of("Tab and Enter choose", "Esc goes on", "Ctrl-C detaches at once")
                        : List.of(interruption.isAtOnce() ? "Ctrl-C: stop" : "Ctrl-C: detach or roll back"));
        int rows = offer.map(open -> drawOffer(inner, open)).orElse(0);
        Canvas rest = inner.below(rows);
        List<String> lines = tree.lines(clock.instant(), rest.columns(), rest.rows(), canvas.style());
        for (int i = 0; i < lines.size(); i++) {
            rest.put(0, i, Line.styled(lines.get(i)).cells());
        }
    }

    private static int drawOffer(Canvas canvas, Offer open) {
        int row = canvas.put(0, Line.of("Stop watching, or undo? Nothing has stopped yet.", Look.STRONG));
        row += canvas.put(
                row,
                Line.of("  Detach: leave the work as it is; it goes on by itself where it can.")
                        .hanging(4));
        if (open.isLooking()) {
            row += canvas.put(
                    row,
                    Line.of("  Looking whether it can be rolled back", Look.FAINT)
                            .hanging(4));
        }
        if (open.rollBack().isPresent()) {
            String phrase = canvas.style().data(open.rollBack().get());
            row += canvas.put(row, Line.of("  Roll back: " + phrase + ".").hanging(4));
        }
        row += open.buttons().draw(canvas, row);
        canvas.rule(row);
        return row + 1;
    }
}
