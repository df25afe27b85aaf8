package dev.appdb.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.appdb.request.JsonFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event as {@link EventJson#mapper()} would, field by field: a run writes some before it does anything, and to
 * set the mapper up for them takes longer than many a command.
 */
final class EventLine {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    private EventLine(JsonGenerator json) {
        this.json = json;
    }

    static String of(RunEvent event) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(line)) {
            json.writeStartObject();
            new EventLine(json).write(event);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a StringWriter does not fail", impossible);
        }
        return line.toString();
    }

    private void write(RunEvent event) throws IOException {
        if (event instanceof RunEvent.RunStarted started) {
            write(started);
        } else if (event instanceof RunEvent.StepStarted started) {
            begin("step_started", event);
            text("step", started.step());
        } else if (event instanceof RunEvent.FileWritten written) {
            begin("file_written", event);
            text("path", written.path());
            text("purpose", written.purpose());
        } else if (event instanceof RunEvent.PlanMade made) {
            begin("plan_made", event);
            mapped("plan", made.plan());
        } else if (event instanceof RunEvent.ResourceProgressed progressed) {
            begin("resource_progressed", event);
            text("type", progressed.type());
            text("name", progressed.name());
            text("state", progressed.state());
            text("detail", progressed.detail());
        } else if (event instanceof RunEvent.Noted noted) {
            begin("noted", event);
            text("level", noted.level());
            text("text", noted.text());
            json.writeFieldName("remedies");
            FailureJson.writeParts(json, noted.remedy());
        } else if (event instanceof RunEvent.RolesUpdated updated) {
            begin("roles_updated", event);
            texts("changes", updated.changes());
        } else if (event instanceof RunEvent.RolesChecked checked) {
            write(checked);
        } else if (event instanceof RunEvent.StepFinished finished) {
            begin("step_finished", event);
            text("step", finished.step());
            json.writeBooleanField("changed", finished.changed());
            text("summary", finished.summary());
            text("took", finished.took());
        } else if (event instanceof RunEvent.RunFinished finished) {
            begin("run_finished", event);
            text("result", finished.result());
            mapped("failure", finished.failure().orElse(null));
            text("took", finished.took());
        }
    }

    private void write(RunEvent.RunStarted started) throws IOException {
        begin("run_started", started);
        json.writeNumberField("format", JsonFormat.DOCUMENTS);
        text("command", started.command());
        text("app", started.app());
        text("environment", started.environment());
        text("target", started.target());
        json.writeObjectFieldStart("answers");
        for (Map.Entry<String, String> answer : started.answers().entrySet()) {
            text(answer.getKey(), answer.getValue());
        }
        json.writeEndObject();
        text("resumes", started.resumes().orElse(null));
        texts("steps", started.steps().stream().map(Step::toString).toList());
    }

    private void write(RunEvent.RolesChecked checked) throws IOException {
        begin("roles_checked", checked);
        json.writeNumberField("passed", checked.passed());
        json.writeNumberField("failed", checked.failed());
        json.writeNumberField("unknown", checked.unknown());
        json.writeNumberField("not_applicable", checked.notApplicable());
        texts("failed_checks", checked.failedChecks());
    }

    private void begin(String name, RunEvent event) throws IOException {
        text("event", name);
        text("run", event.header().runId());
        json.writeNumberField("seq", event.header().sequence());
        text("at", event.header().at());
    }

    private void text(String name, @Nullable Object value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }

    private void texts(String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void mapped(String name, @Nullable Object value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            EventJson.Mapping.MAPPER.writeValue(json, value);
        }
    }
}
