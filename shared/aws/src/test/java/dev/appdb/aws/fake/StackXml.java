package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The XML of stacks, their resources and their events. */
final class StackXml {
    private StackXml() {}

    static void stack(Xml xml, Stack stack) {
        boolean stale = stack.isReadStale();
        xml.text("StackId", stack.id())
                .text("StackName", stack.name())
                .text("ChangeSetId", stack.changeSetId())
                .text("CreationTime", stack.created())
                .text("LastUpdatedTime", stale ? stack.staleUpdated() : stack.updated())
                .text("DeletionTime", stack.deleted())
                .text("StackStatus", stale ? stack.staleStatus() : stack.status())
                .text("StackStatusReason", stack.reason())
                .text("DisableRollback", false)
                .text("EnableTerminationProtection", stack.terminationProtection());
        Desired desired = stack.desired();
        if (desired != null) {
            xml.text(
                    "Description", desired.template().root().path("Description").asText(""));
            desired(xml, desired);
            outputs(xml, stack, desired);
        }
    }

    static void desired(Xml xml, Desired desired) {
        xml.list(
                "Parameters",
                "member",
                desired.parameters().entrySet(),
                (body, parameter) -> body.text("ParameterKey", parameter.getKey())
                        .text("ParameterValue", shown(desired, parameter)));
        xml.list(
                "Tags",
                "member",
                desired.tags().entrySet(),
                (body, tag) -> body.text("Key", tag.getKey()).text("Value", tag.getValue()));
        xml.child(
                "Capabilities",
                list -> desired.template().capability().ifPresent(capability -> list.text("member", capability)));
    }

    private static String shown(Desired desired, Map.Entry<String, String> parameter) {
        JsonNode declaration = desired.template().root().path("Parameters").path(parameter.getKey());
        return declaration.path("NoEcho").asBoolean(false) ? "****" : parameter.getValue();
    }

    private static void outputs(Xml xml, Stack stack, Desired desired) {
        JsonNode outputs = desired.template().root().path("Outputs");
        xml.list(
                "Outputs",
                "member",
                desired.template().names("Outputs"),
                (body, name) -> body.text("OutputKey", name)
                        .text(
                                "OutputValue",
                                JsonDifference.text(stack.resolve(
                                        desired, outputs.path(name).path("Value"))))
                        .text(
                                "Description",
                                outputs.path(name).path("Description").asText(null)));
    }

    static void event(Xml xml, Stack stack, StackEvent event) {
        xml.text("StackId", stack.id())
                .text("StackName", stack.name())
                .text("EventId", event.id())
                .text("LogicalResourceId", event.logicalId())
                .text("PhysicalResourceId", event.physicalId() == null ? "" : event.physicalId())
                .text("ResourceType", event.type())
                .text("Timestamp", event.time())
                .text("ResourceStatus", event.status())
                .text("ResourceStatusReason", event.reason())
                .text("ResourceProperties", event.properties())
                .text("ClientRequestToken", event.token());
    }

    static void resource(Xml xml, StackResource resource, String timeName) {
        xml.text("LogicalResourceId", resource.logicalId())
                .text("PhysicalResourceId", resource.physicalId())
                .text("ResourceType", resource.type())
                .text(timeName, resource.updated())
                .text("ResourceStatus", resource.status())
                .text("ResourceStatusReason", resource.reason())
                .child("DriftInformation", drift -> drift.text("StackResourceDriftStatus", "NOT_CHECKED"));
    }
}
