package dev.appdb.aws.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** A JSON object that keeps its members in the order of their insertion. */
final class Block {
    private final ObjectNode members = JsonNodeFactory.instance.objectNode();

    Block with(String name, String value) {
        members.put(name, value);
        return this;
    }

    Block with(String name, int value) {
        members.put(name, value);
        return this;
    }

    /** A decimal without trailing zeros: {@code 1}, {@code 0.5}. */
    Block with(String name, double value) {
        BigDecimal shortest = BigDecimal.valueOf(value).stripTrailingZeros();
        members.put(name, shortest.scale() < 0 ? shortest.setScale(0) : shortest);
        return this;
    }

    Block with(String name, boolean value) {
        members.put(name, value);
        return this;
    }

    Block with(String name, JsonNode value) {
        members.set(name, value);
        return this;
    }

    Block with(String name, Block value) {
        return with(name, value.node());
    }

    ObjectNode node() {
        return members;
    }
}
