package dev.appdb.bot.slack;

import dev.appdb.bot.command.CommandName;
import dev.appdb.form.Answers;
import dev.appdb.setting.SetupFacts;
import java.util.Optional;

/** The facts that a form may offer. */
@FunctionalInterface
interface FormFacts {

    /** The facts for somebody who asks for a command in a channel. */
    SetupFacts offeredTo(String user, String channel, CommandName command);

    /**
     * Looks at the place that the answers of a setup name, as far as that is named and the person may have it looked at. Later
     * the same facts have what was found.
     *
     * @param offered to the person
     * @return empty where nothing is looked at
     */
    default Optional<PlaceLooks.Begun> look(SetupFacts offered, Answers answers) {
        return Optional.empty();
    }
}
