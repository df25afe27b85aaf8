/** The commands of the Slack bot: run it, its demo, its manifest, its policy and its audit log. */
@NullMarked
package dev.appdb.cli.bot;

import org.jspecify.annotations.NullMarked;
