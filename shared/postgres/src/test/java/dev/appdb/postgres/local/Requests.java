package dev.appdb.postgres.local;

import dev.appdb.request.AppName;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.BackendModule;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.Target;
import java.util.Optional;

/** Requests for local databases. */
final class Requests {
    private Requests() {}

    static DatabaseRequest of(String app, String environment) {
        return withExtensions(app, environment, "");
    }

    /** @param switches such as {@code vector=on hstore=off} */
    static DatabaseRequest withExtensions(String app, String environment, String switches) {
        return new DatabaseRequest(
                new AppName(app),
                new EnvironmentName(environment),
                Target.LOCAL,
                PostgresVersion.DEFAULT,
                AuroraSettings.DEFAULT,
                DatabaseNames.DEFAULT,
                BackendModule.SERVICE,
                Optional.empty(),
                Optional.empty(),
                ExtensionSwitches.of(switches).switches());
    }
}
