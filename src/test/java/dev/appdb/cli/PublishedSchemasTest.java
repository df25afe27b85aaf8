package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.Console;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import dev.appdb.request.JsonFormat;
import dev.appdb.setting.RememberedField;
import dev.appdb.setting.RememberedField.Presence;
import dev.appdb.setting.Setting;
import dev.appdb.setting.Settings;
import dev.appdb.tui.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The schemas of the documentation. {@link PublishedDocuments} holds the output of every command line that a test runs against
 * them.
 */
class PublishedSchemasTest {
    private static final String REMEMBERED = "environment";

    @TempDir
    Path project;

    static Stream<String> schemas() throws Exception {
        try (Stream<Path> files = Files.list(JsonSchema.FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".schema.json"))
                    .map(file -> file.replace(".schema.json", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static JsonNode tree(String name) throws Exception {
        return Console.parsed(Files.readString(JsonSchema.FOLDER.resolve(name + ".schema.json")));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void eachIsASchemaOfTheDraftThatItNames(String name) throws Exception {
        JsonNode schema = tree(name);

        assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(SchemaLocation.of(schema.path("$schema").asText()))
                        .validate(schema))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void noObjectMayHaveAPropertyThatTheSchemaDoesNotKnow(String name) throws Exception {
        List<String> open = new ArrayList<>();
        findOpen("", tree(name), open);

        assertThat(open).isEmpty();
    }

    private static void findOpen(String path, JsonNode schema, List<String> open) {
        boolean describesAnObject = schema.path("type").asText().equals("object");
        if (describesAnObject && !schema.has("additionalProperties")) {
            open.add(path);
        }
        schema.properties().forEach(field -> findOpen(path + "/" + field.getKey(), field.getValue(), open));
        for (int i = 0; schema.isArray() && i < schema.size(); i++) {
            findOpen(path + "/" + i, schema.get(i), open);
        }
    }

    @Test
    void aPropertyMoreAnywhereInAPlanIsFound() throws Exception {
        JsonSchema schema = PublishedDocuments.of("plan");
        JsonNode plan = Developer.script(project)
                .runs("plan --target local --app-name app --environment dev --output json")
                .json();
        assertThat(schema.violations(plan)).isEmpty();

        List<String> unnoticed = new ArrayList<>();
        for (String path : List.of("", "/changes/0", "/database", "/database/plan", "/database/plan/changes/0")) {
            JsonNode changed = plan.deepCopy();
            assertThat(changed.at(path).isObject()).as(path).isTrue();
            ((ObjectNode) changed.at(path)).put("unheard_of", 1);
            if (schema.violations(changed).isEmpty()) {
                unnoticed.add(path);
            }
        }
        assertThat(unnoticed).isEmpty();
    }

    @Test
    void anEventWithAPropertyMoreOrWithoutOneIsFound() {
        JsonSchema schema = PublishedDocuments.of("events");
        String event =
                "{\"event\":\"step_started\",\"run\":\"r\",\"seq\":1,\"at\":\"2026-11-30T12:00:00Z\",\"step\":\"plan\"}";

        assertThat(schema.violations(Console.parsed(event))).isEmpty();
        assertThat(schema.violations(Console.parsed(event.replace("}", ",\"more\":1}"))))
                .isNotEmpty();
        assertThat(schema.violations(Console.parsed(event.replace(",\"step\":\"plan\"", ""))))
                .isNotEmpty();
        assertThat(schema.violations(Console.parsed(event.replace("\"plan\"", "\"dance\""))))
                .isNotEmpty();
    }

    @Test
    void theSchemaOfRememberedFilesIsThatOfTheSettingsTable() throws Exception {
        Golden.assertSame(JsonSchema.FOLDER.resolve(REMEMBERED + ".schema.json"), rememberedSchema());
    }

    private static List<String> rememberedSchema() {
        Map<String, List<Setting<?>>> objects = new LinkedHashMap<>();
        for (Setting<?> setting : Settings.REMEMBERED) {
            objects.computeIfAbsent(setting.field().orElseThrow().object(), name -> new ArrayList<>())
                    .add(setting);
        }
        List<Setting<?>> atTheTop = Objects.requireNonNull(objects.remove(""));
        List<String> lines = new ArrayList<>();
        lines.add("{");
        lines.add("  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",");
        lines.add("  \"title\": \"A remembered environment: infra/APP/appdb/ENVIRONMENT.json\",");
        lines.add("  \"description\": \"The file's path names app and environment.\",");
        lines.add("  \"type\": \"object\",");
        lines.add("  \"required\": " + required(atTheTop, "format") + ",");
        lines.add("  \"properties\": {");
        lines.add("    \"format\": {\"const\": " + JsonFormat.REMEMBERED + "},");
        lines.add(
                "    \"required_version\": {\"description\": \"The appdb that knows every field.\", \"type\": \"string\","
                        + " \"pattern\": \"^>= *[0-9.]+$\"},");
        List<String> properties = new ArrayList<>(properties("    ", atTheTop));
        objects.forEach((name, settings) -> {
            properties.add(
                    "    \"" + name + "\": {\n      \"type\": \"object\",\n      \"required\": " + required(settings)
                            + ",\n      \"properties\": {\n" + String.join(",\n", properties("        ", settings))
                            + "\n      },\n      \"additionalProperties\": false\n    }");
        });
        lines.addAll(String.join(",\n", properties).lines().toList());
        lines.add("  },");
        lines.add("  \"additionalProperties\": false");
        lines.add("}");
        return lines;
    }

    private static String required(List<Setting<?>> settings, String... others) {
        return Stream.concat(
                        Stream.of(others),
                        settings.stream()
                                .map(setting -> setting.field().orElseThrow())
                                .filter(field -> field.presence() == Presence.REQUIRED)
                                .map(RememberedField::name))
                .map(name -> "\"" + name + "\"")
                .toList()
                .toString();
    }

    private static List<String> properties(String indent, List<Setting<?>> settings) {
        return settings.stream()
                .map(setting -> {
                    RememberedField field = setting.field().orElseThrow();
                    return indent + "\"" + field.name() + "\": {\"description\": " + Console.tree(setting.label())
                            + ", " + type(setting, field) + "}";
                })
                .toList();
    }

    private static String type(Setting<?> setting, RememberedField field) {
        if (setting == Settings.TARGET) {
            return "\"enum\": [\"local\", \"server\", \"aws\"]";
        }
        return switch (field.json()) {
            case TEXT -> "\"type\": \"string\"";
            case NUMBER -> "\"type\": \"number\"";
            case WHOLE_NUMBER -> "\"type\": \"integer\"";
            case BOOLEAN -> "\"type\": \"boolean\"";
            case LIST ->
                "\"type\": \"array\", \"items\": {\"type\": \"object\", \"required\": [\"why\"], \"properties\": {"
                        + "\"role\": {\"type\": \"string\"}, \"schema\": {\"type\": \"string\"}, \"may\": {\"type\": \"array\","
                        + " \"items\": {\"type\": \"string\"}}, \"why\": {\"type\": \"string\"}},"
                        + " \"additionalProperties\": false}";
        };
    }

    @Test
    void aRememberedFileOfEachTargetIsAsItsSchemaSays() throws Exception {
        TestServer server = TestServers.onDefault();
        Files.createDirectories(project.resolve("infra/shop"));
        configure("--target server --environment dev --keep-connect report --reader analyst --server-url postgresql://"
                + server.running().master() + "@127.0.0.1:" + server.running().port() + "/app");
        assertThat(Developer.script(project)
                        .runs("roles expect replicator --may replicate,connect --yes --app-name shop --environment dev"
                                + " --why warehouse")
                        .exitCode())
                .isZero();
        configure("--target aws --environment prod --region us-east-1 --min-capacity 0 --max-capacity 4 --readers 1"
                + " --bucket demo-tf --temporary --storage-type aurora-iopt1 --network dev --backup-retention 3");
        configure("--target local --environment test --postgres-version 16 --schema a --schema b");

        for (String file : List.of(
                "infra/shop/appdb/dev.json", "infra/shop/appdb/prod.json", ".appdb/environments/shop/test.json")) {
            JsonNode remembered = Console.parsed(Files.readString(project.resolve(file)));
            assertThat(PublishedDocuments.of(REMEMBERED).violations(remembered))
                    .as(remembered.toString())
                    .isEmpty();
            ((ObjectNode) remembered).put("unheard_of", 1);
            assertThat(PublishedDocuments.of(REMEMBERED).violations(remembered)).hasSize(1);
        }
    }

    private void configure(String words) {
        Invocation configured = Developer.script(project).runs("configure --yes --app-name shop " + words);
        assertThat(configured.exitCode()).as(configured.err()).isZero();
    }
}
