package dev.appdb.aws.stack;

import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cause of a failed operation of CloudFormation: the first failure that was not a consequence of another.
 *
 * @param logicalId the resource
 * @param type its type
 * @param reason AWS's message
 */
record FailureCause(String logicalId, String type, String reason) {

    /** Messages of CloudFormation for resources that were cancelled because another one failed. */
    private static final Pattern CONSEQUENCE = Pattern.compile(
            "(?i)resource (creation|update|deletion) cancelled|the following resource\\(s\\) failed to.*");

    /** A pattern for a message of AWS, with its remedy. */
    private record KnownFailure(Pattern reason, Remedy remedy) {
        static KnownFailure of(String reason, String remedy) {
            return of(reason, Remedy.of(remedy));
        }

        static KnownFailure of(String reason, Remedy remedy) {
            return new KnownFailure(Pattern.compile(reason, Pattern.CASE_INSENSITIVE), remedy);
        }
    }

    private static final List<KnownFailure> REMEDIES = List.of(
            // aurora-serverless-v2.upgrade: a major upgrade needs memory that half an ACU does not have
            KnownFailure.of(
                    "shared memory segment sizes",
                    "A major version upgrade needs at least 4 ACU. Use {--min-capacity 4} for the upgrade, and lower it afterwards."),
            KnownFailure.of(
                    "UnreservedConcurrentExecution",
                    "The account's Lambda concurrency is too low for a reservation. Ask AWS for a higher quota."),
            KnownFailure.of(
                    "token.*(expired|is not valid)|ExpiredToken",
                    "Your session expired while CloudFormation was using it. Log in again, then apply again. A service"
                            + " role ({--role-arn}) does not expire."),
            KnownFailure.of(
                    "not authorized to perform|AccessDenied|UnauthorizedOperation|access denied",
                    "Grant the caller that permission, or use a service role that has it ({--role-arn})."),
            KnownFailure.of(
                    "already exists",
                    "A resource of that name exists outside this stack. Delete or rename it, or choose another app name or"
                            + " environment."),
            KnownFailure.of(
                    "NoSuchKey|NoSuchVersion|specified (key|version) does not exist",
                    Remedy.of(
                            "The role manager's jar is not in the state bucket. Run {} and {} again to upload it.",
                            Subcommand.PLAN.call(),
                            Subcommand.APPLY.call())),
            KnownFailure.of(
                    "quota|limit ?exceeded|LimitExceeded|maximum (number|limit)",
                    "Ask AWS for a higher quota (Service Quotas), or delete resources that you no longer need."),
            KnownFailure.of(
                    "Cannot find version|engine version|not supported.*db\\.serverless|db\\.serverless.*not supported",
                    "Serverless v2 does not support that version in this Region. Choose another with {--postgres-version}."),
            KnownFailure.of(
                    "availability zone coverage|at least (2|two) availability zones",
                    "The network's DB subnet group needs subnets in two zones."),
            KnownFailure.of(
                    "InsufficientDBInstanceCapacity|insufficient capacity|not available in the availability zone",
                    "AWS has no capacity for it in this Region at the moment. Apply again later."),
            KnownFailure.of(
                    "KMSKeyNotAccessible|KMS key",
                    "The encryption key can't be used. Check its state and its key policy."),
            KnownFailure.of(
                    "deletion protection",
                    Remedy.of("Use {}, which turns deletion protection off first.", Subcommand.DESTROY.call())),
            KnownFailure.of("Rate exceeded|Throttling", "AWS throttled the calls. Apply again in a minute."),
            KnownFailure.of(
                    "InternalFailure|internal error|ServiceUnavailable", "AWS had an internal error. Apply again."));

    /** One event of a resource in the stack. */
    record Event(String logicalId, String type, String status, String reason) {}

    /** The cause among the events, which are oldest first; empty if none failed. */
    static Optional<FailureCause> among(List<Event> events) {
        List<Event> failures = events.stream()
                .filter(event -> event.status().endsWith("_FAILED"))
                .toList();
        return failures.stream()
                .filter(event -> !event.reason().isBlank())
                .filter(event -> !CONSEQUENCE.matcher(event.reason()).lookingAt())
                .findFirst()
                .or(() -> failures.stream().findFirst())
                .map(event -> new FailureCause(event.logicalId(), event.type(), event.reason()));
    }

    /** The failed resource and AWS's message, without a full stop. */
    String description() {
        return type + " " + logicalId + " failed"
                + (reason.isBlank() ? "" : ": " + reason.strip().replaceAll("\\.$", ""));
    }

    /** The remedy, if the message is a known one. */
    Optional<Remedy> remedy() {
        return REMEDIES.stream()
                .filter(known -> known.reason().matcher(reason).find())
                .map(KnownFailure::remedy)
                .findFirst();
    }
}
