package dev.appdb.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.nio.file.Path;
import java.util.List;

/** A schema of the documentation, with those that it refers to. */
final class JsonSchema {
    static final Path FOLDER = Path.of("docs/schemas");

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final com.networknt.schema.JsonSchema schema;

    /** @param name such as {@code plan} */
    JsonSchema(String name) {
        schema = FACTORY.getSchema(
                SchemaLocation.of(FOLDER.resolve(name + ".schema.json")
                        .toAbsolutePath()
                        .toUri()
                        .toString()),
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
        schema.initializeValidators();
    }

    /** All violations, each with its path; none where the document is valid. */
    List<String> violations(JsonNode document) {
        return schema.validate(document).stream()
                .map(ValidationMessage::toString)
                .toList();
    }
}
