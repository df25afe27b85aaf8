package dev.appdb.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.engine.CheckHistory;
import dev.appdb.engine.CheckProgress;
import dev.appdb.engine.CheckProgress.Kept;
import dev.appdb.failure.FailureException;
import dev.appdb.file.AtomicFile;
import dev.appdb.file.OwnFolder;
import dev.appdb.file.PrivateFile;
import dev.appdb.request.JsonFormat;
import dev.appdb.roles.CheckReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps the last check of each environment in {@code .appdb/checks/<app>-<environment>.json}, which only its owner can read: one
 * file of a bounded size each, written whole.
 */
public final class FileCheckHistory implements CheckHistory {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final OwnFolder folder;
    private final boolean keeps;

    /** @param folder the project's; made when something is kept */
    public FileCheckHistory(OwnFolder folder) {
        this(folder, true);
    }

    /** @param keeps false if checks are only compared with what is there */
    public FileCheckHistory(OwnFolder folder, boolean keeps) {
        this.folder = folder;
        this.keeps = keeps;
    }

    @Override
    public Optional<Instant> last(String app, String environment) {
        return read(file(app, environment)).map(Kept::checkedAt);
    }

    private Path file(String app, String environment) {
        return folder.path().resolve("checks").resolve(app + "-" + environment + ".json");
    }

    @Override
    public CheckProgress after(String app, String environment, CheckReport report, Instant now) {
        Path file = file(app, environment);
        CheckProgress progress = CheckProgress.of(read(file), report, now);
        if (!keeps) {
            return progress;
        }
        try {
            folder.make("checks");
            AtomicFile.writePrivate(file, text(progress.kept(report, now)));
        } catch (IOException | FailureException unwritable) {
            return progress; // a check only looks: it says what it knows, also in a folder that is read-only or full
        }
        return progress;
    }

    private static String text(Kept kept) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("format", JsonFormat.LAST_CHECK)
                .put("checked_at", kept.checkedAt().toString());
        kept.passed().ifPresent(passed -> json.put("passed", passed.toString()));
        ObjectNode since = json.putObject("since");
        kept.since().forEach((key, first) -> since.put(key, first.toString()));
        return json + "\n";
    }

    /** Empty also where it is of another version, or damaged. */
    private static Optional<Kept> read(Path file) {
        try {
            JsonNode json = MAPPER.readTree(PrivateFile.read(file));
            if (json.path("format").asInt() != JsonFormat.LAST_CHECK) {
                return Optional.empty();
            }
            Map<String, Instant> since = new TreeMap<>();
            json.path("since")
                    .properties()
                    .forEach(each -> since.put(
                            each.getKey(), Instant.parse(each.getValue().asText())));
            return Optional.of(new Kept(
                    Instant.parse(json.path("checked_at").asText()),
                    json.has("passed")
                            ? Optional.of(Instant.parse(json.path("passed").asText()))
                            : Optional.empty(),
                    since));
        } catch (IOException | DateTimeException noneOrNotOurs) {
            return Optional.empty();
        }
    }
}
