package dev.appdb.aws.removal;

import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.aws.template.StackResource;
import dev.appdb.failure.Failure;
import dev.appdb.failure.Remedy;
import dev.appdb.request.DatabaseRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Resources outside the stack that would make its deletion fail half way. All of them are reported at once. */
final class RemovalBlockers {
    private RemovalBlockers() {}

    /**
     * One resource that blocks the removal.
     *
     * @param what the blocker, a phrase without a full stop
     * @param remedy the way to remove it, a whole sentence
     */
    record Blocker(String what, Remedy remedy) {}

    static List<Blocker> of(DatabaseRequest request, RemovalFacts facts) {
        String region = " --region " + AwsContext.region(request);
        List<Blocker> blockers = new ArrayList<>();
        if (facts.terminationProtected() && DatabaseStack.of(request).isAdoption()) {
            // Not by appdb: it protects only the stacks that hold a database.
            String stack = DatabaseStack.of(request).name();
            blockers.add(new Blocker(
                    "stack " + stack + " has termination protection",
                    run("aws cloudformation update-termination-protection --no-enable-termination-protection"
                            + " --stack-name " + stack + region)));
        }
        facts.attachments().forEach(attachment -> blockers.add(attached(attachment)));
        facts.rules().forEach(rule -> blockers.add(named(rule)));
        unmanagedInstances(facts)
                .forEach(instance -> blockers.add(new Blocker(
                        "instance " + instance + " of the cluster is not in the stack",
                        run("aws rds delete-db-instance --db-instance-identifier " + instance + region))));
        int points = facts.recoveryPoints().orElse(0);
        if (points > 0 && !facts.deleteBackups() && facts.vaultGoesWithStack(StackResource.BACKUP_VAULT.logicalId())) {
            blockers.add(new Blocker(
                    "the backup vault, which is deleted with the stack, holds " + counted(points, "recovery point"),
                    Remedy.of("Use {--delete-backups} to delete them, too.")));
        }
        return blockers;
    }

    private static Blocker attached(RemovalFacts.Attachment attachment) {
        String policy = attachment.policyArn().substring(attachment.policyArn().lastIndexOf('/') + 1);
        return new Blocker(
                attachment.kind() + " " + attachment.name() + " has policy " + policy,
                Remedy.of(
                        "Remove the service first, or run {}.",
                        Remedy.shell("aws iam detach-" + attachment.kind() + "-policy --" + attachment.kind() + "-name "
                                + attachment.name() + " --policy-arn " + attachment.policyArn())));
    }

    private static Remedy run(String command) {
        return Remedy.of("Run {}.", Remedy.shell(command));
    }

    private static Blocker named(RemovalFacts.Rule rule) {
        return new Blocker(
                "an " + rule.direction() + " rule of security group " + rule.group() + " (" + rule.groupName()
                        + ") references " + rule.ours(),
                Remedy.text("Remove the service first, or delete that rule from " + rule.group() + "."));
    }

    /** Instances of the cluster that are not in the stack. */
    private static List<String> unmanagedInstances(RemovalFacts facts) {
        if (facts.stackId().isEmpty()
                || facts.cluster().isEmpty()
                || facts.items().isEmpty()) {
            return List.of();
        }
        Set<String> ours = new HashSet<>();
        facts.items().forEach(item -> ours.add(item.physicalId()));
        return facts.cluster().get().members().stream()
                .filter(member -> !ours.contains(member))
                .toList();
    }

    /** All blockers in one failure, numbered; empty if there is none. */
    static Optional<Failure> failure(DatabaseRequest request, List<Blocker> blockers) {
        if (blockers.isEmpty()) {
            return Optional.empty();
        }
        boolean one = blockers.size() == 1;
        List<String> what = new ArrayList<>();
        List<Remedy> remedies = new ArrayList<>();
        for (int i = 0; i < blockers.size(); i++) {
            String number = one ? "" : "(" + (i + 1) + ") ";
            what.add(number + blockers.get(i).what());
            remedies.add(Remedy.text(number.strip()).and(blockers.get(i).remedy()));
        }
        return Optional.of(Failure.refused(
                "destroy-blocked",
                "did not destroy " + request.cluster(),
                "the deletion would fail half way: " + String.join("; ", what),
                Remedy.all(remedies)));
    }

    static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
