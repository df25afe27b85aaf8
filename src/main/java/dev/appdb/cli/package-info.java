/** The process {@code appdb}: its command line and the tree of its commands. */
@NullMarked
package dev.appdb.cli;

import org.jspecify.annotations.NullMarked;
