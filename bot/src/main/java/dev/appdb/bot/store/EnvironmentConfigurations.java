package dev.appdb.bot.store;

import dev.appdb.request.AppName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The configuration of each environment. */
public final class EnvironmentConfigurations {
    private final Sql sql;
    private final Instant now;

    EnvironmentConfigurations(Sql sql, Instant now) {
        this.sql = sql;
        this.now = now;
    }

    /** All that there are, by application and environment. */
    public List<EnvironmentKey> all() {
        return sql.list(
                "SELECT app, environment FROM environment_configurations ORDER BY app, environment", Row::environment);
    }

    /** The configuration of the environment, with the files of its application's other environments. */
    public Optional<EnvironmentConfiguration> find(EnvironmentKey environment) {
        return ofApp(environment.app()).stream()
                .filter(each -> each.environment().equals(environment))
                .findFirst()
                .map(own -> new EnvironmentConfiguration(own.configuration().answers(), files(environment.app())));
    }

    /**
     * The files of all environments of an application. They are those of one project: what two environments share, such
     * as the declared extensions, is as the later of them left it.
     */
    public SortedMap<String, String> files(AppName app) {
        SortedMap<String, String> files = new TreeMap<>();
        ofApp(app).forEach(each -> files.putAll(each.configuration().files()));
        return files;
    }

    /** The answer to a question in the latest setup of one of an application's environments. */
    public Optional<String> latest(AppName app, String question) {
        return ofApp(app).stream()
                .flatMap(each ->
                        Optional.ofNullable(each.configuration().answers().get(question)).stream())
                .reduce((earlier, later) -> later);
    }

    private List<Remembered> ofApp(AppName app) {
        return sql.list(
                "SELECT app, environment, answers, files FROM environment_configurations WHERE app = ?"
                        + " ORDER BY updated_at, environment",
                row -> new Remembered(
                        row.environment(),
                        new EnvironmentConfiguration(
                                StoredJson.map(row.text("answers")), StoredJson.map(row.text("files")))),
                app.value());
    }

    private record Remembered(EnvironmentKey environment, EnvironmentConfiguration configuration) {}

    /** The id of the person who changed it last. */
    public Optional<String> lastUser(EnvironmentKey environment) {
        return sql.first(
                "SELECT updated_by FROM environment_configurations WHERE app = ? AND environment = ?",
                row -> row.text("updated_by"),
                environment.app().value(),
                environment.environment().value());
    }

    /** Keeps it in place of what was there. */
    public void put(EnvironmentKey environment, EnvironmentConfiguration configuration, String user) {
        sql.update(
                "INSERT INTO environment_configurations (app, environment, answers, files, updated_by, updated_at)"
                        + " VALUES (?, ?, ?::jsonb, ?::jsonb, ?, ?) ON CONFLICT (app, environment) DO UPDATE SET"
                        + " answers = excluded.answers, files = excluded.files, updated_by = excluded.updated_by,"
                        + " updated_at = excluded.updated_at",
                environment.app().value(),
                environment.environment().value(),
                StoredJson.write(configuration.answers()),
                StoredJson.write(configuration.files()),
                user,
                now);
    }
}
