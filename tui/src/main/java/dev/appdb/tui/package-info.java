/** What every front end of the terminal has in common: the door that a command talks to a person through. */
@NullMarked
package dev.appdb.tui;

import org.jspecify.annotations.NullMarked;
