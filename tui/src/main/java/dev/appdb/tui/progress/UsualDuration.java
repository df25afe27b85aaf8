package dev.appdb.tui.progress;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The usual time that the creation of the slowest resources takes, so that a long wait is not mistaken for a hang.
 *
 * <p>AWS says that "Aurora cluster and instance creation can take 10-20 minutes"; they are created one after the other, so
 * each takes half of that. Nothing else in the stack takes more than about a minute.
 *
 * @see <a href="https://github.com/aws/agent-toolkit-for-aws/blob/main/skills/specialized-skills/database-skills/creating-amazon-aurora-db-cluster-with-instances/SKILL.md">
 *     AWS: Creating Amazon Aurora DB cluster with instances, "Long creation times"</a>
 */
enum UsualDuration {
    CLUSTER("AWS::RDS::DBCluster", "cluster", 5, 10),
    INSTANCE("AWS::RDS::DBInstance", "instance", 5, 10);

    private final String type;
    private final String noun;
    private final int minMinutes;
    private final int maxMinutes;

    UsualDuration(String type, String noun, int minMinutes, int maxMinutes) {
        this.type = type;
        this.noun = noun;
        this.minMinutes = minMinutes;
        this.maxMinutes = maxMinutes;
    }

    /** The usual duration for a resource type; empty where it takes seconds, or is not known. */
    static Optional<UsualDuration> of(String type) {
        return Stream.of(values()).filter(usual -> usual.type.equals(type)).findFirst();
    }

    /** {@code 5 to 10 minutes for the cluster}. */
    String words() {
        return minMinutes + " to " + maxMinutes + " minutes for the " + noun;
    }
}
