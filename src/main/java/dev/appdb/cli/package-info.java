/** The command line, and the one place where parts are wired together. */
@NullMarked
package dev.appdb.cli;

import org.jspecify.annotations.NullMarked;
