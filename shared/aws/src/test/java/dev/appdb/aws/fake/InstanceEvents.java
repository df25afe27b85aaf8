package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.node.BooleanNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * RDS's events of DB instances, and the pause of those that scale to 0 ACU. While one is paused its status stays "available".
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeEvents.html">AWS: DescribeEvents</a>: the
 *     last hour unless another duration is asked for, at most 14 days; an event has no id
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Events.Messages.html">AWS: messages of
 *     events</a>, RDS-EVENT-0370 to 0374
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html">AWS:
 *     automatic pause and resume</a>
 */
public final class InstanceEvents {
    private static final int LONGEST_MINUTES = 20_160;
    private static final int DEFAULT_MINUTES = 60;
    private static final String PAUSED = "Paused";

    private final Account account;
    private final List<InstanceEvent> events = new ArrayList<>();

    InstanceEvents(Account account) {
        this.account = account;
    }

    private record InstanceEvent(String instance, String message, Instant at) {}

    /** Makes one happen now. */
    public void happens(String instance, String message) {
        synchronized (account) {
            events.add(new InstanceEvent(instance, message, account.clock().instant()));
        }
    }

    /** Pauses a cluster's instances, as after a while without a connection; any invocation of its role manager wakes them. */
    public void pause(String cluster) {
        members(cluster).forEach(instance -> {
            happens(instance.physicalId(), "Initiated pause for the DB instance.");
            happens(instance.physicalId(), "Successfully paused the DB instance.");
            instance.set(PAUSED, BooleanNode.TRUE);
        });
    }

    /** True while the cluster is paused. */
    public boolean isPaused(String cluster) {
        return members(cluster).stream()
                .anyMatch(instance -> instance.properties().path(PAUSED).asBoolean());
    }

    /** Resumes the instances that are paused, for a connection. */
    void connect(String cluster) {
        members(cluster).stream()
                .filter(instance -> instance.properties().path(PAUSED).asBoolean())
                .forEach(instance -> {
                    happens(instance.physicalId(), "Initiated resume for the DB instance.");
                    happens(instance.physicalId(), "Successfully resumed the DB instance.");
                    instance.set(PAUSED, BooleanNode.FALSE);
                });
    }

    private List<LiveResource> members(String cluster) {
        return account.all(RdsFake.INSTANCE).stream()
                .filter(instance -> instance.text("DBClusterIdentifier").equals(cluster))
                .toList();
    }

    Consumer<Xml> describe(Parameters parameters) {
        int minutes = parameters.number("Duration", DEFAULT_MINUTES);
        if (minutes < 1 || minutes > LONGEST_MINUTES) {
            throw new AwsError(400, "InvalidParameterValue", "Invalid value " + minutes + " for Duration.");
        }
        if (parameters.get("SourceIdentifier").isPresent()
                && parameters.get("SourceType").isEmpty()) {
            throw new AwsError(
                    400,
                    "InvalidParameterCombination",
                    "You must specify a SourceType when a SourceIdentifier is specified.");
        }
        Instant first = account.clock().instant().minus(Duration.ofMinutes(minutes));
        List<InstanceEvent> found = events.stream()
                .filter(event -> !event.at().isBefore(first))
                .filter(event ->
                        parameters.get("SourceType").orElse("db-instance").equals("db-instance"))
                .filter(event -> parameters
                        .get("SourceIdentifier")
                        .map(event.instance()::equals)
                        .orElse(true))
                .toList();
        return RdsFake.page(parameters, found, "Events", "Event", this::write);
    }

    private void write(Xml xml, InstanceEvent event) {
        xml.text("SourceIdentifier", event.instance())
                .text("SourceType", "db-instance")
                .text("Message", event.message())
                .texts("EventCategories", "EventCategory", List.of("notification", "serverless"))
                .text("Date", event.at())
                .text("SourceArn", Arns.regional(account, "rds", "db:" + event.instance()));
    }
}
