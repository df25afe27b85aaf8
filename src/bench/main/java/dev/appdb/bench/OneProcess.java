package dev.appdb.bench;

import dev.appdb.embedded.Running;
import dev.appdb.engine.Progress;
import dev.appdb.failure.FailureException;
import dev.appdb.postgres.server.PasswordPlace;
import dev.appdb.postgres.server.ServerSessions;
import dev.appdb.postgres.server.ServerTarget;
import dev.appdb.request.AppName;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.BackendModule;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ExtensionName;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.Target;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.ManageReport;
import dev.appdb.roles.RoleSpec;
import dev.appdb.roles.UpdateOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The target server in a process that goes on, as in the bot or within a set-up: what comes next finds a session open. */
final class OneProcess implements AutoCloseable {
    private final ServerSessions sessions = new ServerSessions();
    private final ServerTarget target;
    private final DatabaseRequest request;

    OneProcess(ManagedDatabase database, DatabasePort port) {
        RoleSpec spec = database.spec();
        this.target = new ServerTarget(
                Map.of("PGPASSWORD", port.passwordOf(database.master())),
                sessions,
                PasswordPlace.in(Path.of("no passwords where there is rds_iam")));
        SortedMap<ExtensionName, Boolean> extensions = new TreeMap<>();
        spec.extensions().forEach((name, enabled) -> extensions.put(new ExtensionName(name), enabled));
        this.request = new DatabaseRequest(
                new AppName("app"),
                new EnvironmentName("dev"),
                Target.SERVER,
                PostgresVersion.DEFAULT,
                AuroraSettings.DEFAULT,
                new DatabaseNames(spec.database(), spec.schema(), spec.appUser(), spec.migratorUser()),
                BackendModule.SERVICE,
                Optional.empty(),
                Optional.of(new ServerUrl("postgresql://" + database.master() + "@" + Running.HOST + ":" + port.port()
                        + "/" + spec.database() + "?sslmode=disable")),
                extensions);
    }

    CheckReport check() throws FailureException {
        return target.check(request, false, Progress.SILENT);
    }

    ManageReport update() throws FailureException {
        return target.manage(request, UpdateOptions.standard(), Progress.SILENT);
    }

    @Override
    public void close() {
        sessions.close();
    }
}
