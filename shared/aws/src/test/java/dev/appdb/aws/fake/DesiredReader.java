package dev.appdb.aws.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the desired state from a call, and rejects what CloudFormation rejects immediately. */
record DesiredReader(Account account) {
    private static final Map<String, String> TYPED = Map.of(
            "AWS::EC2::VPC::Id", "AWS::EC2::VPC",
            "AWS::EC2::Subnet::Id", "AWS::EC2::Subnet",
            "AWS::EC2::SecurityGroup::Id", "AWS::EC2::SecurityGroup");

    Desired read(Parameters call, @Nullable Desired previous) {
        Template template = template(call, previous);
        Map<String, String> tags = new LinkedHashMap<>();
        call.structures("Tags.member").forEach(tag -> tags.put(tag.required("Key"), tag.required("Value")));
        Map<String, String> values = values(template, given(call, previous));
        List<String> capabilities = call.list("Capabilities.member");
        template.capability().ifPresent(needed -> {
            if (!capabilities.contains(needed) && !capabilities.contains("CAPABILITY_NAMED_IAM")) {
                throw new AwsError(
                        400, "InsufficientCapabilitiesException", "Requires capabilities : [" + needed + "]");
            }
        });
        return new Desired(template, values, tags);
    }

    private Template template(Parameters call, @Nullable Desired previous) {
        if (call.flag("UsePreviousTemplate") && previous != null) {
            return previous.template();
        }
        Optional<String> url = call.get("TemplateURL");
        if (url.isPresent()) {
            return Template.parseLong(fromBucket(url.get()));
        }
        return Template.parse(call.get("TemplateBody")
                .orElseThrow(() -> AwsError.validation("Either Template URL or Template Body must be specified.")));
    }

    /** Reads path-style and virtual-hosted addresses alike: the bucket is found by its name. */
    private String fromBucket(String url) {
        URI address = URI.create(url);
        String path = address.getPath().substring(1);
        String host = address.getHost();
        String hosted = host.contains(".s3") ? host.substring(0, host.indexOf(".s3")) : "";
        String bucket = hosted.isEmpty() ? path.substring(0, Math.max(0, path.indexOf('/'))) : hosted;
        String key = hosted.isEmpty() ? path.substring(path.indexOf('/') + 1) : path;
        return account.findBucket(bucket)
                .flatMap(found -> found.find(key))
                .map(object -> new String(object.content(), UTF_8))
                .orElseThrow(() ->
                        AwsError.validation("S3 error: The specified key does not exist.\nFor more information check"
                                + " http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html"));
    }

    private static Map<String, String> given(Parameters call, @Nullable Desired previous) {
        Map<String, String> given = new HashMap<>();
        for (Parameters parameter : call.structures("Parameters.member")) {
            String key = parameter.required("ParameterKey");
            String kept = previous != null && parameter.flag("UsePreviousValue")
                    ? previous.parameters().get(key)
                    : null;
            given.put(key, kept == null ? parameter.values().getOrDefault("ParameterValue", "") : kept);
        }
        return given;
    }

    private Map<String, String> values(Template template, Map<String, String> given) {
        JsonNode declared = template.root().path("Parameters");
        Set<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(template.names("Parameters"));
        if (!unknown.isEmpty()) {
            throw AwsError.validation("Parameters: " + unknown + " do not exist in the template");
        }
        Map<String, String> values = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (String name : template.names("Parameters")) {
            JsonNode fallback = declared.path(name).path("Default");
            String value = given.getOrDefault(name, fallback.isMissingNode() ? null : fallback.asText());
            if (value == null) {
                missing.add(name);
            } else {
                checkValue(name, declared.path(name), value);
                values.put(name, value);
            }
        }
        if (!missing.isEmpty()) {
            throw AwsError.validation("Parameters: " + missing + " must have values");
        }
        return values;
    }

    private void checkValue(String name, JsonNode declaration, String value) {
        String pattern = declaration.path("AllowedPattern").asText("");
        if (!pattern.isEmpty() && !Pattern.matches(pattern, value)) {
            throw AwsError.validation(
                    "Parameter " + name + " failed to satisfy constraint: must match pattern " + pattern);
        }
        List<String> allowed = Json.texts(declaration.path("AllowedValues"));
        if (!allowed.isEmpty() && !allowed.contains(value)) {
            throw AwsError.validation("Parameter '" + name + "' must be one of AllowedValues");
        }
        String type = declaration.path("Type").asText().replace("List<", "").replace(">", "");
        String live = TYPED.get(type);
        for (String item : value.split(",", -1)) {
            if (live != null && account.find(live, item).isEmpty()) {
                throw AwsError.validation("Parameter validation failed: parameter value " + item
                        + " for parameter name " + name + " does not exist");
            }
        }
    }
}
