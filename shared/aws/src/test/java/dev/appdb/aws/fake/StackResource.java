package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A stack's record of one of its resources. */
final class StackResource {
    private final String logicalId;
    private final String type;
    private @Nullable String physicalId;
    private JsonNode properties = Json.MAPPER.createObjectNode();
    private String status = "CREATE_IN_PROGRESS";
    private @Nullable String reason;
    private Instant updated;

    StackResource(String logicalId, String type, Instant now) {
        this.logicalId = logicalId;
        this.type = type;
        updated = now;
    }

    String logicalId() {
        return logicalId;
    }

    String type() {
        return type;
    }

    /** Null until it is made. */
    @Nullable
    String physicalId() {
        return physicalId;
    }

    /** The settings as the stack made them last. */
    JsonNode properties() {
        return properties;
    }

    String status() {
        return status;
    }

    @Nullable
    String reason() {
        return reason;
    }

    Instant updated() {
        return updated;
    }

    void became(@Nullable String newPhysicalId, JsonNode newProperties) {
        physicalId = newPhysicalId;
        properties = newProperties;
    }

    void status(String newStatus, @Nullable String why, Instant now) {
        status = newStatus;
        reason = why;
        updated = now;
    }
}
