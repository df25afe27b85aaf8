package dev.appdb.setting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.appdb.roles.Expectation;
import dev.appdb.roles.Expectations;
import dev.appdb.roles.May;
import dev.appdb.roles.RoleSpec;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the JSON that {@link Expectations#toJson()} writes, as it stands in a project's file. */
final class ExpectationsText {
    static final SettingType<Expectations> TYPE = SettingType.of("JSON", ExpectationsText::parse);

    private static final Set<String> FIELDS = Set.of("role", "schema", "may", "why");

    private ExpectationsText() {}

    /** @throws IllegalArgumentException saying what is not understood */
    static Expectations parse(String text) {
        List<Expectation> all = new ArrayList<>();
        for (JsonNode node : tree(text)) {
            all.add(one(node));
        }
        Expectations expected = new Expectations(all);
        RoleSpec.standard().withExpected(expected);
        return expected;
    }

    private static JsonNode tree(String text) {
        try {
            JsonNode tree = new JsonMapper().readTree(text);
            if (tree.isArray()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is not valid JSON", e);
        }
        throw new IllegalArgumentException("it is no list");
    }

    private static Expectation one(JsonNode node) {
        Iterator<String> fields = node.fieldNames();
        while (fields.hasNext()) {
            String field = fields.next();
            if (!FIELDS.contains(field)) {
                throw new IllegalArgumentException("\"" + field + "\" is not known: use role, schema, may, why");
            }
        }
        Set<May> may = new TreeSet<>();
        node.path("may").forEach(label -> may.add(May.of(label.asText())));
        return new Expectation(
                node.path("role").asText(),
                node.path("schema").asText(),
                new TreeSet<>(may),
                node.path("why").asText());
    }
}
