package dev.appdb.cli.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.JsonFormat;
import java.util.Optional;

/**
 * The head of every JSON document of a command: {@code format} (the version), {@code document} (the name of its kind),
 * {@code app} and {@code environment} where it is about one database, and {@code verdict}, the answer in one word.
 */
final class DocumentHead {
    /** The verdict where there is nothing to judge: the command did what it was asked to. */
    private static final String DONE = "done";

    private Optional<AppName> app = Optional.empty();
    private Optional<EnvironmentName> environment = Optional.empty();

    /** Has every later document be about this database. */
    void about(AppName itsApp, EnvironmentName itsEnvironment) {
        app = Optional.of(itsApp);
        environment = Optional.of(itsEnvironment);
    }

    /**
     * The fields of a document after its head. Its own {@code verdict} comes first, then the {@code result} of its run.
     *
     * @param name the document's kind: the command's words, {@code failure} or {@code problems}
     */
    ObjectNode with(String name, ObjectNode fields) {
        ObjectNode document =
                Console.object().put("format", JsonFormat.DOCUMENTS).put("document", name);
        app.ifPresent(its -> document.put("app", its.value()));
        environment.ifPresent(its -> document.put("environment", its.value()));
        String result = fields.path("result").asText(DONE);
        document.put("verdict", fields.path("verdict").asText(result));
        fields.properties().forEach(field -> {
            if (!document.has(field.getKey())) {
                document.set(field.getKey(), field.getValue());
            } else if (!document.get(field.getKey()).equals(field.getValue())) {
                throw new IllegalStateException("the head of " + name + " has another " + field.getKey());
            }
        });
        return document;
    }
}
