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
                    "A major upgrade needs at least 4 ACU: give {--min-capacity 4} for the upgrade, and less afterwards."),
            KnownFailure.of(
                    "UnreservedConcurrentExecution",
                    "The account's Lambda concurrency is too small for a reservation: ask AWS for a higher quota."),
            KnownFailure.of(
                    "token.*(expired|is not valid)|ExpiredToken",
                    "Your session ended while CloudFormation worked with it: log in again and run the same command. A"
                            + " service role ({--role-arn}) does not expire."),
            KnownFailure.of(
                    "not authorized to perform|AccessDenied|UnauthorizedOperation|access denied",
                    "Give the caller that permission, or a role that has it with {--role-arn}."),
            KnownFailure.of(
                    "already exists",
                    "Something of that name is there and not of this stack: remove or rename it, or choose another app"
                            + " name or environment."),
            KnownFailure.of(
                    "NoSuchKey|specified key does not exist",
                    Remedy.of(
                            "The role manager's jar is not in the state bucket: run {} and {} again, which puts it"
                                    + " there.",
                            Subcommand.PLAN.call(),
                            Subcommand.APPLY.call())),
            KnownFailure.of(
                    "quota|limit ?exceeded|LimitExceeded|maximum (number|limit)",
                    "Ask AWS for a higher quota (Service Quotas), or remove what is not needed."),
            KnownFailure.of(
                    "Cannot find version|engine version|not supported.*db\\.serverless|db\\.serverless.*not supported",
                    "That version is not offered there for Serverless v2: choose another with {--postgres-version}."),
            KnownFailure.of(
                    "availability zone coverage|at least (2|two) availability zones",
                    "The network's DB subnet group needs subnets in two zones."),
            KnownFailure.of(
                    "InsufficientDBInstanceCapacity|insufficient capacity|not available in the availability zone",
                    "AWS has no capacity there now: run the same command again later."),
            KnownFailure.of(
                    "KMSKeyNotAccessible|KMS key", "The encryption key can't be used: check its state and its policy."),
            KnownFailure.of(
                    "deletion protection",
                    Remedy.of("Use {}, which switches protection off in the right order.", Subcommand.DESTROY.call())),
            KnownFailure.of("Rate exceeded|Throttling", "AWS was asked too often: run the same command again."),
            KnownFailure.of(
                    "InternalFailure|internal error|ServiceUnavailable",
                    "AWS had a failure of its own: run the same command again."));

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
