package dev.appdb.bot.policy;

import dev.appdb.failure.NearestNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A mapping in a YAML file, read field by field; what is wrong goes to the problems, with its line. */
final class YamlFields {
    private final int line;
    private final Map<String, Node> fields = new LinkedHashMap<>();
    private final YamlProblems problems;

    /** @param known the fields that there may be */
    YamlFields(Node node, List<String> known, YamlProblems problems) {
        this.line = YamlProblems.line(node);
        this.problems = problems;
        if (!(node instanceof MappingNode mapping)) {
            problems.add(line, "expected fields, such as \"" + known.get(0) + ": …\"");
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            int keyLine = YamlProblems.line(tuple.getKeyNode());
            if (!known.contains(key)) {
                problems.add(
                        keyLine,
                        "unknown field \"" + key + "\": did you mean \""
                                + NearestNames.nearest(key, known).orElse("") + "\"?");
            } else if (fields.put(key, tuple.getValueNode()) != null) {
                problems.add(keyLine, "\"" + key + "\" is repeated");
            }
        }
    }

    int line() {
        return line;
    }

    int line(String field) {
        Node node = fields.get(field);
        return node == null ? line : YamlProblems.line(node);
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    Optional<String> text(String field) {
        Node node = fields.get(field);
        if (node == null) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue());
        }
        problems.add(YamlProblems.line(node), "\"" + field + "\" must be one text");
        return Optional.empty();
    }

    /** True where the field says so. */
    boolean flag(String field) {
        Optional<String> text = text(field);
        if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
            problems.add(line(field), "\"" + field + "\" is true or false");
        }
        return text.equals(Optional.of("true"));
    }

    /** One text or a list of them; empty if there is no such field, which is a problem if it is required. */
    List<String> texts(String field, boolean required) {
        Node node = fields.get(field);
        if (node == null) {
            if (required) {
                problems.add(line, "\"" + field + "\" is required; \"*\" means all");
            }
            return List.of();
        }
        List<Node> nodes = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
        List<String> texts = new ArrayList<>();
        for (Node each : nodes) {
            if (each instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                texts.add(scalar.getValue());
            } else {
                problems.add(YamlProblems.line(each), "\"" + field + "\" must be a list of texts");
            }
        }
        if (nodes.isEmpty()) {
            problems.add(YamlProblems.line(node), "\"" + field + "\" is empty: leave the rule out instead");
        }
        return texts;
    }

    /** The entries of a list of mappings. */
    List<Node> entries(String field) {
        Node node = fields.get(field);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problems.add(YamlProblems.line(node), "\"" + field + "\" has to be a list of rules");
        return List.of();
    }
}
