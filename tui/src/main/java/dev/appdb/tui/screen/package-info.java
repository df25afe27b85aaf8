/** The wizard on the whole screen: pages that are pure, and the one thread that shows them on a terminal. */
@NullMarked
package dev.appdb.tui.screen;

import org.jspecify.annotations.NullMarked;
