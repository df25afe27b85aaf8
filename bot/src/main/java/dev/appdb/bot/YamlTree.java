package dev.appdb.bot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.StringReader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML file as a tree whose scalars are texts as they were written, so that {@code on} stays {@code on}. */
final class YamlTree {
    private YamlTree() {}

    /**
     * Reads a file's text.
     *
     * @return missing if there is nothing in it
     * @throws YAMLException if it is no YAML, or a list or mapping in it is used again by an alias
     */
    static JsonNode read(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        Node root = new Yaml(options).compose(new StringReader(yaml));
        JsonNode tree = root == null ? NullNode.getInstance() : tree(root);
        return tree.isNull() ? MissingNode.getInstance() : tree;
    }

    /** The line of a problem, from 1; 0 if there is none. */
    static int line(YAMLException e) {
        return e instanceof MarkedYAMLException marked && marked.getProblemMark() != null
                ? marked.getProblemMark().getLine() + 1
                : 0;
    }

    private static JsonNode tree(Node node) {
        if (node instanceof MappingNode mapping) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (NodeTuple field : mapping.getValue()) {
                String name = field.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
                object.set(name, tree(field.getValueNode()));
            }
            return object;
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            sequence.getValue().forEach(each -> array.add(tree(each)));
            return array;
        }
        return node.getTag().equals(Tag.NULL)
                ? NullNode.getInstance()
                : TextNode.valueOf(((ScalarNode) node).getValue());
    }
}
