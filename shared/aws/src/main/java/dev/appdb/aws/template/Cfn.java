package dev.appdb.aws.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Intrinsic functions and other notations of CloudFormation in JSON.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html">AWS:
 *     intrinsic functions</a>
 */
final class Cfn {
    private Cfn() {}

    static ObjectNode ref(StackResource resource) {
        return new Block().with("Ref", resource.logicalId()).node();
    }

    static ObjectNode ref(StackParameter parameter) {
        return new Block().with("Ref", parameter.id()).node();
    }

    /** @param attribute such as {@code Arn} or {@code Endpoint.Address} */
    static ObjectNode attribute(StackResource resource, String attribute) {
        return new Block()
                .with("Fn::GetAtt", strings(List.of(resource.logicalId(), attribute)))
                .node();
    }

    /** @param text with pseudo parameters and attributes in it, such as <code>${AWS::Partition}</code> */
    static ObjectNode sub(String text) {
        return new Block().with("Fn::Sub", text).node();
    }

    /** @param path the part after {@code policy/} of a policy that AWS manages */
    static ObjectNode awsManagedPolicy(String path) {
        return sub("arn:${AWS::Partition}:iam::aws:policy/" + path);
    }

    static TextNode text(String text) {
        return TextNode.valueOf(text);
    }

    static ArrayNode strings(Collection<String> values) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        values.forEach(list::add);
        return list;
    }

    static ArrayNode list(JsonNode... values) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        Arrays.stream(values).forEach(list::add);
        return list;
    }
}
