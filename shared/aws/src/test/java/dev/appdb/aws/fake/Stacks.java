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
 * The account's stacks and the reins of a test: how fast they get on, what fails, how long pages are.
 *
 * <p>Time is ticks. By default each call that asks how far something is lets one tick pass before it is answered.
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
    private int pageSize = 10;
    private int repeatedEvents = 1;

    Stacks(Account account) {
        this.account = account;
        handlers = new ResourceHandlers(account);
    }

    /** How much time a call that asks for progress lets pass; 0 leaves time to {@link #tick}. */
    public void ticksPerLook(int count) {
        synchronized (account) {
            ticksPerLook = count;
        }
    }

    /** How long a tick is; 15 s at first. */
    public void tickLength(Duration length) {
        synchronized (account) {
            tickLength = length;
        }
    }

    /** How many changes, events, resources or drifts stand on one page; 10 at first. */
    public void pageSize(int size) {
        synchronized (account) {
            pageSize = size;
        }
    }

    /** How many events of a page stand on the next one again; 1 at first. */
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

    /** What is to happen to a resource, by its logical id, from now on. */
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

    /** All that ever happened to any stack, such as {@code appdb-app-dev DatabaseCluster CREATE_COMPLETE}. */
    public List<String> history() {
        synchronized (account) {
            return stacks.values().stream()
                    .flatMap(stack -> stack.events().stream()
                            .map(event -> stack.name() + " " + event.logicalId() + " " + event.status()))
                    .toList();
        }
    }

    /** What a stack's resources are called, by logical id. */
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

    /** Puts a stack into a status, as if its past had led there. */
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

    /** What is to happen to one resource. */
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

        /** How long each of its steps takes. */
        public ResourceScript takes(int ticks) {
            script.ticks(logicalId, ticks);
            return this;
        }

        /** When an update of it shows at the service: in ticks after it began, where that is before its end. */
        public ResourceScript showsUpdateAfter(int ticks) {
            script.shown(logicalId, ticks);
            return this;
        }

        /** Takes back all that was said of it. */
        public ResourceScript heals() {
            script.heal(logicalId);
            return this;
        }
    }
}
