/** Questions and confirmations as lines on a terminal. */
@NullMarked
package dev.appdb.tui.line;

import org.jspecify.annotations.NullMarked;
