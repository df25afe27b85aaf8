package dev.appdb.aws.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The account's stacks, and the controls of a test: their speed, their failures, the page sizes.
 *
 * <p>Time is counted in ticks. By default each poll lets one tick pass before the response.
 */
public final class Stacks {
    private static final int ENOUGH_TICKS = 1000;

    private final Account account;
    private final ResourceHandlers handlers;
    private final Script script = new Script();
    private final Map<String, Stack> stacks = new LinkedHashMap<>();
    private final List<ChangeSet> changeSets = new ArrayList<>();
    private final List<DriftDetection> detections = new ArrayList<>();
    private Duration tickLength = Duration.ofSeconds(15);
    private int ticksPerLook = 1;
    private int staleReads;
    private int pageSize = 10;
    private int repeatedEvents = 1;

    Stacks(Account account) {
        this.account = account;
        handlers = new ResourceHandlers(account);
    }

    /** Sets the number of ticks that pass with each poll; with 0, time passes only by {@link #tick}. */
    public void ticksPerLook(int count) {
        synchronized (account) {
            ticksPerLook = count;
        }
    }

    /** Sets the length of a tick; 15 s by default. */
    public void tickLength(Duration length) {
        synchronized (account) {
            tickLength = length;
        }
    }

    /** Sets the number of times that a stack is described as it was before, after a change set began to be executed; 0 by default. */
    public void staleReads(int count) {
        synchronized (account) {
            staleReads = count;
        }
    }

    int staleReads() {
        return staleReads;
    }

    /** Sets the page size for changes, events, resources and drifts; 10 by default. */
    public void pageSize(int size) {
        synchronized (account) {
            pageSize = size;
        }
    }

    /** Sets the number of events of a page that the next one repeats; 1 by default. */
    public void repeatedEvents(int count) {
        synchronized (account) {
            repeatedEvents = count;
        }
    }

    /** Lets time pass. */
    public void tick(int count) {
        synchronized (account) {
            for (int i = 0; i < count; i++) {
                account.clock().advance(tickLength);
                stacks.values().forEach(stack -> stack.run().ifPresent(StackRun::tick));
                changeSets.forEach(ChangeSet::tick);
                detections.forEach(DriftDetection::tick);
            }
        }
    }

    /** Lets time pass until no stack is busy. */
    public void settle() {
        synchronized (account) {
            for (int i = 0; i < ENOUGH_TICKS && stacks.values().stream().anyMatch(Stack::isBusy); i++) {
                tick(1);
            }
        }
    }

    /** Scripts the behavior of a resource, by its logical id, from now on. */
    public ResourceScript resource(String logicalId) {
        return new ResourceScript(logicalId);
    }

    /** A stack's status; empty when there is none of that name, or only a deleted one. */
    public Optional<String> status(String name) {
        synchronized (account) {
            return find(name).map(Stack::status);
        }
    }

    /** The names of the stacks that are there, with those that have only a change set. */
    public Set<String> names() {
        synchronized (account) {
            Set<String> names = new TreeSet<>();
            stacks.values().stream().filter(stack -> !stack.isGone()).forEach(stack -> names.add(stack.name()));
            return names;
        }
    }

    /** The names of a stack's change sets. */
    public List<String> changeSets(String stackName) {
        synchronized (account) {
            return changeSets.stream()
                    .filter(set -> set.stack().name().equals(stackName))
                    .map(ChangeSet::name)
                    .toList();
        }
    }

    /** The names of a stack's change sets that can still be executed. */
    public List<String> pending(String stackName) {
        synchronized (account) {
            return changeSets.stream()
                    .filter(set -> set.stack().name().equals(stackName))
                    .filter(set -> set.executionStatus().equals("AVAILABLE"))
                    .map(ChangeSet::name)
                    .toList();
        }
    }

    /** All events of all stacks, such as {@code appdb-app-dev DatabaseCluster CREATE_COMPLETE}. */
    public List<String> history() {
        synchronized (account) {
            return stacks.values().stream()
                    .flatMap(stack -> stack.events().stream()
                            .map(event -> stack.name() + " " + event.logicalId() + " " + event.status()))
                    .toList();
        }
    }

    /** The physical ids of a stack's resources, by logical id. */
    public Map<String, String> physicalIds(String stackName) {
        synchronized (account) {
            Map<String, String> ids = new LinkedHashMap<>();
            find(stackName)
                    .ifPresent(stack -> stack.resources().values().forEach(resource -> {
                        if (resource.physicalId() != null) {
                            ids.put(resource.logicalId(), resource.physicalId());
                        }
                    }));
            return ids;
        }
    }

    /** Sets a stack's status. */
    public void force(String name, String status, String reason) {
        synchronized (account) {
            find(name).orElseThrow().status(status, reason);
        }
    }

    Account account() {
        return account;
    }

    ResourceHandlers handlers() {
        return handlers;
    }

    Script script() {
        return script;
    }

    void look() {
        tick(ticksPerLook);
    }

    List<ChangeSet> changeSets() {
        return changeSets;
    }

    List<DriftDetection> detections() {
        return detections;
    }

    List<Stack> all() {
        return stacks.values().stream().filter(stack -> !stack.isGone()).toList();
    }

    List<Stack> evenDeleted() {
        return List.copyOf(stacks.values());
    }

    void add(Stack stack) {
        stacks.put(stack.id(), stack);
    }

    /** A stack by its name, or by its ARN even when it is deleted. */
    Optional<Stack> find(String nameOrId) {
        return stacks.values().stream()
                .filter(stack -> stack.id().equals(nameOrId) || (stack.name().equals(nameOrId) && !stack.isGone()))
                .findFirst();
    }

    <T> Page<T> page(List<T> all, Parameters call) {
        return Page.of(all, call.get("NextToken"), call.number("MaxResults", pageSize));
    }

    <T> Page<T> overlapping(List<T> all, Parameters call) {
        return Page.of(all, call.get("NextToken"), pageSize, repeatedEvents);
    }

    /** The scripted behavior of one resource. */
    public final class ResourceScript {
        private final String logicalId;

        private ResourceScript(String logicalId) {
            this.logicalId = logicalId;
        }

        public ResourceScript failsToCreate(String reason) {
            script.fail(logicalId, Script.Verb.CREATE, reason);
            return this;
        }

        public ResourceScript failsToUpdate(String reason) {
            script.fail(logicalId, Script.Verb.UPDATE, reason);
            return this;
        }

        public ResourceScript failsToDelete(String reason) {
            script.fail(logicalId, Script.Verb.DELETE, reason);
            return this;
        }

        public ResourceScript failsToRollBack(String reason) {
            script.fail(logicalId, Script.Verb.ROLL_BACK, reason);
            return this;
        }

        /** Has a hook of the account refuse each change set that changes it. */
        public ResourceScript isRefusedBy(String hook, String reason) {
            script.hook(logicalId, hook, reason);
            return this;
        }

        /** Sets the duration of each of its steps, in ticks. */
        public ResourceScript takes(int ticks) {
            script.ticks(logicalId, ticks);
            return this;
        }

        /**
         * Sets the ticks from the start of an update until it is visible at the service, where that is before its end.
         */
        public ResourceScript showsUpdateAfter(int ticks) {
            script.shown(logicalId, ticks);
            return this;
        }

        /** Clears its script. */
        public ResourceScript heals() {
            script.heal(logicalId);
            return this;
        }
    }
}
