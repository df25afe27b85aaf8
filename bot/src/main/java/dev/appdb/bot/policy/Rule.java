package dev.appdb.bot.policy;

import dev.appdb.bot.command.CommandName;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.Glob;
import dev.appdb.request.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rule of the policy: what it is about and for whom.
 *
 * @param name how it is called when a decision is explained
 * @param line where it stands in the file, from 1
 * @param commands the words of commands, such as {@code roles check}
 * @param targets the targets that may be chosen, such as {@code aws}
 * @param servers the servers that may be named, as {@code host:port/database}
 * @param external whether people of other organizations are meant, too; {@code *} does not mean them otherwise
 */
record Rule(
        String name,
        int line,
        Patterns commands,
        Patterns apps,
        Patterns environments,
        Patterns channels,
        Patterns targets,
        Patterns servers,
        People people,
        boolean external) {
    private static final String ALL = "all of them";

    /** The reasons why the rule does not match; empty if it does. The requester does not matter here. */
    List<String> misses(Ask ask) {
        List<String> misses = new ArrayList<>(missesWherever(ask));
        miss(misses, "app", apps, ask.app().map(AppName::value), ALL);
        miss(misses, "environment", environments, ask.environment().map(EnvironmentName::value), ALL);
        return misses;
    }

    /** The same for somebody who has not said yet which app and environment: what is not said does not count. */
    List<String> missesSoFar(Ask ask) {
        List<String> misses = new ArrayList<>(missesWherever(ask));
        if (ask.app().isPresent()) {
            miss(misses, "app", apps, ask.app().map(AppName::value), ALL);
        }
        if (ask.environment().isPresent()) {
            miss(misses, "environment", environments, ask.environment().map(EnvironmentName::value), ALL);
        }
        return misses;
    }

    private List<String> missesWherever(Ask ask) {
        List<String> misses = new ArrayList<>();
        miss(misses, "command", commands, Optional.of(ask.command().words()), ALL);
        miss(
                misses,
                "channel",
                channels,
                Optional.of(ask.channel()).filter(id -> !id.isEmpty()),
                "outside of channels");
        if (ask.target().filter(target -> !mayChoose(target)).isPresent()) {
            misses.add(
                    targets.globs().isEmpty()
                            ? "it has no targets, so none may be chosen"
                            : "it is for target " + targets + ", not "
                                    + ask.target().get());
        }
        if (ask.server().filter(named -> !servers.matchServer(named)).isPresent()) {
            misses.add(
                    servers.globs().isEmpty()
                            ? "it has no servers, so none may be named"
                            : "it is for server " + servers + ", not "
                                    + ask.server().get());
        }
        return misses;
    }

    /** A rule that lists servers is for that target, too. */
    private boolean mayChoose(Target target) {
        return targets.match(target.toString())
                || (target == Target.SERVER && !servers.globs().isEmpty());
    }

    Rule withAnyTarget() {
        return new Rule(name, line, commands, apps, environments, channels, Patterns.ALL, servers, people, external);
    }

    Rule withAnyServer() {
        return new Rule(
                name, line, commands, apps, environments, channels, Patterns.ALL, Patterns.ALL, people, external);
    }

    /** Returns whether an approval may be waited for: taking access away waits only where the rule names it. */
    boolean mayHoldUp(CommandName command) {
        return command.effect() != CommandName.Effect.TAKES_ACCESS
                || commands.globs().stream()
                        .anyMatch(glob -> !glob.replace("*", "").isEmpty() && Glob.matches(glob, command.words()));
    }

    boolean isFor(Ask ask) {
        return (external || !ask.isExternal()) && people.include(ask.user(), ask.userGroups());
    }

    boolean matches(Ask ask) {
        return misses(ask).isEmpty() && isFor(ask);
    }

    private static void miss(
            List<String> misses, String what, Patterns patterns, Optional<String> name, String unnamed) {
        if (!patterns.match(name)) {
            misses.add("it is for " + what + " " + patterns + ", not " + name.orElse(unnamed));
        }
    }
}
