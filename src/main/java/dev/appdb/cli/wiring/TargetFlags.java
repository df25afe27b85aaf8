package dev.appdb.cli.wiring;

import dev.appdb.project.BackendSettings;
import dev.appdb.setting.DeploymentSettings;
import dev.appdb.setting.SettingValues;
import dev.appdb.setting.Settings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The part of a command's settings that is for one target's adapters alone.
 *
 * @param backend for target aws, as the next three
 * @param passwordFile for target server
 */
public record TargetFlags(
        BackendSettings backend,
        Optional<String> roleArn,
        Optional<String> alarmTopic,
        boolean deleteBackups,
        Optional<Path> passwordFile) {
    static final TargetFlags NONE =
            new TargetFlags(BackendSettings.NONE, Optional.empty(), Optional.empty(), false, Optional.empty());

    public static TargetFlags of(SettingValues values, boolean deleteBackups) {
        return new TargetFlags(
                BackendSettings.of(values),
                values.text(DeploymentSettings.ROLE_ARN),
                values.text(DeploymentSettings.ALARM_TOPIC),
                deleteBackups,
                values.get(Settings.PASSWORD_FILE));
    }
}
