package dev.appdb.engine;

import dev.appdb.form.Answers;
import dev.appdb.request.AppName;
import dev.appdb.request.Capacity;
import dev.appdb.request.EnvironmentName;
import dev.appdb.setting.DeploymentSettings;
import dev.appdb.setting.Setting;
import dev.appdb.setting.Settings;
import dev.appdb.setting.SetupForm;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings that a front end keeps of an environment, as the bot does in its database.
 *
 * @param byId the values as text, by the id of the setting
 */
public record KeptSettings(Map<String, String> byId) {
    public KeptSettings {
        byId = Map.copyOf(byId);
    }

    /**
     * The answers of a command about the environment: what is given now, and of the rest what is kept and still applies.
     * Settings of another target than the one given do not, nor does the auto-pause of a cluster that no longer pauses.
     * Extensions are not taken from here, since the project's files declare them.
     *
     * @param given the values that the command gives, by the id of the setting
     */
    public Answers with(AppName app, EnvironmentName environment, Map<String, String> given) {
        Map<String, String> values = new TreeMap<>(byId);
        String target = given.getOrDefault(Settings.TARGET.id(), byId.getOrDefault(Settings.TARGET.id(), ""));
        values.keySet()
                .removeIf(id -> Settings.of(id)
                        .filter(setting -> !goesWith(setting, target))
                        .isPresent());
        values.remove(Settings.EXTENSIONS.id());
        values.putAll(given);
        values.put(Settings.APP_NAME.id(), app.value());
        values.put(Settings.ENVIRONMENT.id(), environment.value());
        Answers answers = Answers.NONE;
        for (Setting<?> setting : Settings.ALL) {
            String value = values.get(setting.id());
            answers = value == null ? answers : answers.with(setting.id(), value, setting.flag());
        }
        return pauses(answers) || given.containsKey(DeploymentSettings.AUTO_PAUSE.id())
                ? answers
                : answers.without(DeploymentSettings.AUTO_PAUSE.id());
    }

    private static boolean goesWith(Setting<?> setting, String target) {
        return setting.targets().stream().anyMatch(place -> place.toString().equals(target));
    }

    private static boolean pauses(Answers answers) {
        return SetupForm.valid(answers, DeploymentSettings.MIN_CAPACITY)
                .filter(least -> least != Capacity.LOWEST_ACU)
                .isEmpty();
    }
}
