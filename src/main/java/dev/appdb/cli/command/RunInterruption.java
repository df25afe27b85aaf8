package dev.appdb.cli.command;

import dev.appdb.cli.console.Interruptions;
import dev.appdb.engine.Deployer;
import dev.appdb.engine.RollBack;
import dev.appdb.engine.Run;
import dev.appdb.event.EventSink;
import dev.appdb.event.Level;
import dev.appdb.event.RunEvent;
import dev.appdb.event.Step;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.tui.Interruption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The effect of Ctrl-C in one run: it ends at once, but while a target applies that goes on by itself, it leads to the choice
 * what is to become of that.
 */
public final class RunInterruption implements Interruption {
    private final Interruptions interruptions;
    private final Deployer deployer;
    private final DatabaseRequest request;
    private volatile boolean applies;
    private volatile @Nullable Run run;
    private volatile @Nullable RollBack way;

    RunInterruption(Interruptions interruptions, Deployer deployer, DatabaseRequest request) {
        this.interruptions = interruptions;
        this.deployer = deployer;
        this.request = request;
    }

    /** Names the run, which can't be there before its events have somewhere to go. */
    void of(Run begun) {
        run = begun;
    }

    /** The same sink; sees on the way what the run is at. */
    EventSink watching(EventSink sink) {
        return event -> {
            if (event instanceof RunEvent.StepStarted started) {
                applies = started.step() == Step.APPLY;
            } else if (event instanceof RunEvent.StepFinished) {
                applies = false;
            }
            sink.accept(event);
        };
    }

    @Override
    public boolean isAtOnce() {
        return !applies || !deployer.continuesWithoutProcess();
    }

    /** Asks the target; one that can't be asked can't roll back either. */
    @Override
    public Optional<String> rollBack() {
        try {
            Optional<RollBack> found = deployer.rollBack(request);
            way = found.orElse(null);
            return found.map(RollBack::effect);
        } catch (FailureException e) {
            return Optional.empty();
        }
    }

    @Override
    public void detach() {
        interruptions.interrupt();
    }

    @Override
    public void startRollBack() {
        RollBack chosen = way;
        Run current = run;
        if (chosen == null || current == null) {
            return;
        }
        // Not on the thread that draws or takes keys: it is a call over a network.
        Thread thread = new Thread(() -> rollBack(chosen, current), "rolling back");
        thread.setDaemon(true);
        thread.start();
    }

    private void rollBack(RollBack chosen, Run current) {
        try {
            chosen.begin();
            current.fail(Failure.interrupted(
                    "did not deploy " + request.cluster(),
                    "you chose to roll back",
                    Remedy.of(
                            "Once it is rolled back, deploy it with {}.",
                            Subcommand.APPLY.about(
                                    request.app().value(), request.environment().value()))));
            current.note(Level.WARNING, "rolling back: " + chosen.effect());
        } catch (FailureException e) {
            current.note(Level.WARNING, e.failure().problem(), e.failure().remedy());
        }
    }
}
