package dev.appdb.bot.policy;

import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rule of the policy: what it is about and for whom.
 *
 * @param name how it is called when a decision is explained
 * @param line where it stands in the file, from 1
 * @param commands the words of commands, such as {@code roles check}
 */
record Rule(
        String name,
        int line,
        Patterns commands,
        Patterns apps,
        Patterns environments,
        Patterns channels,
        People people) {

    /** Why it is not about this; empty if it is. Who asks does not count here. */
    List<String> misses(Ask ask) {
        List<String> misses = new ArrayList<>(missesWherever(ask));
        miss(misses, "app", apps, ask.app().map(AppName::value));
        miss(misses, "environment", environments, ask.environment().map(EnvironmentName::value));
        return misses;
    }

    /** The same for somebody who has not said yet which app and environment: what is not said does not count. */
    List<String> missesSoFar(Ask ask) {
        List<String> misses = new ArrayList<>(missesWherever(ask));
        if (ask.app().isPresent()) {
            miss(misses, "app", apps, ask.app().map(AppName::value));
        }
        if (ask.environment().isPresent()) {
            miss(misses, "environment", environments, ask.environment().map(EnvironmentName::value));
        }
        return misses;
    }

    private List<String> missesWherever(Ask ask) {
        List<String> misses = new ArrayList<>();
        miss(misses, "command", commands, Optional.of(ask.command().words()));
        miss(misses, "channel", channels, Optional.of(ask.channel()));
        return misses;
    }

    boolean isFor(Ask ask) {
        return people.include(ask.user(), ask.userGroups());
    }

    boolean matches(Ask ask) {
        return misses(ask).isEmpty() && isFor(ask);
    }

    private static void miss(List<String> misses, String what, Patterns patterns, Optional<String> name) {
        if (!patterns.match(name)) {
            misses.add("it is for " + what + " " + patterns + ", not " + name.orElse("all of them"));
        }
    }
}
