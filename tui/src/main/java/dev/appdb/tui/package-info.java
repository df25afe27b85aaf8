/** The interface between a command and the person at the terminal, and the values that its front ends share. */
@NullMarked
package dev.appdb.tui;

import org.jspecify.annotations.NullMarked;
