package dev.appdb.cli;

import dev.appdb.project.BackendSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a command's flags say about the AWS account; each is judged with the other flags before it gets here. */
record AwsFlags(BackendSettings backend, Optional<String> roleArn, Optional<String> alarmTopic, boolean deleteBackups) {
    static final AwsFlags NONE = new AwsFlags(BackendSettings.NONE, Optional.empty(), Optional.empty(), false);

    AwsFlags(BackendSettings backend, @Nullable String roleArn, @Nullable String alarmTopic, boolean deleteBackups) {
        this(backend, Optional.ofNullable(roleArn), Optional.ofNullable(alarmTopic), deleteBackups);
    }
}
