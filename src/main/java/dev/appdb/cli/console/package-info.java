/** The command's terminal: output, exit codes, prompts, confirmations and interruption. */
@NullMarked
package dev.appdb.cli.console;

import org.jspecify.annotations.NullMarked;
