package dev.appdb.cli.console;

import dev.appdb.engine.CheckProgress;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.AppName;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.BackendModule;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.Target;
import dev.appdb.roles.Check;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Check.Status;
import dev.appdb.roles.CheckReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Documents of checks, made by hand. */
final class CheckDocuments {
    static final Instant NOON = Instant.parse("2026-11-29T12:00:00.123Z");

    private CheckDocuments() {}

    static DatabaseRequest request() {
        return new DatabaseRequest(
                new AppName("shop"),
                new EnvironmentName("prod"),
                Target.SERVER,
                PostgresVersion.DEFAULT,
                AuroraSettings.DEFAULT,
                DatabaseNames.DEFAULT,
                BackendModule.SERVICE,
                Optional.empty(),
                Optional.of(new ServerUrl("postgresql://admin@db.example.com:5433/app")),
                new TreeMap<>());
    }

    static CheckDocument of(Check... checks) {
        return new CheckDocument(request(), new CheckReport(List.of(checks)), CheckProgress.first(), NOON);
    }

    static Check passed(String id) {
        return new Check(id, Severity.CRITICAL, "user app", Status.PASSED, "it is fine", "");
    }

    static Check failed(String id, Severity severity, String text) {
        return new Check(id, severity, text, Status.FAILED, text, Remedy.sql("a superuser", text));
    }

    /** One of each status, and a fact that fails two checks. */
    static CheckDocument mixed() {
        Remedy update = Remedy.run(Subcommand.ROLES_UPDATE.about("shop", "prod"));
        return of(
                passed("R01"),
                new Check("R04", Severity.CRITICAL, "user app", Status.NOT_APPLICABLE, "no rds_iam", ""),
                new Check("R07", Severity.CRITICAL, "master postgres", Status.UNKNOWN, "it can't be read", "Look."),
                new Check("O01", Severity.WARNING, "objects in app", Status.FAILED, "1 is foreign", update),
                new Check(
                        "O02",
                        Severity.CRITICAL,
                        "tables in app",
                        Status.FAILED,
                        "app lacks privileges on 1 of 1",
                        Remedy.sql("a superuser", "GRANT ALL ON TABLE app.t TO app;"),
                        "O01 objects in app"),
                failed("S05", Severity.WARNING, "schema app"),
                failed("E05", Severity.INFO, "extension x"));
    }
}
