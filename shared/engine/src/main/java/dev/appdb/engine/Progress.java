package dev.appdb.engine;

import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;

/** How an adapter tells what it is doing, while it does it. */
public interface Progress {

    /** A resource moved on. */
    void resource(String type, String name, ResourceState state, String detail);

    /** Something that the person should know. */
    void note(Level level, String text);
}
