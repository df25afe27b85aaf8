package dev.appdb.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.appdb.failure.Failure;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.RemedyFields;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A failure in JSON. Its remedy is a sentence, {@code remedy}, for people, and {@code remedies}, its parts, for programs.
 * Earlier versions wrote only the sentence.
 */
final class FailureJson {
    private static final TypeReference<List<Map<String, String>>> PARTS = new TypeReference<>() {};

    private FailureJson() {}

    static SimpleModule module() {
        return new SimpleModule()
                .addSerializer(new Writer())
                .addSerializer(new RemedyWriter())
                .addDeserializer(Failure.class, new Reader())
                .addDeserializer(Remedy.class, new RemedyReader());
    }

    /** Writes {@code remedy}, and {@code remedies} where the sentence is not all there is. */
    static void write(JsonGenerator json, Remedy remedy) throws IOException {
        json.writeStringField("remedy", remedy.toString());
        if (remedy.parts().stream().anyMatch(part -> !(part instanceof Remedy.Text))) {
            json.writeFieldName("remedies");
            writeParts(json, remedy);
        }
    }

    /** Writes the parts as an array of flat objects. */
    static void writeParts(JsonGenerator json, Remedy remedy) throws IOException {
        json.writeStartArray();
        for (Map<String, String> part : RemedyFields.of(remedy)) {
            json.writeStartObject();
            for (Map.Entry<String, String> field : part.entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static List<Map<String, String>> parts(JsonNode parts, DeserializationContext context) throws IOException {
        return parts.isArray()
                ? context.readTreeAsValue(parts, context.getTypeFactory().constructType(PARTS))
                : List.of();
    }

    /** Reads what {@link #write} wrote; no remedy at all where there is neither field. */
    static Remedy remedy(JsonNode object, DeserializationContext context) throws IOException {
        JsonNode parts = object.path("remedies");
        return RemedyFields.read(
                object.path("remedy").asText(),
                parts.isArray()
                        ? context.readTreeAsValue(
                                parts, context.getTypeFactory().constructType(PARTS))
                        : List.of());
    }

    private static final class Writer extends StdSerializer<Failure> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(Failure.class);
        }

        @Override
        public void serialize(Failure failure, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartObject();
            json.writeStringField("kind", failure.kind().toString());
            json.writeStringField("code", failure.code());
            json.writeStringField("what", failure.what());
            json.writeStringField("why", failure.why());
            write(json, failure.remedy());
            json.writeEndObject();
        }
    }

    private static final class RemedyWriter extends StdSerializer<Remedy> {
        private static final long serialVersionUID = 1L;

        RemedyWriter() {
            super(Remedy.class);
        }

        @Override
        public void serialize(Remedy remedy, JsonGenerator json, SerializerProvider provider) throws IOException {
            writeParts(json, remedy);
        }
    }

    private static final class RemedyReader extends StdDeserializer<Remedy> {
        private static final long serialVersionUID = 1L;

        RemedyReader() {
            super(Remedy.class);
        }

        @Override
        public Remedy deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return RemedyFields.read("", parts(context.readTree(parser), context));
        }
    }

    private static final class Reader extends StdDeserializer<Failure> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(Failure.class);
        }

        @Override
        public Failure deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode object = context.readTree(parser);
            return new Failure(
                    Failure.Kind.valueOf(object.path("kind").asText().toUpperCase(Locale.ROOT)),
                    object.path("code").asText(),
                    object.path("what").asText(),
                    object.path("why").asText(),
                    remedy(object, context));
        }
    }
}
