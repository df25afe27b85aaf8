package dev.appdb.bot.job;

import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.store.DatabaseKey;
import dev.appdb.bot.store.Delivery;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.request.Target;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The environments that lead to one database: what holds for one of them holds for all. */
final class SameDatabase {
    private SameDatabase() {}

    /** The other environments of the database that a command is about, as far as that is known before its engine is open. */
    static Set<EnvironmentKey> others(CommandContext asking, BotCommand command) {
        if (command.app().isEmpty() || command.environment().isEmpty()) {
            return Set.of();
        }
        EnvironmentKey environment =
                new EnvironmentKey(command.app().get(), command.environment().get());
        Set<EnvironmentKey> others = new LinkedHashSet<>();
        NamedServer.in(asking.delivery(), command)
                .map(DatabaseKey::of)
                .or(() -> target(asking.delivery(), command).map(target -> DatabaseKey.of(target, environment)))
                .or(() -> asking.transaction().databases().of(environment))
                .ifPresent(database ->
                        others.addAll(asking.transaction().databases().environments(database)));
        others.remove(environment);
        return others;
    }

    /**
     * The reason against a new environment whose joined name another one has: {@code web shop-prod} beside {@code web-shop
     * prod}.
     */
    static Optional<String> nameTaken(CommandContext asking, BotCommand command) {
        if (command.app().isEmpty() || command.environment().isEmpty()) {
            return Optional.empty();
        }
        EnvironmentKey environment =
                new EnvironmentKey(command.app().get(), command.environment().get());
        List<EnvironmentKey> known = asking.transaction().configurations().all();
        if (known.contains(environment)) {
            return Optional.empty();
        }
        return known.stream()
                .filter(other -> joined(other).equals(joined(environment)))
                .findFirst()
                .map(other -> "its database would be called " + joined(environment) + ", which is the name of that of "
                        + other + "; choose another name for the environment");
    }

    private static String joined(EnvironmentKey environment) {
        return environment.app() + "-" + environment.environment();
    }

    /** The target that the command or its form names, other than a server of somebody's own. */
    private static Optional<Target> target(Delivery delivery, BotCommand command) {
        return NamedTarget.in(delivery, command).filter(target -> target != Target.SERVER);
    }
}
