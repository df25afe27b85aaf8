package dev.appdb.aws.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.failure.Problems;
import dev.appdb.request.ExtensionName;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The CloudFormation template of one database, with the values of its parameters. The same request results in the same
 * text.
 *
 * <p>A deployment takes two change sets: the first with deletion protection off, so that a failed creation can be
 * rolled back; the second with it on, once the first has succeeded.
 */
public final class StackTemplate {
    /**
     * The longest template that CloudFormation takes in a call, in bytes.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html">AWS: limits</a>
     */
    public static final int LIMIT_BYTES = 51_200;

    /**
     * The capabilities that a caller must acknowledge, since roles and policies have names.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html">AWS:
     *     CreateChangeSet</a>
     */
    public static final List<String> CAPABILITIES = List.of("CAPABILITY_NAMED_IAM");

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter PRETTY = MAPPER.writer(new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(INDENTER)
            .withArrayIndenter(INDENTER));

    private final ObjectNode body;
    private final SortedMap<String, String> parameters;

    private StackTemplate(ObjectNode body, SortedMap<String, String> parameters) {
        this.body = body;
        this.parameters = parameters;
    }

    /**
     * Builds the template.
     *
     * @throws IllegalArgumentException if it would be longer than {@link #LIMIT_BYTES}, which takes many readers and
     *     very
     *     long tags
     */
    public static StackTemplate of(TemplateRequest request) {
        SortedMap<StackParameter, String> values = values(request);
        ObjectNode body = new Block()
                .with("AWSTemplateFormatVersion", "2010-09-09")
                .with(
                        "Description",
                        "The database " + request.cluster() + ": Aurora PostgreSQL Serverless v2, made by appdb")
                .with("Parameters", parameters(request, values))
                .with("Resources", resources(request))
                .with("Outputs", Outputs.of(request))
                .node();
        SortedMap<String, String> parameters = new TreeMap<>();
        values.forEach((parameter, value) -> parameters.put(parameter.id(), value));
        return fitting(new StackTemplate(body, Collections.unmodifiableSortedMap(parameters)), request.cluster());
    }

    /** Builds the template that puts a role manager beside a database of somebody else. */
    public static StackTemplate of(AdoptionRequest request) {
        SortedMap<StackParameter, String> values = AdoptionTemplate.values(request);
        Block declarations = new Block();
        values.keySet().forEach(parameter -> declarations.with(parameter.id(), declaration(parameter)));
        Block resources = new Block();
        AdoptionTemplate.resources(request).forEach(resource -> resources.with(resource.logicalId(), resource.node()));
        ObjectNode body = new Block()
                .with("AWSTemplateFormatVersion", "2010-09-09")
                .with(
                        "Description",
                        "The role manager of the database " + request.cluster() + ", which another tool made, by appdb")
                .with("Parameters", declarations)
                .with("Resources", resources)
                .with("Outputs", AdoptionTemplate.outputs())
                .node();
        SortedMap<String, String> parameters = new TreeMap<>();
        values.forEach((parameter, value) -> parameters.put(parameter.id(), value));
        return fitting(new StackTemplate(body, Collections.unmodifiableSortedMap(parameters)), request.cluster());
    }

    private static StackTemplate fitting(StackTemplate template, String cluster) {
        int bytes = template.bytes();
        new Problems()
                .unless(
                        bytes <= LIMIT_BYTES,
                        "it has " + bytes + " bytes, and CloudFormation takes " + LIMIT_BYTES
                                + ": shorten the tags or have fewer readers")
                .refuse("template of " + cluster);
        return template;
    }

    /** A copy of the template as a tree. */
    public JsonNode body() {
        return body.deepCopy();
    }

    /** The template as formatted JSON, with a line break at the end. */
    public String json() {
        return write(PRETTY) + "\n";
    }

    /** The template as minified JSON, for calls. */
    public String minified() {
        return write(MAPPER.writer());
    }

    /** The length of {@link #minified()} in bytes. */
    public int bytes() {
        return minified().getBytes(StandardCharsets.UTF_8).length;
    }

    /** The value of every parameter that the template has, as a change set takes them. */
    public SortedMap<String, String> parameters() {
        return parameters;
    }

    /**
     * The extensions whose libraries or parameters a template loads at server start.
     *
     * @param deployed the stack's current template; empty for one without a parameter group
     */
    public static SortedSet<ExtensionName> preloaded(JsonNode deployed) {
        return ServerParameters.of(deployed.path("Resources").path(StackResource.DATABASE_PARAMETERS.logicalId()))
                .extensions();
    }

    private String write(ObjectWriter writer) {
        try {
            return writer.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SortedMap<StackParameter, String> values(TemplateRequest request) {
        Network network = request.network();
        SortedMap<StackParameter, String> values = new TreeMap<>(Map.of(
                StackParameter.ENGINE_VERSION, request.settings().version().toString(),
                StackParameter.VPC_ID, network.vpcId(),
                StackParameter.DATABASE_SUBNET_GROUP, network.databaseSubnetGroup(),
                StackParameter.DATABASE_SUBNET_IDS, String.join(",", network.databaseSubnetIds()),
                StackParameter.ENDPOINTS_SECURITY_GROUP_ID, network.endpointsSecurityGroupId(),
                StackParameter.ROLE_MANAGER_BUCKET, request.code().bucket(),
                StackParameter.ROLE_MANAGER_KEY, request.code().key()));
        request.code().version().ifPresent(version -> values.put(StackParameter.ROLE_MANAGER_VERSION, version));
        request.alarmTopic().ifPresent(topic -> values.put(StackParameter.ALARM_TOPIC_ARN, topic.value()));
        request.permissionsBoundary()
                .ifPresent(boundary -> values.put(StackParameter.PERMISSIONS_BOUNDARY_ARN, boundary.value()));
        return values;
    }

    private static Block parameters(TemplateRequest request, SortedMap<StackParameter, String> values) {
        Block parameters = new Block();
        for (StackParameter parameter : values.keySet()) {
            Block declaration = declaration(parameter);
            if (parameter == StackParameter.ENGINE_VERSION) {
                // Another major needs another parameter group, so another template.
                declaration.with("AllowedPattern", "^" + request.settings().version() + "(\\.[0-9]+)?$");
            }
            parameters.with(parameter.id(), declaration);
        }
        return parameters;
    }

    private static Block declaration(StackParameter parameter) {
        return new Block().with("Type", parameter.type()).with("Description", parameter.description());
    }

    private static Block resources(TemplateRequest request) {
        Block resources = new Block();
        Stream.<Function<TemplateRequest, List<Resource>>>of(
                        SecurityGroups::of,
                        EncryptionKeys::of,
                        DatabaseLogs::of,
                        AuroraCluster::of,
                        AccessPolicies::of,
                        RoleManagerFunction::of,
                        Backups::of,
                        Alarms::of)
                .flatMap(area -> area.apply(request).stream())
                .forEach(resource -> resources.with(resource.logicalId(), resource.node()));
        return resources;
    }
}
