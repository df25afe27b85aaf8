package dev.appdb.project;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import com.bertramlabs.plugins.hcl4j.HCLParserException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A second opinion on a literal map, from hcl4j.
 *
 * <p>hcl4j is only shown the map itself: of whole files it evaluates functions and data look-ups, prints to the standard
 * output while it does, takes unbalanced braces for balanced ones, and fails on valid ones, the template's among them.
 */
final class Hcl4jReading {
    private Hcl4jReading() {}

    /** What hcl4j sees in a map's text, from brace to brace; nothing if it fails or sees anything but booleans. */
    static Optional<Map<String, Boolean>> booleans(String map) {
        Object parsed;
        try {
            parsed = new HCLParser().parse("map = " + map + "\n").get("map");
        } catch (HCLParserException | IOException | RuntimeException | LinkageError | StackOverflowError e) {
            // hcl4j throws whatever happens to break in it, also for want of the HTTP client that is left out
            return Optional.empty();
        }
        if (!(parsed instanceof Map<?, ?> entries)) {
            return Optional.empty();
        }
        Map<String, Boolean> booleans = new TreeMap<>();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            if (!(entry.getKey() instanceof String key) || !(entry.getValue() instanceof Boolean value)) {
                return Optional.empty();
            }
            booleans.put(key, value);
        }
        return Optional.of(booleans);
    }
}
