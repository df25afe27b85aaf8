package dev.appdb.event;

/** Takes the events of a run, in order. */
@FunctionalInterface
public interface EventSink {

    /** Takes the next event; must neither block for long nor throw. */
    void accept(RunEvent event);
}
