package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One stack: its status, its resources and its history. */
final class Stack {
    static final String TYPE = "AWS::CloudFormation::Stack";

    private final Account account;
    private final String id;
    private final String name;
    private final Instant created;
    private final Map<String, StackResource> resources = new LinkedHashMap<>();
    private final List<StackEvent> events = new ArrayList<>();
    private final Map<String, String> tokens = new LinkedHashMap<>();
    private String status = "";
    private @Nullable String reason;
    private @Nullable Desired desired;
    private @Nullable String changeSetId;
    private @Nullable String token;
    private @Nullable Instant updated;
    private @Nullable Instant deleted;
    private int staleLooks;
    private String staleStatus = "";
    private @Nullable Instant staleUpdated;
    private boolean terminationProtection;
    private @Nullable StackRun run;
    private @Nullable Desired target;

    Stack(Account account, String name) {
        this.account = account;
        this.name = name;
        id = Arns.regional(account, "cloudformation", "stack/" + name + "/" + PhysicalId.uuid(account));
        created = account.clock().instant();
        status("REVIEW_IN_PROGRESS", "User Initiated");
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    String status() {
        return status;
    }

    @Nullable
    String reason() {
        return reason;
    }

    Instant created() {
        return created;
    }

    @Nullable
    Instant updated() {
        return updated;
    }

    @Nullable
    Instant deleted() {
        return deleted;
    }

    /** The desired state of the last successful operation; null before the first. */
    @Nullable
    Desired desired() {
        return desired;
    }

    void desired(@Nullable Desired now) {
        desired = now;
        updated = account.clock().instant();
    }

    @Nullable
    String changeSetId() {
        return changeSetId;
    }

    /** Begins to execute a change set. */
    void changeSetId(String executed, int staleReads) {
        staleStatus = status;
        staleUpdated = updated;
        staleLooks = staleReads;
        changeSetId = executed;
        updated = account.clock().instant();
    }

    /** Counts a read of its description, and returns true if that is still the one from before its operation. */
    boolean isReadStale() {
        return staleLooks-- > 0;
    }

    String staleStatus() {
        return staleStatus;
    }

    @Nullable
    Instant staleUpdated() {
        return staleUpdated;
    }

    boolean terminationProtection() {
        return terminationProtection;
    }

    void terminationProtection(boolean on) {
        terminationProtection = on;
    }

    boolean isGone() {
        return status.equals("DELETE_COMPLETE");
    }

    boolean isBusy() {
        return status.endsWith("_IN_PROGRESS") && !status.equals("REVIEW_IN_PROGRESS");
    }

    /** The last operation; it may have ended. */
    Optional<StackRun> run() {
        return Optional.ofNullable(run);
    }

    void run(StackRun next, @Nullable Desired wanted) {
        run = next;
        target = wanted;
    }

    /** The desired state of the last operation, successful or not. */
    Optional<Desired> target() {
        return Optional.ofNullable(target);
    }

    Map<String, StackResource> resources() {
        return resources;
    }

    Optional<StackResource> resource(String logicalId) {
        return Optional.ofNullable(resources.get(logicalId));
    }

    /** The history, oldest first. */
    List<StackEvent> events() {
        return events;
    }

    /**
     * Notes a caller's token for one operation.
     *
     * @return whether this token already started the same operation, so that nothing is to be done
     */
    boolean repeats(Optional<String> callersToken, String operation) {
        token = callersToken.orElse(null);
        String earlier = token == null ? null : tokens.putIfAbsent(token, operation);
        if (earlier != null && !earlier.equals(operation)) {
            throw new AwsError(
                    400, "TokenAlreadyExistsException", "Token " + token + " was used for another operation");
        }
        return earlier != null;
    }

    void status(String newStatus, @Nullable String why) {
        status = newStatus;
        reason = why;
        if (newStatus.equals("DELETE_COMPLETE")) {
            deleted = account.clock().instant();
        }
        event(name, id, TYPE, newStatus, why, null);
    }

    void status(StackResource resource, String newStatus, @Nullable String why) {
        resource.status(newStatus, why, account.clock().instant());
        event(
                resource.logicalId(),
                resource.physicalId(),
                resource.type(),
                newStatus,
                why,
                resource.properties().toString());
    }

    void event(
            String logicalId,
            @Nullable String physicalId,
            String type,
            String newStatus,
            @Nullable String why,
            @Nullable String properties) {
        String eventId =
                type.equals(TYPE) ? PhysicalId.uuid(account) : logicalId + "-" + newStatus + "-" + account.freshId(12);
        events.add(new StackEvent(
                eventId,
                logicalId,
                physicalId,
                type,
                newStatus,
                why,
                properties,
                token,
                account.clock().instant()));
    }

    /** A resource's properties with everything filled in. */
    JsonNode resolve(Desired wanted, JsonNode node) {
        return wanted.intrinsics(account, id, this::physicalId, this::attribute).resolve(node);
    }

    private Optional<JsonNode> physicalId(String logicalId) {
        return resource(logicalId).map(StackResource::physicalId).map(TextNode::new);
    }

    private Optional<JsonNode> attribute(String logicalId, String attribute) {
        return resource(logicalId)
                .flatMap(resource -> Optional.ofNullable(resource.physicalId())
                        .flatMap(physical -> account.find(resource.type(), physical)))
                .map(live -> new TextNode(live.attribute(attribute)));
    }
}
