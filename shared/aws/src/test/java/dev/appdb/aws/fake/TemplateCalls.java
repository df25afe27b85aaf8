package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The operations on templates. */
record TemplateCalls(Stacks stacks) {

    Consumer<Xml> get(Parameters call) {
        Optional<String> changeSet = call.get("ChangeSetName");
        Template template = changeSet.isPresent()
                ? ofChangeSet(changeSet.get())
                : ofStack(StackCalls.requireById(stacks, call.required("StackName")));
        return result -> result.text("TemplateBody", template.text())
                .child(
                        "StagesAvailable",
                        stages -> stages.text("member", "Original").text("member", "Processed"));
    }

    private Template ofChangeSet(String nameOrId) {
        return stacks.changeSets().stream()
                .filter(changeSet ->
                        changeSet.id().equals(nameOrId) || changeSet.name().equals(nameOrId))
                .findFirst()
                .orElseThrow(
                        () -> new AwsError(404, "ChangeSetNotFound", "ChangeSet [" + nameOrId + "] does not exist"))
                .desired()
                .template();
    }

    private static Template ofStack(Stack stack) {
        Desired desired = stack.desired();
        return stack.target()
                .or(() -> Optional.ofNullable(desired))
                .orElseThrow(() -> AwsError.validation("Template not available for stack " + stack.name()))
                .template();
    }

    Consumer<Xml> validate(Parameters call) {
        Template template = Template.parse(call.required("TemplateBody"));
        return result -> describe(result, template);
    }

    Consumer<Xml> summary(Parameters call) {
        Template template = call.get("TemplateBody")
                .map(Template::parse)
                .orElseGet(() -> ofStack(StackCalls.requireById(stacks, call.required("StackName"))));
        TreeSet<String> types = new TreeSet<>();
        template.logicalIds().forEach(id -> types.add(template.type(id)));
        return result -> {
            describe(result, template);
            result.texts("ResourceTypes", "member", types).text("Version", "2010-09-09");
        };
    }

    private static void describe(Xml result, Template template) {
        JsonNode parameters = template.root().path("Parameters");
        result.text("Description", template.root().path("Description").asText(null))
                .list(
                        "Parameters",
                        "member",
                        template.names("Parameters"),
                        (body, name) -> body.text("ParameterKey", name)
                                .text(
                                        "ParameterType",
                                        parameters.path(name).path("Type").asText())
                                .text(
                                        "DefaultValue",
                                        parameters.path(name).path("Default").asText(null))
                                .text(
                                        "NoEcho",
                                        parameters.path(name).path("NoEcho").asBoolean(false))
                                .text(
                                        "Description",
                                        parameters
                                                .path(name)
                                                .path("Description")
                                                .asText(null)))
                .child(
                        "Capabilities",
                        list -> template.capability().ifPresent(capability -> list.text("member", capability)));
    }
}
