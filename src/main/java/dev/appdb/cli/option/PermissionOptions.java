package dev.appdb.cli.option;

import dev.appdb.failure.Problems;
import dev.appdb.plan.Risk;
import dev.appdb.roles.UpdateMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags that let a plan do what the guardrails refuse; no flag lets everything pass. */
public final class PermissionOptions {
    @Option(
            names = "--allow-replace",
            paramLabel = "NAME",
            description = "Let this resource be replaced or removed although it holds data. Can be repeated.")
    List<String> replace = new ArrayList<>();

    @Option(
            names = "--allow-upgrade",
            description = "Let the database be upgraded to another major version of PostgreSQL.")
    boolean upgrade;

    @Option(names = "--allow-unprotected", description = "Let its deletion protection be switched off.")
    boolean unprotected;

    @Option(names = "--allow-unencrypted", description = "Let its encryption be switched off.")
    boolean unencrypted;

    @Option(
            names = "--allow-ingress",
            description = "Let the stack of an adopted database add a rule to a security group of its owner.")
    boolean ingress;

    @Mixin
    final RightsOptions rights = new RightsOptions();

    /** The longest wait for a lock; a problem where it is no number in the range. */
    public Duration lockTimeout(Problems problems) {
        return rights.lockTimeout(problems);
    }

    /** The extent of the changes in the database. */
    public UpdateMode mode() {
        return rights.mode();
    }

    /** The permissions, as the guardrails take them. */
    public List<String> allowed() {
        List<String> allowed = new ArrayList<>(replace);
        allowed.addAll(rights.allowed());
        allow(allowed, Risk.MAJOR_UPGRADE, upgrade);
        allow(allowed, Risk.UNPROTECTED, unprotected);
        allow(allowed, Risk.UNENCRYPTED, unencrypted);
        allow(allowed, Risk.OTHERS_GROUP, ingress);
        return allowed;
    }

    private static void allow(List<String> allowed, Risk risk, boolean isAllowed) {
        if (isAllowed) {
            allowed.add(risk.permission());
        }
    }
}
