/** The commands, one class each, over the engine. */
@NullMarked
package dev.appdb.cli.command;

import org.jspecify.annotations.NullMarked;
