package dev.appdb.journal;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.appdb.engine.AnswerDraft;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.file.AtomicFile;
import dev.appdb.file.FileTrouble;
import dev.appdb.file.OwnFolder;
import dev.appdb.file.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Keeps a draft in the file {@code .appdb/draft.json}, which only its owner can read. */
public final class FileAnswerDraft implements AnswerDraft {
    private final OwnFolder folder;
    private final Path file;

    /** @param folder the project's; made when something is kept */
    public FileAnswerDraft(OwnFolder folder) {
        this.folder = folder;
        this.file = folder.path().resolve("draft.json");
    }

    /** Whoever looks, also after a crash, finds the old answers or the new ones. */
    @Override
    public void keep(Map<String, String> answers) throws FailureException {
        try {
            folder.make();
            AtomicFile.writePrivate(file, Mapping.MAPPER.writeValueAsString(answers));
        } catch (IOException e) {
            throw unusable("keep your answers", e);
        }
    }

    @Override
    public Optional<Map<String, String>> kept() {
        try {
            byte[] text = PrivateFile.read(file);
            return Optional.ofNullable(Mapping.MAPPER.readValue(text, new TypeReference<Map<String, String>>() {}))
                    .filter(answers -> !answers.containsValue(null));
        } catch (IOException noneOrNotOurs) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Instant> keptAt() {
        try {
            return Optional.of(Files.getLastModifiedTime(file).toInstant());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void discard() throws FailureException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unusable("forget your earlier answers", e);
        }
    }

    private FailureException unusable(String what, IOException e) {
        return Failure.failed(
                        "draft-unusable",
                        "could not " + what,
                        "the file " + file + " can't be written or removed (" + FileTrouble.reason(e) + ")",
                        "Make the project's folder writable, or free some disk.")
                .asException(e);
    }

    /** Made with its first use: most set-ups begin without a draft. */
    private static final class Mapping {
        static final JsonMapper MAPPER = new JsonMapper();

        private Mapping() {}
    }
}
