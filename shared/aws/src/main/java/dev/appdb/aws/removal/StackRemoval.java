package dev.appdb.aws.removal;

import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.aws.account.PollInterval;
import dev.appdb.aws.cluster.BackupVault;
import dev.appdb.aws.cluster.ClusterFacts;
import dev.appdb.aws.cluster.ClusterLookUp;
import dev.appdb.aws.lambda.FunctionDetachment;
import dev.appdb.aws.stack.CloudFormationStack;
import dev.appdb.aws.stack.ProtectionSwitch;
import dev.appdb.aws.stack.StackFailures;
import dev.appdb.aws.stack.StackState;
import dev.appdb.aws.template.StackResource;
import dev.appdb.engine.Progress;
import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.plan.Plan;
import dev.appdb.request.DatabaseRequest;
import java.util.Optional;

/**
 * Deletes the stack, and with it the database. Every step checks the current state first, so that a repetition
 * continues where an earlier run stopped.
 */
public final class StackRemoval {
    private static final int MAX_PROTECTION_POLLS = 20;

    private final AwsContext context;

    public StackRemoval(AwsContext context) {
        this.context = context;
    }

    /**
     * @throws FailureException also if resources outside the stack would make the removal fail half way, naming all of
     * them
     */
    public Plan plan(DatabaseRequest request, Progress progress) throws FailureException {
        RemovalFacts facts = checked(request, progress);
        return RemovalPlan.of(request, vault(request), facts);
    }

    private RemovalFacts checked(DatabaseRequest request, Progress progress) throws FailureException {
        if (DatabaseStack.of(request).isAdoption() && context.settings().deleteBackups()) {
            throw notOurBackups(request);
        }
        new ProtectionSwitch(context).awaitRecorded(CloudFormationStack.of(context, request), progress);
        RemovalFacts facts = new RemovalLookUp(context, request).facts(vault(request));
        if (facts.stackId().isEmpty() && facts.cluster().isPresent()) {
            throw notOurs(request);
        }
        Optional<StackState> state = facts.state();
        boolean isGoing = state.equals(Optional.of(StackState.DELETE_IN_PROGRESS));
        if (state.isPresent() && state.get().kind() == StackState.Kind.BUSY && !isGoing) {
            throw StackFailures.stuck(request, "destroy", state.get());
        }
        Optional<Failure> blocked =
                isGoing ? Optional.empty() : RemovalBlockers.failure(request, RemovalBlockers.of(request, facts));
        if (blocked.isPresent()) {
            throw blocked.get().asException();
        }
        return facts;
    }

    private static FailureException notOurs(DatabaseRequest request) {
        return Failure.refused(
                        "cluster-not-ours",
                        "did not destroy " + request.cluster(),
                        "a cluster of that name exists, but no stack "
                                + DatabaseStack.of(request).name() + "; the reference's Terraform or another tool"
                                + " created it",
                        "Remove it with the tool that made it.")
                .asException();
    }

    private static FailureException notOurBackups(DatabaseRequest request) {
        return Failure.refused(
                        "backups-not-ours",
                        "did not destroy the role manager of " + request.cluster(),
                        "the backups of " + DatabaseStack.of(request).database() + " are its owner's",
                        "Leave out {--delete-backups}.")
                .asException();
    }

    public void remove(DatabaseRequest request, Plan plan, Progress progress) throws FailureException {
        RemovalFacts facts = checked(request, progress);
        boolean vaultGoes = facts.vaultGoesWithStack(StackResource.BACKUP_VAULT.logicalId());
        if (facts.stackId().isPresent()) {
            unprotect(request, facts, progress);
            unprotectStack(request, facts, progress);
            detach(request, progress);
            if (facts.deleteBackups() && vaultGoes) {
                empty(request, progress);
            }
            deleteStack(request, facts, progress);
        }
        if (facts.deleteBackups()) {
            empty(request, progress);
            deleteVault(request, progress);
        }
    }

    private void unprotect(DatabaseRequest request, RemovalFacts facts, Progress progress) throws FailureException {
        if (facts.cluster().filter(ClusterFacts::deletionProtection).isEmpty()) {
            return;
        }
        ClusterLookUp clusters = new ClusterLookUp(context.clients(request).rds());
        clusters.unprotect(request.cluster());
        PollInterval interval = new PollInterval();
        for (int look = 0; look < MAX_PROTECTION_POLLS; look++) {
            if (clusters.find(request.cluster())
                    .filter(ClusterFacts::deletionProtection)
                    .isEmpty()) {
                progress.note(Level.INFO, "deletion protection of " + request.cluster() + " is off");
                return;
            }
            context.waiter().pause(interval.next(false), "cluster " + request.cluster());
        }
        throw Failure.failed(
                        "still-protected",
                        "could not destroy " + request.cluster(),
                        "its deletion protection is still on",
                        Remedy.of(
                                "Look at the cluster's events in the RDS console, then run {}.",
                                request.command(Subcommand.DESTROY)))
                .asException();
    }

    private void unprotectStack(DatabaseRequest request, RemovalFacts facts, Progress progress)
            throws FailureException {
        if (facts.terminationProtected()) {
            CloudFormationStack stack = CloudFormationStack.of(context, request);
            stack.protectFromTermination(false);
            progress.note(Level.INFO, "termination protection of stack " + stack.name() + " is off");
        }
    }

    /** Detaches the function from its VPC. This only makes the removal faster, so a failure is a warning. */
    private void detach(DatabaseRequest request, Progress progress) throws FailureException {
        String function = DatabaseStack.of(request).roleManager();
        try {
            new FunctionDetachment(context.clients(request).lambda(), context.waiter()).perform(function);
        } catch (FailureException e) {
            if (e.failure().kind() == Failure.Kind.INTERRUPTED) {
                throw e;
            }
            progress.note(
                    Level.WARNING,
                    e.failure().what() + ": " + e.failure().why()
                            + ". The deletion of its security group may take an hour");
        }
    }

    private void deleteStack(DatabaseRequest request, RemovalFacts facts, Progress progress) throws FailureException {
        String id = facts.stackId().orElseThrow();
        // By its id, so that no stack is met that somebody made under the same name since.
        CloudFormationStack stack =
                new CloudFormationStack(context.clients(request).cloudFormation(), id);
        if (!facts.state().equals(Optional.of(StackState.DELETE_IN_PROGRESS))) {
            // Another one each time: with an old one CloudFormation would take a new try for a repeated call.
            stack.delete("destroy-" + context.clock().millis());
        }
        new DeletionFollower(request, stack, context.waiter(), progress).followToEnd();
    }

    private void empty(DatabaseRequest request, Progress progress) throws FailureException {
        BackupVault vault = BackupVault.of(context, request);
        PollInterval interval = new PollInterval();
        int before = -1;
        while (vault.exists()) {
            int left = vault.deletePoints();
            if (left == 0) {
                return;
            }
            if (left != before) {
                progress.note(
                        Level.INFO, RemovalBlockers.counted(left, "recovery point") + " left in " + vault(request));
            }
            context.waiter().pause(interval.next(left != before), "the recovery points of " + vault(request));
            before = left;
        }
    }

    private void deleteVault(DatabaseRequest request, Progress progress) throws FailureException {
        BackupVault vault = BackupVault.of(context, request);
        if (vault.exists()) {
            vault.delete();
            progress.resource(RemovalPlan.VAULT_TYPE, vault(request), ResourceState.COMPLETE, "removed");
        }
    }

    private static String vault(DatabaseRequest request) {
        return DatabaseStack.of(request).vault();
    }
}
