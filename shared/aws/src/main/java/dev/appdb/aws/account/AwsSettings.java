package dev.appdb.aws.account;

import dev.appdb.project.BackendSettings;
import dev.appdb.request.Arn;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What flags say about the account, beside what a request says about the database.
 *
 * @param backend where the state bucket is, which also keeps the role manager's jar
 * @param role the role that CloudFormation works with; without one it works with the caller's rights
 * @param alarmTopic where alarms are sent; empty leaves that as it is deployed
 * @param withoutAlarmTopic whether alarms are to be sent nowhere, whatever is deployed
 * @param roleManagerJar the jar of the role manager's function, where the build left it
 * @param deleteBackups whether a removal also removes the weekly backups and their vault
 */
public record AwsSettings(
        BackendSettings backend,
        Optional<Arn> role,
        Optional<Arn> alarmTopic,
        boolean withoutAlarmTopic,
        Optional<Path> roleManagerJar,
        boolean deleteBackups) {
    /** The word instead of an ARN that switches the alarms' topic off. */
    public static final String NO_TOPIC = "none";

    /** The system property with which the launcher names the role manager's jar. */
    public static final String JAR_PROPERTY = "appdb.role-manager.jar";

    /** No flag given. */
    public static final AwsSettings NONE =
            new AwsSettings(BackendSettings.NONE, Optional.empty(), Optional.empty(), false, Optional.empty(), false);

    /** @throws IllegalArgumentException if there is a topic, and none is wanted */
    public AwsSettings {
        if (withoutAlarmTopic && alarmTopic.isPresent()) {
            throw new IllegalArgumentException("alarms go to a topic or to none");
        }
    }

    /**
     * The settings that these flags make.
     *
     * @param roleArn the role's ARN
     * @param topic the topic's ARN, or {@value #NO_TOPIC}
     * @throws IllegalArgumentException if one is not an ARN
     */
    public static AwsSettings of(
            BackendSettings backend, Optional<String> roleArn, Optional<String> topic, Optional<Path> jar) {
        boolean without = topic.equals(Optional.of(NO_TOPIC));
        return new AwsSettings(
                backend, roleArn.map(Arn::new), without ? Optional.empty() : topic.map(Arn::new), without, jar, false);
    }

    /** The same, where a removal also removes the backups. */
    public AwsSettings deletingBackups() {
        return new AwsSettings(backend, role, alarmTopic, withoutAlarmTopic, roleManagerJar, true);
    }
}
