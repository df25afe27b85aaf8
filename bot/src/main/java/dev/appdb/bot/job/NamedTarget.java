package dev.appdb.bot.job;

import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.store.Delivery;
import dev.appdb.bot.store.EnvironmentConfiguration;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.request.Target;
import dev.appdb.setting.Settings;
import java.util.Optional;

/** The target that a person names in a command or a form: with it come the bot's credentials for that target. */
final class NamedTarget {
    private NamedTarget() {}

    /** Empty where none is named, or a word that is no target. */
    static Optional<Target> in(Delivery delivery, BotCommand command) {
        String id = Settings.TARGET.id();
        String typed = command.answers().values().getOrDefault(id, "");
        String answered = delivery.field(Delivery.ANSWER + id);
        return target(answered.isEmpty() ? typed : answered);
    }

    /** The named target, unless the environment has it already: a form repeats what was set up. */
    static Optional<Target> chosen(CommandContext asking, BotCommand command) {
        Optional<Target> before = command.app()
                .flatMap(app -> command.environment().map(name -> new EnvironmentKey(app, name)))
                .flatMap(environment -> asking.transaction().configurations().find(environment))
                .map(EnvironmentConfiguration::answers)
                .flatMap(answers -> target(answers.getOrDefault(Settings.TARGET.id(), "")));
        return in(asking.delivery(), command).filter(target -> !before.equals(Optional.of(target)));
    }

    private static Optional<Target> target(String name) {
        try {
            return Optional.of(name).filter(text -> !text.isEmpty()).map(Target::of);
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }
}
