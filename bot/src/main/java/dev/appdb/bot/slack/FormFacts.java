package dev.appdb.bot.slack;

import dev.appdb.bot.command.CommandName;
import dev.appdb.setting.SetupFacts;

/** The facts that a form may offer. */
@FunctionalInterface
interface FormFacts {

    /** The facts for somebody who asks for a command in a channel. */
    SetupFacts offeredTo(String user, String channel, CommandName command);
}
