package dev.appdb.setting;

import dev.appdb.failure.Subcommand;
import dev.appdb.form.Answers;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings of a cluster that appdb deploys itself. An adopted one is as its owner has made it. */
public final class OwnCluster {
    private static final Set<Setting<?>> SETTINGS = Set.of(
            Settings.POSTGRES_VERSION,
            DeploymentSettings.MIN_CAPACITY,
            DeploymentSettings.MAX_CAPACITY,
            DeploymentSettings.READERS,
            DeploymentSettings.AUTO_PAUSE,
            DeploymentSettings.TEMPORARY,
            DeploymentSettings.DATA_API,
            DeploymentSettings.BACKUP_RETENTION,
            DeploymentSettings.ALARM_TOPIC);

    private OwnCluster() {}

    /** Returns true if an adopted database has no use for a setting. */
    public static boolean has(Setting<?> setting) {
        return SETTINGS.contains(setting);
    }

    /** Returns true if a setting is of no use to the database of these answers, since that is adopted. */
    public static boolean isOfNoUse(Setting<?> setting, SetupFacts facts, Answers soFar) {
        return has(setting) && isAdopted(facts, soFar);
    }

    /**
     * The flags that were given of such settings though the database is adopted, and of an adopted one though none is, each
     * with a clause that says so.
     */
    public static Map<String, String> inVain(Subcommand command, Answers given, SettingValues values) {
        Map<String, String> flags = new LinkedHashMap<>();
        Optional<String> adopted = values.get(DeploymentSettings.CLUSTER);
        if (adopted.isPresent()) {
            Settings.ALL.stream()
                    .filter(setting ->
                            has(setting) && given.answer(setting.id()).isPresent())
                    .forEach(setting -> flags.put(
                            setting.flag(),
                            "has no effect: " + adopted.get() + " is adopted, and its owner decides on it"));
        } else if (command != Subcommand.ADOPT
                && given.answer(DeploymentSettings.MASTER_SECRET.id()).isPresent()) {
            flags.put(
                    DeploymentSettings.MASTER_SECRET.flag(),
                    "has no effect without an adopted database: name its cluster or instance with "
                            + DeploymentSettings.CLUSTER.flag());
        }
        return flags;
    }

    private static boolean isAdopted(SetupFacts facts, Answers soFar) {
        Optional<AppName> app = SetupForm.valid(soFar, Settings.APP_NAME);
        Optional<EnvironmentName> environment = SetupForm.valid(soFar, Settings.ENVIRONMENT);
        return soFar.value(DeploymentSettings.CLUSTER.id()).isPresent()
                || app.isPresent()
                        && environment.isPresent()
                        && facts.remembered(
                                        app.get(),
                                        environment.get(),
                                        SetupForm.valid(soFar, Settings.TARGET),
                                        DeploymentSettings.CLUSTER.id())
                                .isPresent();
    }
}
