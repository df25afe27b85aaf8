package dev.appdb.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.appdb.failure.FailureException;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.PlanJson;
import dev.appdb.roles.lambda.RoleManagerResponses;
import java.io.IOException;

/** The plan of a database in JSON, in the format of the role manager's answers. */
final class DatabasePlanJson {
    private DatabasePlanJson() {}

    static SimpleModule module() {
        return new SimpleModule("database plan")
                .addSerializer(new Writer())
                .addDeserializer(DatabasePlan.class, new Reader());
    }

    private static final class Writer extends StdSerializer<DatabasePlan> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(DatabasePlan.class);
        }

        @Override
        public void serialize(DatabasePlan plan, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartObject();
            json.writeNumberField("format", 1);
            PlanJson.write(json, plan);
            json.writeEndObject();
        }
    }

    private static final class Reader extends StdDeserializer<DatabasePlan> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(DatabasePlan.class);
        }

        @Override
        public DatabasePlan deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = context.readTree(parser).toString();
            try {
                return RoleManagerResponses.plan(text);
            } catch (FailureException e) {
                throw new IOException("not the plan of a database: " + text, e);
            }
        }
    }
}
