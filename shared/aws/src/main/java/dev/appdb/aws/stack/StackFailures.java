package dev.appdb.aws.stack;

import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.DatabaseRequest;
import java.util.Optional;

/** Failures because of the stack's state. */
public final class StackFailures {
    private StackFailures() {}

    /** @param verb the operation that failed: "plan" */
    public static FailureException stuck(DatabaseRequest request, String verb, StackState state) {
        String stack = DatabaseStack.of(request).name();
        return Failure.failed(
                        "stack-"
                                + state.name()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace('_', '-'),
                        "could not " + verb + " " + request.cluster(),
                        "stack " + stack + " " + state.description() + " (" + state + ")",
                        remedy(request, state))
                .asException();
    }

    /** A cluster that is protected from the start is left by a failed creation, and CloudFormation can't delete it. */
    private static Remedy remedy(DatabaseRequest request, StackState state) {
        return request.aurora().protectedFromStart()
                        && (state == StackState.ROLLBACK_FAILED || state == StackState.CREATE_FAILED)
                ? Remedy.of(
                        "Fix the cause in the stack's events, remove the rest with {}, which turns deletion protection"
                                + " off first, then run this command again.",
                        request.command(Subcommand.DESTROY))
                : state.remedy(
                        DatabaseStack.of(request).name(),
                        AwsContext.region(request).value());
    }

    static FailureException busyWithSomethingElse(DatabaseRequest request, StackState state) {
        String stack = DatabaseStack.of(request).name();
        return Failure.failed(
                        "stack-busy",
                        "could not plan " + request.cluster(),
                        "stack " + stack + " " + state.description() + " (" + state + "), and not by a plan of appdb",
                        state.remedy(stack, AwsContext.region(request).value()))
                .asException();
    }

    static FailureException notOurs(DatabaseRequest request) {
        return Failure.refused(
                        "cluster-not-ours",
                        "did not plan " + request.cluster(),
                        "a cluster of that name exists already, outside stack "
                                + DatabaseStack.of(request).name()
                                + "; the reference's Terraform or another tool created it",
                        Remedy.of(
                                "{} and {} work with the role manager of the reference, where one is beside it; {} puts that of"
                                        + " appdb there, and changes nothing of the cluster. To deploy another, choose another"
                                        + " {--environment}; to have appdb deploy this one, remove it with the tool that"
                                        + " made it first.",
                                Subcommand.ROLES_UPDATE.call(),
                                Subcommand.ROLES_CHECK.call(),
                                request.command(Subcommand.ADOPT).with("--role-manager")))
                .asException();
    }

    static FailureException outdated(DatabaseRequest request, String id, String why) {
        return Failure.refused(
                        "plan-outdated",
                        "did not apply plan " + id + " of " + request.cluster(),
                        why,
                        Remedy.of("Run {} and review it again.", request.command(Subcommand.PLAN)))
                .asException();
    }

    /** An operation that failed. */
    static FailureException failed(DatabaseRequest request, StackState state, Optional<FailureCause> cause) {
        String stack = DatabaseStack.of(request).name();
        String why = cause.map(FailureCause::description).orElse("CloudFormation gave no reason") + " (stack " + stack
                + " " + state.description() + ")";
        Remedy remedy = cause.flatMap(FailureCause::remedy)
                .map(known -> state.kind() == StackState.Kind.STUCK ? known.and(remedy(request, state)) : known)
                .orElse(
                        state.kind() == StackState.Kind.STUCK
                                ? remedy(request, state)
                                : Remedy.of(
                                        "Fix the cause that AWS reports, then run {}.",
                                        request.command(Subcommand.APPLY)));
        return Failure.failed("deploy-failed", "could not deploy " + request.cluster(), why, remedy)
                .asException();
    }
}
