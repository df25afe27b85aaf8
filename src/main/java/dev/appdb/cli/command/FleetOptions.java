package dev.appdb.cli.command;

import dev.appdb.cli.option.DatabaseOptions;
import dev.appdb.engine.FleetCheck;
import dev.appdb.engine.NamePattern;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.project.KnownEnvironment;
import dev.appdb.setting.Setting;
import dev.appdb.setting.Settings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that name many databases at once. */
final class FleetOptions {
    @Option(
            names = "--all",
            description = "Check every environment that appdb has set up in the project (infra/APP/appdb/ENV.json),"
                    + " each as it was set up. Takes no flag that is about one database.")
    boolean all;

    @Option(
            names = "--app",
            paramLabel = "PATTERN",
            description = "Only apps whose name matches: * stands for any characters, ? for one. Implies --all."
                    + " With --all, --environment takes such a pattern, too; one with * or ? implies --all.")
    @Nullable
    String app;

    @Option(
            names = "--parallel",
            paramLabel = "COUNT",
            description = "Databases that --all checks at once: 1 to 64. Default: 8.")
    @Nullable
    String parallel;

    @Option(
            names = "--wake-paused",
            description =
                    "Also check databases that are paused, which wakes them: Aurora clusters with a minimum of 0 ACU."
                            + " Without it --all shows them as unknown: paused, not checked since the last check.")
    boolean wakePaused;

    /**
     * The choice of the databases.
     *
     * @param parallelism how many of them at once
     */
    record Choice(NamePattern app, NamePattern environment, int parallelism) {

        boolean takes(KnownEnvironment known) {
            return app.matches(known.app().value())
                    && environment.matches(known.environment().value());
        }
    }

    /** True if the command is about many databases. */
    boolean isAsked(DatabaseOptions database) {
        return all
                || app != null
                || database.value(Settings.ENVIRONMENT)
                        .filter(NamePattern::hasWildcard)
                        .isPresent();
    }

    /** @throws ProblemsException naming all that is wrong, also the flags that name a single database */
    Choice choice(DatabaseOptions database, Problems problems) throws ProblemsException {
        for (Setting<?> setting : Settings.ALL) {
            database.value(setting)
                    .filter(value -> setting != Settings.ENVIRONMENT)
                    .ifPresent(value -> {
                        String instead = setting == Settings.APP_NAME ? "use --app PATTERN" : "leave it out";
                        problems.add(
                                setting.flag(value), "is about one database and does not go with --all: " + instead);
                    });
        }
        Optional<NamePattern> apps = problems.value("--app", app, NamePattern::new);
        Optional<NamePattern> environments = problems.value(
                Settings.ENVIRONMENT.flag(),
                database.value(Settings.ENVIRONMENT).orElse(null),
                NamePattern::new);
        Optional<Integer> parallelism = problems.value("--parallel", parallel, FleetCheck::parallelism);
        problems.throwIfAny();
        return new Choice(
                apps.orElse(NamePattern.ANY),
                environments.orElse(NamePattern.ANY),
                parallelism.orElse(FleetCheck.DEFAULT_PARALLELISM));
    }

    /** Refuses what goes with many databases only. */
    void refuseAlone(Problems problems) {
        if (parallel != null) {
            problems.add("--parallel", "goes with --all only");
        }
        if (wakePaused) {
            problems.add("--wake-paused", "goes with --all only; the check of one database wakes it");
        }
    }
}
