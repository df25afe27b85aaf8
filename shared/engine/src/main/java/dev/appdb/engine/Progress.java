package dev.appdb.engine;

import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.failure.Remedy;

/** How an adapter tells what it is doing, while it does it. */
public interface Progress {
    /** Tells nobody: for a question in passing. */
    Progress SILENT = new Progress() {
        @Override
        public void resource(String type, String name, ResourceState state, String detail) {
            // nobody is told
        }

        @Override
        public void note(Level level, String text) {
            // nobody is told
        }
    };

    /** A resource moved on. */
    void resource(String type, String name, ResourceState state, String detail);

    /** Something that the person should know. */
    void note(Level level, String text);

    /** Something that the person should know, and the way out. */
    default void note(Level level, String text, Remedy remedy) {
        note(level, remedy.isEmpty() ? text : text + " " + remedy);
    }
}
