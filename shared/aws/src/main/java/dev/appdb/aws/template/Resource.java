package dev.appdb.aws.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds one resource of the template. */
final class Resource {
    private final String logicalId;
    private final StackResource kind;
    private final Block properties = new Block();
    private @Nullable DeletionPolicy ending;
    private List<String> dependsOn = List.of();

    private Resource(StackResource kind, String logicalId) {
        this.kind = kind;
        this.logicalId = logicalId;
    }

    static Resource of(StackResource kind) {
        return new Resource(kind, kind.logicalId());
    }

    /** One of several of a kind.
     *
     * @param idPart the end of its logical id
     */
    static Resource of(StackResource kind, String idPart) {
        return new Resource(kind, kind.logicalId() + idPart);
    }

    /** @param number from 1 */
    static Resource reader(int number) {
        return new Resource(StackResource.READER, StackResource.READER.logicalId() + number);
    }

    /** Sets the deletion policy; without one, CloudFormation's default for the type applies. */
    Resource ends(DeletionPolicy how) {
        ending = how;
        return this;
    }

    /** Creates it after the other one and deletes it before. */
    Resource after(StackResource other) {
        dependsOn = List.of(other.logicalId());
        return this;
    }

    Resource with(String name, String value) {
        properties.with(name, value);
        return this;
    }

    Resource with(String name, int value) {
        properties.with(name, value);
        return this;
    }

    Resource with(String name, boolean value) {
        properties.with(name, value);
        return this;
    }

    Resource with(String name, JsonNode value) {
        properties.with(name, value);
        return this;
    }

    Resource with(String name, Block value) {
        properties.with(name, value);
        return this;
    }

    String logicalId() {
        return logicalId;
    }

    ObjectNode node() {
        Block resource = new Block().with("Type", kind.type());
        if (!dependsOn.isEmpty()) {
            resource.with("DependsOn", Cfn.strings(dependsOn));
        }
        if (ending != null) {
            ending.writeTo(resource);
        }
        return resource.with("Properties", properties).node();
    }
}
