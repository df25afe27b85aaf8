package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.cli.console.Console;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The proof, for every command line that a test runs with {@code --output json}, that its output is as documented. */
final class PublishedDocuments {
    /** The commands whose documents have somebody else's format. */
    private static final Set<String> FOREIGN = JsonDocument.ofOthers();

    private static final Map<String, JsonSchema> READ = new ConcurrentHashMap<>();

    private PublishedDocuments() {}

    /** Fails where the document has no head, or it or an event is not as its schema says. */
    static void check(String line, Invocation invocation) {
        if (!invocation.out().isBlank()) {
            JsonNode document = invocation.json();
            if (FOREIGN.stream().noneMatch(line::startsWith) || document.has("failure") || document.has("problems")) {
                check(line, document);
            }
        }
        invocation.err().lines().filter(each -> each.startsWith("{")).forEach(event -> checkEvent(line, event));
    }

    private static void check(String line, JsonNode document) {
        assertThat(document.path("format").asInt()).as(line + "\n" + document).isEqualTo(1);
        assertThat(document.path("verdict").asText()).as(line).isNotEmpty();
        String name = document.path("document").asText();
        assertThat(name).as(line).isNotEmpty();
        Optional<JsonDocument> row = JsonDocument.named(name);
        assertThat(row).as("the row of " + name).isPresent();
        assertThat(document.has("app")).as(line).isEqualTo(document.has("environment"));
        assertThat(of(row.get().schema()).violations(document))
                .as(line + "\n" + document)
                .isEmpty();
    }

    private static void checkEvent(String line, String event) {
        assertThat(of("events").violations(Console.parsed(event)))
                .as(line + "\n" + event)
                .isEmpty();
    }

    static JsonSchema of(String name) {
        return READ.computeIfAbsent(name, JsonSchema::new);
    }
}
