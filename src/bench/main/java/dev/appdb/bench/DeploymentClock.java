package dev.appdb.bench;

import dev.appdb.aws.fake.FakeAws;
import dev.appdb.failure.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The time of an account on loopback: it moves by what is slept, and by a little for each look. It remembers when the stack
 * was created, when that was noticed, and when its second step was recorded.
 */
final class DeploymentClock implements Sleeper {
    /** The duration of a call to AWS, which bounds the precision of this clock. */
    static final Duration LOOK = Duration.ofMillis(150);

    /**
     * When RDS shows that protection is on, after the update of the cluster began. No number of AWS tells. Its handler
     * sends the change in its first invocation, and is invoked again 30 s later at the soonest, so the change has been
     * taken by then.
     */
    static final Duration PROTECTED = Duration.ofSeconds(30);

    private static final String CREATED = "CREATE_COMPLETE";
    private static final String RECORDED = "UPDATE_COMPLETE";
    private static final String CLUSTER = "DatabaseCluster";
    private static final Duration MOST = Duration.ofHours(1);

    private final FakeAws aws;
    private final String stack;
    private final Instant start;
    private Map<String, Duration> updates = Map.of();
    private int looksAtClusters;
    private @Nullable Duration created;
    private @Nullable Duration noticed;

    DeploymentClock(FakeAws aws, String stack) {
        this.aws = aws;
        this.stack = stack;
        this.start = aws.account().clock().instant();
        aws.stacks().tickLength(LOOK);
    }

    /** The time that each resource takes to be created, and to be updated once all are created. */
    void take(Map<String, Duration> creations, Map<String, Duration> later) {
        creations.forEach((id, duration) -> aws.stacks().resource(id).takes(ticks(duration)));
        updates = later;
    }

    Duration now() {
        // A look at the cluster lets no time pass by itself, as those at the stack do.
        int looks = aws.calls().of("DescribeDBClusters").size();
        aws.stacks().tick(looks - looksAtClusters);
        looksAtClusters = looks;
        return Duration.between(start, aws.account().clock().instant());
    }

    Duration created() {
        return Objects.requireNonNull(created, "the stack was never created");
    }

    Duration noticed() {
        return Objects.requireNonNull(noticed, "the creation's end was never noticed");
    }

    /** Lets time pass until the stack has recorded its second step; tells when that was. */
    Duration recorded() {
        Duration now = now();
        while (aws.stacks().status(stack).filter(RECORDED::equals).isEmpty()) {
            if (now.compareTo(MOST) > 0) {
                throw new IllegalStateException(
                        "the stack is " + aws.stacks().status(stack).orElse("gone") + " after " + now);
            }
            aws.stacks().tick(1);
            now = now();
        }
        return now;
    }

    @Override
    public void sleep(Duration pause) {
        now();
        look();
        if (created != null && noticed == null) {
            // the first pause after the creation is one of the second step's
            noticed = now();
        }
        for (int i = 0; i < ticks(pause); i++) {
            aws.stacks().tick(1);
            look();
        }
    }

    private void look() {
        if (created == null
                && aws.stacks().status(stack).filter(CREATED::equals).isPresent()) {
            created = now();
            updates.forEach((id, duration) -> aws.stacks().resource(id).takes(ticks(duration)));
            aws.stacks().resource(CLUSTER).showsUpdateAfter(ticks(PROTECTED));
        }
    }

    private static int ticks(Duration duration) {
        return Math.toIntExact(Math.max(1, Math.round((double) duration.toMillis() / LOOK.toMillis())));
    }
}
