package dev.appdb.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;

/**
 * An event as one line of JSON, and back: {@code {"event":"step_started","run":…,"seq":…,"at":…,…}}. Times are ISO
 * 8601 in UTC, durations are ISO 8601.
 */
public final class EventJson {
    private EventJson() {}

    /** The mapper of all of appdb's values: names and constants in lower case with underscores. */
    public static JsonMapper mapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(new Jdk8Module())
                .addModule(FailureJson.module())
                .addModule(DatabasePlanJson.module())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
                .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
                // What is computed, such as whether a plan is up to date, is written for readers and not read back.
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .build();
    }

    /** The event as one line, without a line break. */
    public static String toLine(RunEvent event) {
        return EventLine.of(event);
    }

    /**
     * Reads a line that {@link #toLine} wrote.
     *
     * @throws IllegalArgumentException if the line is not a whole event, as after a kill in the middle of a write
     */
    public static RunEvent fromLine(String line) {
        try {
            JsonNode tree = Mapping.MAPPER.readTree(line);
            if (!(tree instanceof ObjectNode event) || !event.hasNonNull("run") || !event.hasNonNull("at")) {
                throw new IllegalArgumentException("not an event: " + line);
            }
            event.putObject("header")
                    .put("run_id", event.remove("run").asText())
                    .put("sequence", event.remove("seq").asLong())
                    .put("at", Instant.parse(event.remove("at").asText()).toString());
            return Mapping.MAPPER.treeToValue(event, RunEvent.class);
        } catch (JsonProcessingException | java.time.DateTimeException e) {
            throw new IllegalArgumentException("not an event: " + line, e);
        }
    }

    /** Made with its first use: most commands write events and read none, and it takes longer than they do. */
    static final class Mapping {
        static final JsonMapper MAPPER = mapper();

        private Mapping() {}
    }
}
