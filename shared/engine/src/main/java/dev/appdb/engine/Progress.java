package dev.appdb.engine;

import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.failure.Remedy;

/** Receives an adapter's progress while it works. */
public interface Progress {
    /** Ignores all progress: for a query in passing. */
    Progress SILENT = new Progress() {
        @Override
        public void resource(String type, String name, ResourceState state, String detail) {
            // ignored
        }

        @Override
        public void note(Level level, String text) {
            // ignored
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
