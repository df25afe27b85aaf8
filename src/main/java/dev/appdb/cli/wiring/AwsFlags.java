package dev.appdb.cli.wiring;

import dev.appdb.project.BackendSettings;
import dev.appdb.setting.SettingValues;
import dev.appdb.setting.Settings;
import java.util.Optional;

/** The part of a command's settings that is about the AWS account and about what CloudFormation works with. */
public record AwsFlags(
        BackendSettings backend, Optional<String> roleArn, Optional<String> alarmTopic, boolean deleteBackups) {
    static final AwsFlags NONE = new AwsFlags(BackendSettings.NONE, Optional.empty(), Optional.empty(), false);

    public static AwsFlags of(SettingValues values, boolean deleteBackups) {
        return new AwsFlags(
                BackendSettings.of(values),
                values.text(Settings.ROLE_ARN),
                values.text(Settings.ALARM_TOPIC),
                deleteBackups);
    }
}
