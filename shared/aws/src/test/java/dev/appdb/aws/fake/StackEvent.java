package dev.appdb.aws.fake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of a stack's history. */
record StackEvent(
        String id,
        String logicalId,
        @Nullable String physicalId,
        String type,
        String status,
        @Nullable String reason,
        @Nullable String properties,
        @Nullable String token,
        Instant time) {}
