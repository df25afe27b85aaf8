package dev.appdb.cli;

import dev.appdb.failure.Problems;
import dev.appdb.project.RememberedEnvironment;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.ServerUrl;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The flags of the names inside the server; what is wrong with one stands under its own flag. */
final class NameFlags {
    private static final String MASTER = "postgres";

    private final DatabaseOptions options;
    private final Problems problems;

    NameFlags(DatabaseOptions options, Problems problems) {
        this.options = options;
        this.problems = problems;
    }

    /**
     * Looks at each name by itself, before anything else is known.
     *
     * @param url the server's, where one was given
     */
    void check(Optional<ServerUrl> url) {
        each("--database", options.database, name -> new DatabaseNames(name, "app", "app", "migrator"));
        each("--schema", options.schema, name -> new DatabaseNames("app", name, "app", "migrator"));
        each("--app-user", options.appUser, name -> new DatabaseNames("app", "app", name, other(name)));
        each("--migrator-user", options.migratorUser, name -> new DatabaseNames("app", "app", other(name), name));
        url.ifPresent(this::ofTheUrl);
        String master = url.map(ServerUrl::user).orElse(MASTER);
        notTheMaster("--app-user", options.appUser, master);
        notTheMaster("--migrator-user", options.migratorUser, master);
    }

    private void ofTheUrl(ServerUrl url) {
        if (options.database != null && !options.database.equals(url.database())) {
            problems.add(
                    "--database",
                    "\"" + options.database + "\" is not the database of the server's URL, \"" + url.database() + "\"");
        }
    }

    private void each(String flag, @Nullable String name, Function<String, DatabaseNames> constructor) {
        problems.value(flag, name, constructor);
    }

    private static String other(String name) {
        return name.equals("other") ? "another" : "other";
    }

    /** The names together, over those that are remembered. */
    Optional<DatabaseNames> names(Optional<RememberedEnvironment> known, Optional<ServerUrl> url) {
        DatabaseNames before = known.map(RememberedEnvironment::names).orElse(DatabaseNames.DEFAULT);
        String database = url.map(ServerUrl::database).orElse(or(options.database, before.database()));
        String appUser = or(options.appUser, before.appUser());
        String migratorUser = or(options.migratorUser, before.migratorUser());
        String master = url.map(ServerUrl::user).orElse(MASTER);
        notTheMaster("--app-user", appUser, master);
        notTheMaster("--migrator-user", migratorUser, master);
        try {
            return Optional.of(new DatabaseNames(database, or(options.schema, before.schema()), appUser, migratorUser));
        } catch (IllegalArgumentException e) {
            problems.add("--app-user, --migrator-user", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void notTheMaster(String flag, @Nullable String user, String master) {
        if (master.equals(user)) {
            problems.add(flag, "\"" + user + "\" is the master user: give another name");
        }
    }

    private static String or(@Nullable String flag, String before) {
        return flag == null ? before : flag;
    }
}
