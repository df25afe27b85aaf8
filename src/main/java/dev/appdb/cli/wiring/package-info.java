/** The only place that constructs adapters and puts the engine and the bot together. */
@NullMarked
package dev.appdb.cli.wiring;

import org.jspecify.annotations.NullMarked;
