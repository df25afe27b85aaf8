package dev.appdb.bot.policy;

import dev.appdb.bot.command.CommandName;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.Target;
import java.util.Optional;
import java.util.Set;

/**
 * A request for a command: the person, the command, and the place.
 *
 * @param user the Slack user's id, such as {@code U012AB3CD}
 * @param userGroups the ids of the user groups that the user is in, such as {@code S012AB3CD}
 * @param channel the id of the channel that it was asked in, such as {@code C012AB3CD}; empty where it was in none
 * @param app empty where the command is for all apps, or for none
 * @param environment empty where the command is for all environments, or for none
 * @param target the target that the person chose; empty where none was chosen
 * @param server the server that the person named, as {@code host:port/database}; empty where none was named
 * @param isExternal whether the person belongs to another organization, in a shared channel
 */
public record Ask(
        String user,
        Set<String> userGroups,
        String channel,
        CommandName command,
        Optional<AppName> app,
        Optional<EnvironmentName> environment,
        Optional<Target> target,
        Optional<String> server,
        boolean isExternal) {

    public Ask {
        userGroups = Set.copyOf(userGroups);
    }

    /** A request that names no target and no server. */
    public Ask(
            String user,
            Set<String> userGroups,
            String channel,
            CommandName command,
            Optional<AppName> app,
            Optional<EnvironmentName> environment) {
        this(user, userGroups, channel, command, app, environment, Optional.empty(), Optional.empty(), false);
    }

    /** The same request of somebody of another organization, if it is. */
    public Ask external(boolean external) {
        return new Ask(user, userGroups, channel, command, app, environment, target, server, external);
    }

    /** The same request with the target that the person chose. */
    public Ask choosing(Optional<Target> chosen) {
        return new Ask(user, userGroups, channel, command, app, environment, chosen, server, isExternal);
    }

    /** The same request for another environment. */
    public Ask at(AppName otherApp, EnvironmentName otherEnvironment) {
        return about(Optional.of(otherApp), Optional.of(otherEnvironment));
    }

    /** The same request for another app and environment; empty ones have not been named yet. */
    public Ask about(Optional<AppName> otherApp, Optional<EnvironmentName> otherEnvironment) {
        return new Ask(user, userGroups, channel, command, otherApp, otherEnvironment, target, server, isExternal);
    }

    /** The same request for a server that the person named. */
    public Ask on(ServerUrl url) {
        String place = url.host() + ":" + url.port() + "/" + url.database();
        return new Ask(user, userGroups, channel, command, app, environment, target, Optional.of(place), isExternal);
    }
}
