package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.aws.fake.ResourceChange.Detail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The XML of change sets. */
final class ChangeSetXml {
    private ChangeSetXml() {}

    static void head(Xml xml, ChangeSet changeSet) {
        xml.text("ChangeSetName", changeSet.name())
                .text("ChangeSetId", changeSet.id())
                .text("StackId", changeSet.stack().id())
                .text("StackName", changeSet.stack().name())
                .text("Description", changeSet.description().orElse(null))
                .text("CreationTime", changeSet.created())
                .text("Status", changeSet.status())
                .text("ExecutionStatus", changeSet.executionStatus())
                .text("StatusReason", changeSet.reason())
                .text("OnStackFailure", changeSet.onFailure());
        StackXml.desired(xml, changeSet.desired());
    }

    /**
     * One change.
     *
     * @param values true if the caller asked for the properties' values; without them a property is listed once
     */
    static void change(Xml xml, ResourceChange change, boolean values) {
        xml.text("Type", "Resource").child("ResourceChange", body -> {
            body.text("PolicyAction", change.policyAction())
                    .text("Action", change.action())
                    .text("LogicalResourceId", change.logicalId())
                    .text("PhysicalResourceId", change.physicalId())
                    .text("ResourceType", change.type())
                    .text("Replacement", change.replacement())
                    .texts("Scope", "member", scope(change));
            List<Detail> details = values ? change.details() : once(change.details());
            body.list("Details", "member", details, (each, detail) -> detail(each, detail, values));
            if (values) {
                body.text("BeforeContext", context(change.before())).text("AfterContext", context(change.after()));
            }
        });
    }

    private static Set<String> scope(ResourceChange change) {
        Set<String> scope = new TreeSet<>();
        change.details().forEach(detail -> scope.add(detail.attribute()));
        return scope;
    }

    private static List<Detail> once(List<Detail> details) {
        Map<String, Detail> first = new LinkedHashMap<>();
        details.forEach(
                detail -> first.putIfAbsent(detail.attribute() + "/" + detail.name() + detail.causingEntity(), detail));
        return new ArrayList<>(first.values());
    }

    private static void detail(Xml xml, Detail detail, boolean values) {
        xml.child("Target", target -> {
            target.text("Attribute", detail.attribute())
                    .text("Name", detail.name().isEmpty() ? null : detail.name())
                    .text("RequiresRecreation", detail.recreation());
            JsonDifference difference = detail.difference();
            if (values && difference != null) {
                boolean property = detail.attribute().equals("Properties")
                        || detail.attribute().equals("Tags");
                target.text("Path", property ? "/Properties" + difference.path() : "/" + detail.attribute())
                        .text("BeforeValue", value(difference.before()))
                        .text("AfterValue", value(difference.after()))
                        .text("AttributeChangeType", difference.kind());
            }
        });
        xml.text("Evaluation", detail.evaluation())
                .text("ChangeSource", detail.source())
                .text("CausingEntity", detail.causingEntity());
    }

    private static @Nullable String value(JsonNode node) {
        return node.isMissingNode() ? null : JsonDifference.text(node);
    }

    private static @Nullable String context(@Nullable JsonNode properties) {
        if (properties == null) {
            return null;
        }
        ObjectNode context = Json.MAPPER.createObjectNode();
        context.set("Properties", properties);
        return context.toString();
    }
}
