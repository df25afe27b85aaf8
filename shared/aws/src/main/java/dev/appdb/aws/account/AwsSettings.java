package dev.appdb.aws.account;

import dev.appdb.project.BackendSettings;
import dev.appdb.request.Arn;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Settings for the account that come from flags; those for the database are in the request.
 *
 * @param backend the location of the state bucket, which also holds the role manager's jar
 * @param role the role that CloudFormation works with; without one it works with the caller's rights
 * @param alarmTopic the SNS topic for alarms; empty keeps the deployed one
 * @param withoutAlarmTopic true to send alarms nowhere, even if a topic is deployed
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
    /** The value instead of an ARN that removes the alarms' topic. */
    public static final String NO_TOPIC = "none";

    /** The system property by which the launcher passes the path of the role manager's jar. */
    public static final String JAR_PROPERTY = "appdb.role-manager.jar";

    /** @throws IllegalArgumentException if there is a topic, and none is wanted */
    public AwsSettings {
        if (withoutAlarmTopic && alarmTopic.isPresent()) {
            throw new IllegalArgumentException("alarms go to a topic or to none");
        }
    }

    /**
     * Parses the values of the flags.
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

    /** The same settings, with the removal of backups. */
    public AwsSettings deletingBackups() {
        return new AwsSettings(backend, role, alarmTopic, withoutAlarmTopic, roleManagerJar, true);
    }
}
