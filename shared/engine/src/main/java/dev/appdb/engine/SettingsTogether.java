package dev.appdb.engine;

import dev.appdb.failure.Problems;
import dev.appdb.form.Answers;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.ServerUrl;
import dev.appdb.setting.DeploymentSettings;
import dev.appdb.setting.Setting;
import dev.appdb.setting.SettingValues;
import dev.appdb.setting.Settings;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The look at settings that have to go together. */
final class SettingsTogether {
    private final Problems problems;
    private final Optional<ServerUrl> url;

    /**
     * @param problems takes what does not go together
     * @param url the existing server's; empty for another target
     */
    SettingsTogether(Problems problems, Optional<ServerUrl> url) {
        this.problems = problems;
        this.url = url;
    }

    /** Looks at the names among answers, beside the server's URL. */
    void names(Answers answers) {
        Optional<String> database = answers.value(Settings.DATABASE.id());
        if (url.isPresent()
                && database.isPresent()
                && !database.get().equals(url.get().database())) {
            problems.add(
                    Settings.DATABASE.flag(),
                    "\"" + database.get() + "\" is not the database of the server's URL, \""
                            + url.get().database() + "\"");
        }
        user(Settings.APP_USER, answers.value(Settings.APP_USER.id()));
        user(Settings.MIGRATOR_USER, answers.value(Settings.MIGRATOR_USER.id()));
        user(Settings.MONITOR_USER, answers.value(Settings.MONITOR_USER.id()));
    }

    private void user(Setting<?> setting, Optional<String> user) {
        String master = url.map(ServerUrl::user).orElse(DatabaseRequest.DEFAULT_MASTER_USER);
        if (user.equals(Optional.of(master))) {
            problems.add(setting.flag(), "\"" + master + "\" is the master user: give another name");
        }
    }

    /** Looks at all settings once they are whole. */
    void values(SettingValues values) {
        user(Settings.APP_USER, values.get(Settings.APP_USER));
        user(Settings.MIGRATOR_USER, values.get(Settings.MIGRATOR_USER));
        for (String reader : values.orDefault(Settings.READER)) {
            user(Settings.READER, Optional.of(reader));
        }
        constructed(userFlags(values), values::names);
        constructed(DeploymentSettings.AUTO_PAUSE.flag(), values::cluster);
    }

    private static String userFlags(SettingValues values) {
        List<Setting<?>> settings = values.orDefault(Settings.READER).isEmpty()
                ? List.of(Settings.APP_USER, Settings.MIGRATOR_USER)
                : List.of(Settings.APP_USER, Settings.MIGRATOR_USER, Settings.READER);
        return settings.stream().map(Setting::flag).collect(Collectors.joining(", "));
    }

    private void constructed(String flags, Supplier<?> value) {
        problems.value(flags, "", ignored -> value.get());
    }
}
