/** Renders the events of a run as lines. */
@NullMarked
package dev.appdb.tui.progress;

import org.jspecify.annotations.NullMarked;
