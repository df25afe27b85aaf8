package dev.appdb.aws.cluster;

import dev.appdb.aws.account.AwsCall;
import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.PollInterval;
import dev.appdb.engine.Progress;
import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.failure.FailureException;
import dev.appdb.request.DatabaseRequest;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;

/**
 * Reboots the instances that are pending a reboot, which CloudFormation does not do: readers first, the writer last.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_RebootCluster.html">AWS: rebooting</a>
 */
public final class InstanceReboot {
    private static final String TYPE = "AWS::RDS::DBInstance";

    /** The number of polls after which no instance is expected to become pending-reboot any more. */
    private static final int MAX_IDLE_POLLS = 10;

    private final AwsContext context;

    public InstanceReboot(AwsContext context) {
        this.context = context;
    }

    /** Returns true if an instance is pending a reboot. */
    public boolean isPending(DatabaseRequest request) throws FailureException {
        return !waiting(request).isEmpty();
    }

    /** Reboots the instances that are pending, and returns when they are available again. */
    public void perform(DatabaseRequest request, Progress progress) throws FailureException {
        Set<String> begun = new TreeSet<>();
        PollInterval interval = new PollInterval();
        int idlePolls = 0;
        while (true) {
            List<String> waiting = waiting(request);
            Set<String> available = available(request);
            boolean news = false;
            for (String instance : waiting) {
                if (available.contains(instance) && !begun.contains(instance) && reboot(request, instance)) {
                    begun.add(instance);
                    news = true;
                    progress.resource(TYPE, instance, ResourceState.IN_PROGRESS, "rebooting");
                }
            }
            if (waiting.isEmpty() && available.containsAll(begun) && !begun.isEmpty()) {
                begun.forEach(instance -> progress.resource(TYPE, instance, ResourceState.COMPLETE, "rebooted"));
                return;
            }
            idlePolls = begun.isEmpty() && waiting.isEmpty() ? idlePolls + 1 : 0;
            if (idlePolls > MAX_IDLE_POLLS) {
                progress.note(Level.INFO, "no instance of " + request.cluster() + " is pending a reboot");
                return;
            }
            context.waiter().pause(interval.next(news), "the reboot of " + request.cluster());
        }
    }

    private boolean reboot(DatabaseRequest request, String instance) throws FailureException {
        return AwsCall.make("could not reboot " + instance, () -> {
            try {
                rds(request).rebootDBInstance(ask -> ask.dbInstanceIdentifier(instance));
                return true;
            } catch (InvalidDbInstanceStateException e) {
                // Something else happens to it at the moment; the next look tells.
                return false;
            }
        });
    }

    private List<String> waiting(DatabaseRequest request) throws FailureException {
        return AwsCall.make("could not look at the instances of " + request.cluster(), () -> {
            try {
                return rds(request)
                        .describeDBClusters(ask -> ask.dbClusterIdentifier(request.cluster()))
                        .dbClusters()
                        .stream()
                        .map(DBCluster::dbClusterMembers)
                        .flatMap(List::stream)
                        .filter(member -> "pending-reboot".equals(member.dbClusterParameterGroupStatus()))
                        .sorted(Comparator.comparing(member -> Boolean.TRUE.equals(member.isClusterWriter())))
                        .map(DBClusterMember::dbInstanceIdentifier)
                        .toList();
            } catch (DbClusterNotFoundException e) {
                return List.of();
            }
        });
    }

    private Set<String> available(DatabaseRequest request) throws FailureException {
        return AwsCall.make("could not look at the instances of " + request.cluster(), () -> {
            Set<String> available = new HashSet<>();
            for (DBInstance instance : rds(request)
                    .describeDBInstancesPaginator(ask ->
                            ask.filters(filter -> filter.name("db-cluster-id").values(request.cluster())))
                    .dbInstances()) {
                if ("available".equals(instance.dbInstanceStatus())) {
                    available.add(instance.dbInstanceIdentifier());
                }
            }
            return available;
        });
    }

    private RdsClient rds(DatabaseRequest request) throws FailureException {
        return context.clients(request).rds();
    }
}
