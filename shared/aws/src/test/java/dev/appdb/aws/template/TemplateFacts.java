package dev.appdb.aws.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A template, read for the structure tests: who refers to what, and which policies there are. */
record TemplateFacts(JsonNode template) {
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([^}!]+)}");

    /** The attributes that our types return. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/ */
    private static final Map<String, Set<String>> ATTRIBUTES = Map.of(
            "AWS::EC2::SecurityGroup", Set.of("GroupId"),
            "AWS::IAM::Role", Set.of("Arn"),
            "AWS::KMS::Key", Set.of("Arn"),
            "AWS::RDS::DBCluster",
                    Set.of(
                            "DBClusterArn",
                            "DBClusterResourceId",
                            "Endpoint.Address",
                            "Endpoint.Port",
                            "MasterUserSecret.SecretArn",
                            "ReadEndpoint.Address"));

    static TemplateFacts of(TemplateRequests request) {
        return new TemplateFacts(request.template().body());
    }

    static TemplateFacts of(TemplateRequest request) {
        return new TemplateFacts(StackTemplate.of(request).body());
    }

    JsonNode resource(StackResource resource) {
        return template.path("Resources").path(resource.logicalId());
    }

    JsonNode properties(StackResource resource) {
        return resource(resource).path("Properties");
    }

    Stream<Map.Entry<String, JsonNode>> resources() {
        return template.path("Resources").properties().stream();
    }

    List<String> resourceIds() {
        return resources().map(Map.Entry::getKey).toList();
    }

    /** The targets of every Ref, GetAtt, Sub and DependsOn, as {@code Name} or {@code Name.Attribute}. */
    List<String> references() {
        List<String> found = new ArrayList<>();
        collectReferences(template, found);
        return found;
    }

    /** Those of the references that lead to no resource, no attribute of one, and no parameter. */
    List<String> danglingReferences() {
        return references().stream()
                .filter(reference -> !reference.startsWith("AWS::"))
                .filter(reference -> !leadsSomewhere(reference))
                .toList();
    }

    private boolean leadsSomewhere(String reference) {
        String[] parts = reference.split("\\.", 2);
        JsonNode resource = template.path("Resources").path(parts[0]);
        return parts.length == 2
                ? ATTRIBUTES
                        .getOrDefault(resource.path("Type").asText(), Set.of())
                        .contains(parts[1])
                : resource.isObject() || template.path("Parameters").has(reference);
    }

    private static void collectReferences(JsonNode node, List<String> found) {
        node.properties().forEach(member -> {
            switch (member.getKey()) {
                case "Ref" -> found.add(member.getValue().asText());
                case "Fn::GetAtt" ->
                    found.add(member.getValue().get(0).asText() + "."
                            + member.getValue().get(1).asText());
                case "Fn::Sub" -> {
                    Matcher matcher = SUBSTITUTION.matcher(member.getValue().asText());
                    while (matcher.find()) {
                        found.add(matcher.group(1));
                    }
                }
                case "DependsOn" -> member.getValue().forEach(id -> found.add(id.asText()));
                default -> {}
            }
        });
        node.forEach(child -> collectReferences(child, found));
    }

    /** Every statement of a policy that we wrote: of identities, of keys, and of who may take a role. */
    List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        resources().forEach(resource -> collectStatements(resource.getKey(), resource.getValue(), statements));
        return statements;
    }

    private static void collectStatements(String resource, JsonNode node, List<Statement> statements) {
        node.path("Statement").forEach(body -> statements.add(new Statement(resource, body)));
        node.forEach(child -> collectStatements(resource, child, statements));
    }

    /** A statement of a policy, and the resource whose it is. */
    record Statement(String logicalId, JsonNode body) {

        List<String> actions() {
            JsonNode action = body.path("Action");
            List<String> actions = new ArrayList<>();
            if (action.isTextual()) {
                actions.add(action.asText());
            }
            action.forEach(each -> actions.add(each.asText()));
            return actions;
        }

        boolean isOfKey() {
            return logicalId.endsWith("Key");
        }
    }
}
