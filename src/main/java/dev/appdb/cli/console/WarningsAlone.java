package dev.appdb.cli.console;

import dev.appdb.event.EventSink;
import dev.appdb.event.Level;
import dev.appdb.event.RunEvent;

/** Passes warnings on, and no other event. */
record WarningsAlone(EventSink to) implements EventSink {
    @Override
    public void accept(RunEvent event) {
        if (event instanceof RunEvent.Noted noted && noted.level() == Level.WARNING) {
            to.accept(event);
        }
    }
}
