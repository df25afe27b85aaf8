package dev.appdb.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The size and lifetime of an Aurora Serverless v2 cluster, and the account's requirements for its resources.
 *
 * @param capacity the range that each instance scales in
 * @param readers 0 to 15 instances beside the writer
 * @param pauseAfter how long without a connection until an instance pauses, 300 s to 86,400 s; only with a minimum of 0
 *     ACU, and then 300 s if not given
 * @param temporary whether everything may go at once, as for a test of a pull request: no deletion protection, no final
 *     snapshot
 * @param reservedConcurrency how many invocations of the role manager run at once at most, 1 or more; empty takes from the
 *     account's common pool. Lambda refuses a reservation that leaves the account fewer than 100, so new accounts cannot
 *     have one
 * @param permissionsBoundary the IAM policy that bounds what the roles may do, where an account asks for one
 * @param backupRetention how many days automated backups are kept, 1 to 35; empty leaves it to the template
 * @param projectName the project's name, which tags its resources; empty takes it from the project's configuration
 * @param network the name that tags the VPC; empty takes it from the project's configuration
 * @param dataApi true for an HTTPS endpoint that runs SQL: the RDS Data API
 * @param storageType how storage is billed
 * @param logRetentionDays how long CloudWatch keeps the logs of the database and the role manager, one of {@link
 *     LogRetention#DAYS}
 * @param protectedFromStart whether the cluster is created with deletion protection, for an account that refuses one
 *     without; a failed creation then leaves it until it is removed
 * @param adopted the database of somebody else that only gets a role manager; empty for a cluster that appdb deploys
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.html">AWS: RDS Data API</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html">AWS: reserved concurrency</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html">AWS: permissions
 *     boundaries</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html">AWS:
 *     pausing</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Replication.html">AWS: 15 readers</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html">AWS: backups</a>
 */
public record AuroraSettings(
        Capacity capacity,
        int readers,
        Optional<Duration> pauseAfter,
        boolean temporary,
        Optional<Integer> reservedConcurrency,
        Optional<Arn> permissionsBoundary,
        Optional<Integer> backupRetention,
        Optional<TagValue> projectName,
        Optional<TagValue> network,
        boolean dataApi,
        StorageType storageType,
        int logRetentionDays,
        boolean protectedFromStart,
        Optional<Adoption> adopted) {
    public static final Duration SHORTEST_PAUSE = Duration.ofMinutes(5);
    public static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    /** The defaults: the reference's range, one instance, permanent. */
    public static final AuroraSettings DEFAULT = new AuroraSettings(Capacity.DEFAULT, 0, Optional.empty(), false);

    private static final int MOST_READERS = 15;
    private static final int LONGEST_RETENTION = 35;
    private static final Pattern IAM_POLICY = Pattern.compile("arn:[a-z-]+:iam::(?:[0-9]{12}|aws):policy/.+");

    /** @throws IllegalArgumentException naming everything that is out of range */
    public AuroraSettings {
        List<String> problems = new ArrayList<>();
        if (readers < 0 || readers > MOST_READERS) {
            problems.add("readers are 0 to 15, not " + readers);
        }
        if (pauseAfter.isPresent() && capacity.minAcu() != 0) {
            problems.add("only a minimum capacity of 0 ACU pauses, and it is " + capacity.minAcu());
        }
        if (pauseAfter.filter(AuroraSettings::isOutOfRange).isPresent()) {
            problems.add("pausing takes 300 to 86400 s without a connection, not "
                    + pauseAfter.get().toSeconds() + " s");
        }
        if (reservedConcurrency.orElse(1) < 1) {
            problems.add("a reserved concurrency of 0 would never let the role manager run");
        }
        permissionsBoundary
                .filter(arn -> !IAM_POLICY.matcher(arn.value()).matches())
                .ifPresent(arn -> problems.add("a permissions boundary is an IAM policy, like"
                        + " arn:aws:iam::123456789012:policy/boundary, not " + arn));
        backupRetention
                .filter(days -> days < 1 || days > LONGEST_RETENTION)
                .ifPresent(days -> problems.add("backups are kept for 1 to 35 days, not " + days));
        if (!LogRetention.DAYS.contains(logRetentionDays)) {
            problems.add(LogRetention.problem(logRetentionDays));
        }
        if (temporary && protectedFromStart) {
            problems.add("a temporary database has no deletion protection, so it can't be protected from the start");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("cluster is not valid: " + String.join("; ", problems));
        }
    }

    /** The defaults of an account without requirements of its own. */
    public AuroraSettings(Capacity capacity, int readers, Optional<Duration> pauseAfter, boolean temporary) {
        this(
                capacity,
                readers,
                pauseAfter,
                temporary,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                StorageType.STANDARD,
                LogRetention.DEFAULT_DAYS,
                false,
                Optional.empty());
    }

    private static boolean isOutOfRange(Duration pause) {
        return pause.compareTo(SHORTEST_PAUSE) < 0 || pause.compareTo(LONGEST_PAUSE) > 0;
    }

    /** Begins with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Takes the settings one by one; what does not go together is refused by {@link #build}. */
    public static final class Builder {
        private double minAcu = Capacity.DEFAULT.minAcu();
        private double maxAcu = Capacity.DEFAULT.maxAcu();
        private int readers;
        private Optional<Duration> pauseAfter = Optional.empty();
        private boolean temporary;
        private Optional<Integer> reservedConcurrency = Optional.empty();
        private Optional<Arn> permissionsBoundary = Optional.empty();
        private Optional<Integer> backupRetention = Optional.empty();
        private Optional<TagValue> projectName = Optional.empty();
        private Optional<TagValue> network = Optional.empty();
        private boolean dataApi;
        private StorageType storageType = StorageType.STANDARD;
        private int logRetentionDays = LogRetention.DEFAULT_DAYS;
        private boolean protectedFromStart;
        private Optional<String> adopted = Optional.empty();
        private Optional<Arn> masterSecret = Optional.empty();

        private Builder() {}

        public void minAcu(double acu) {
            minAcu = acu;
        }

        public void maxAcu(double acu) {
            maxAcu = acu;
        }

        public void readers(int count) {
            readers = count;
        }

        public void pauseAfter(Duration pause) {
            pauseAfter = Optional.of(pause);
        }

        public void temporary(boolean isTemporary) {
            temporary = isTemporary;
        }

        public void reservedConcurrency(Optional<Integer> concurrency) {
            reservedConcurrency = concurrency;
        }

        public void permissionsBoundary(Optional<Arn> policy) {
            permissionsBoundary = policy;
        }

        public void backupRetention(int days) {
            backupRetention = Optional.of(days);
        }

        public void projectName(TagValue name) {
            projectName = Optional.of(name);
        }

        public void network(TagValue name) {
            network = Optional.of(name);
        }

        public void dataApi(boolean isEnabled) {
            dataApi = isEnabled;
        }

        public void storageType(StorageType type) {
            storageType = type;
        }

        public void logRetentionDays(int days) {
            logRetentionDays = days;
        }

        public void protectedFromStart(boolean isProtected) {
            protectedFromStart = isProtected;
        }

        /** @param name the identifier of the adopted cluster or instance */
        public void adopted(String name) {
            adopted = Optional.of(name);
        }

        public void masterSecret(Arn secret) {
            masterSecret = Optional.of(secret);
        }

        /** @throws IllegalArgumentException naming everything that is out of range or does not go together */
        public AuroraSettings build() {
            return new AuroraSettings(
                    new Capacity(minAcu, maxAcu),
                    readers,
                    pauseAfter,
                    temporary,
                    reservedConcurrency,
                    permissionsBoundary,
                    backupRetention,
                    projectName,
                    network,
                    dataApi,
                    storageType,
                    logRetentionDays,
                    protectedFromStart,
                    adopted.map(name -> new Adoption(name, masterSecret)));
        }
    }
}
