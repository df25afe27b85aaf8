package dev.appdb.aws.fake;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The resources that will fail or be slow, by logical id. */
final class Script {
    private final Map<String, String> failures = new HashMap<>();
    private final Map<String, Map.Entry<String, String>> hooks = new HashMap<>();
    private final Map<String, Integer> ticks = new HashMap<>();
    private final Map<String, Integer> shown = new HashMap<>();

    /** The operation of a step on its resource. */
    enum Verb {
        CREATE,
        UPDATE,
        DELETE,
        ROLL_BACK
    }

    synchronized void fail(String logicalId, Verb verb, String reason) {
        failures.put(verb + " " + logicalId, reason);
    }

    synchronized void hook(String logicalId, String hook, String reason) {
        hooks.put(logicalId, Map.entry(hook, reason));
    }

    /** The hook that refuses a resource, and its reason. */
    synchronized Optional<Map.Entry<String, String>> hook(String logicalId) {
        return Optional.ofNullable(hooks.get(logicalId));
    }

    synchronized void ticks(String logicalId, int count) {
        ticks.put(logicalId, count);
    }

    synchronized void shown(String logicalId, int after) {
        shown.put(logicalId, after);
    }

    /**
     * Returns true if an update is visible at the service after so many ticks of its own; by default only at its end.
     */
    synchronized boolean isShown(String logicalId, int after) {
        return after >= shown.getOrDefault(logicalId, Integer.MAX_VALUE);
    }

    synchronized void heal(String logicalId) {
        for (Verb verb : Verb.values()) {
            failures.remove(verb + " " + logicalId);
        }
        hooks.remove(logicalId);
        ticks.remove(logicalId);
        shown.remove(logicalId);
    }

    synchronized void check(String logicalId, Verb verb) throws ResourceFailure {
        Optional<String> failure = Optional.ofNullable(failures.get(verb + " " + logicalId));
        if (failure.isPresent()) {
            throw new ResourceFailure(failure.get());
        }
    }

    synchronized int ticks(String logicalId, String type) {
        int usual = type.startsWith("AWS::RDS::DBCluster") || type.equals(RdsFake.INSTANCE) ? 4 : 1;
        return ticks.getOrDefault(logicalId, usual);
    }
}
