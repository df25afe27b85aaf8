package dev.appdb.aws.cluster;

import dev.appdb.aws.account.AwsCall;
import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.failure.FailureException;
import dev.appdb.request.DatabaseRequest;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/**
 * The log group to which RDS exports the PostgreSQL log of a cluster, as CloudWatch reports it. One may be there before the
 * cluster: an earlier cluster of that name left it, or RDS made it.
 *
 * @param name its name
 * @param retentionDays how long it keeps its logs; empty if forever
 * @param key the ARN of the KMS key that encrypts it; empty for CloudWatch's own key
 */
public record DatabaseLog(String name, OptionalInt retentionDays, Optional<String> key) {

    /** The log group of a request's cluster; empty if there is none. */
    public static Optional<DatabaseLog> of(AwsContext context, DatabaseRequest request) throws FailureException {
        String name = DatabaseStack.databaseLog(request.cluster());
        CloudWatchLogsClient client = context.clients(request).logs();
        return AwsCall.make(
                "could not look for log group " + name,
                () -> client.describeLogGroupsPaginator(ask -> ask.logGroupNamePrefix(name)).logGroups().stream()
                        .filter(group -> name.equals(group.logGroupName()))
                        .findFirst()
                        .map(DatabaseLog::of));
    }

    private static DatabaseLog of(LogGroup group) {
        return new DatabaseLog(
                group.logGroupName(),
                group.retentionInDays() == null ? OptionalInt.empty() : OptionalInt.of(group.retentionInDays()),
                Optional.ofNullable(group.kmsKeyId()));
    }

    /** Returns true if it keeps its logs as long as asked. */
    public boolean keepsFor(int days) {
        return retentionDays.equals(OptionalInt.of(days));
    }

    /** A phrase that follows its name. */
    public String retention() {
        return retentionDays.isPresent()
                ? "keeps its logs for " + retentionDays.getAsInt() + " days"
                : "keeps its logs forever";
    }
}
