package dev.appdb.aws.cluster;

import dev.appdb.aws.account.AwsCall;
import dev.appdb.failure.FailureException;
import dev.appdb.request.DatabaseRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.Event;
import software.amazon.awssdk.services.rds.model.SourceType;

/**
 * Reads whether a cluster that pauses at 0 ACU is paused, without waking it.
 *
 * <p>Its status is {@code available} all the time, and to describe its log files would wake it. The events of its writer tell,
 * and since when (RDS-EVENT-0370 to 0374); that takes one more permission of RDS. CloudWatch's {@code
 * ServerlessDatabaseCapacity} would tell, too, with a permission, an endpoint and a client of another service.
 *
 * <p>RDS keeps events for 14 days. A cluster without any in that time counts as awake: it may be in use all the time. If it
 * was paused all the time, a check wakes it, and it is known again; so that happens once in 14 days at most.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html">AWS:
 *     automatic pause and resume</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Events.Messages.html">AWS: messages of
 *     events</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeEvents.html">AWS: DescribeEvents</a>
 */
public final class PauseLookUp {
    /** The times to look back, the longest last; a cluster that is often woken has thousands of events in 14 days. */
    private static final List<Duration> PERIODS = List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(14));

    private static final Pattern PAUSED = Pattern.compile("(?i)successfully paused the DB instance.*");

    /** Messages after which an instance is awake: it is resumed, its pause begins or ends early, or it is started. */
    private static final Pattern AWAKE = Pattern.compile("(?i)(initiated (pause|resume) |pause was canceled |"
            + "successfully resumed |DB instance (re)?started).*");

    private static final String AVAILABLE = "available";

    private final RdsClient rds;

    public PauseLookUp(RdsClient rds) {
        this.rds = rds;
    }

    /** The time when the cluster paused; empty if it is awake, has another minimum, or does not exist. */
    public Optional<Instant> since(DatabaseRequest request) throws FailureException {
        Optional<String> writer = new ClusterLookUp(rds)
                .find(request)
                .filter(facts -> facts.minAcu().filter(minimum -> minimum == 0).isPresent())
                .filter(facts -> facts.status().equals(AVAILABLE))
                .flatMap(facts -> facts.members().stream().findFirst());
        return writer.isEmpty() ? Optional.empty() : sinceLastEvent(request.cluster(), writer.get());
    }

    private Optional<Instant> sinceLastEvent(String cluster, String writer) throws FailureException {
        for (Duration period : PERIODS) {
            Optional<Event> last = lastEvent(cluster, writer, period);
            if (last.isPresent()) {
                return last.filter(event -> PAUSED.matcher(event.message()).matches())
                        .map(Event::date);
            }
        }
        return Optional.empty();
    }

    /** The last event that says whether the instance is paused or awake; of those of one second, the one that is listed last. */
    private Optional<Event> lastEvent(String cluster, String instance, Duration period) throws FailureException {
        return AwsCall.make(
                "could not look whether cluster " + cluster + " is paused",
                () -> rds
                        .describeEventsPaginator(request -> request.sourceType(SourceType.DB_INSTANCE)
                                .sourceIdentifier(instance)
                                .duration((int) period.toMinutes()))
                        .events()
                        .stream()
                        .filter(event -> event.message() != null && event.date() != null)
                        .filter(event -> PAUSED.matcher(event.message()).matches()
                                || AWAKE.matcher(event.message()).matches())
                        .reduce((last, event) -> event.date().isBefore(last.date()) ? last : event));
    }
}
