package dev.appdb.bot.store;

import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.Target;
import java.util.Locale;

/**
 * The database itself, which two environments may lead to. Servers are distinguished by their addresses: two names of one server
 * count as two.
 *
 * @param value such as {@code server db.example.com:5432/app} or {@code aws shop-dev}
 */
public record DatabaseKey(String value) {

    /** The database of a request. */
    public static DatabaseKey of(DatabaseRequest request) {
        return request.serverUrl()
                .map(DatabaseKey::of)
                .orElseGet(() -> new DatabaseKey(request.target() + " " + request.cluster()));
    }

    /** The database that appdb makes for an environment. */
    public static DatabaseKey of(Target target, EnvironmentKey environment) {
        return new DatabaseKey(target + " " + environment.app() + "-" + environment.environment());
    }

    /** The database on a server of somebody's own. */
    public static DatabaseKey of(ServerUrl url) {
        return new DatabaseKey(
                Target.SERVER + " " + url.host().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "") + ":" + url.port()
                        + "/" + url.database());
    }
}
