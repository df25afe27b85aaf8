package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;

/**
 * One thing that exists in the account, whether a stack made it or not.
 *
 * @param type CloudFormation's name of the type, such as {@code AWS::RDS::DBCluster}
 * @param physicalId its name or id, as {@code Ref} gives it
 * @param properties its settings now, under CloudFormation's names; changing them by hand is drift
 * @param attributes what {@code GetAtt} gives, such as {@code Endpoint.Address}
 */
public record LiveResource(
        String type, String physicalId, ObjectNode properties, Map<String, String> attributes, Instant created) {

    /** A setting as text; empty when it is not set. */
    public String text(String property) {
        return properties.path(property).asText("");
    }

    public String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    /** Changes a setting by hand, behind CloudFormation's back. */
    public void set(String property, JsonNode value) {
        properties.set(property, value);
    }

    /** A tag's value; empty when there is none. */
    public String tag(String key) {
        for (JsonNode tag : properties.path("Tags")) {
            if (tag.path("Key").asText().equals(key)) {
                return tag.path("Value").asText();
            }
        }
        return "";
    }
}
