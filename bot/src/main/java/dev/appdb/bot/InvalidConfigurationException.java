package dev.appdb.bot;

import dev.appdb.failure.Failure;
import java.util.List;

/** A configuration with which the bot can't start, with all that is wrong with it. */
public final class InvalidConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidConfigurationException(List<String> problems) {
        super("the bot's configuration is not valid: " + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each begins with the variable or the place in the file. None has a secret's value. */
    public List<String> problems() {
        return problems;
    }

    /** The same for a person. */
    public Failure failure() {
        return Failure.input(
                "bot-configuration",
                "could not start the bot",
                String.join("; ", problems),
                "Set these in the environment or in the file of --config; `appdb bot manifest` makes the Slack app.");
    }
}
