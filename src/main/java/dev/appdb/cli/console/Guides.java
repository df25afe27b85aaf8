package dev.appdb.cli.console;

import dev.appdb.tui.Guide;

/** Chooses who guides a person through a command. */
@FunctionalInterface
public interface Guides {

    /**
     * The guide for a command; it is closed with the process, or before.
     *
     * @param wholeScreen whether the command is one for the whole screen, where that works
     * @param noColor whether {@code --no-color} was given
     */
    Guide choose(boolean wholeScreen, boolean noColor);
}
