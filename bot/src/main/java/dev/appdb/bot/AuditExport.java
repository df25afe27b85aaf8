package dev.appdb.bot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.appdb.bot.store.AuditEntry;
import dev.appdb.bot.store.AuditLog;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The audit log as lines of JSON, the oldest entry first. Every line has every field, in the same order: {@code at},
 * {@code user}, {@code name}, {@code channel}, {@code action}, {@code command}, {@code app}, {@code environment},
 * {@code accepted}, {@code reason}, {@code rule}, {@code run}; what there is not is {@code null}. Lines are ASCII, so
 * that what people typed does nothing to a terminal and is the same in every encoding.
 */
public final class AuditExport {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    private AuditExport() {}

    /**
     * Writes all that happened since, and flushes.
     *
     * @throws IOException if it can't be written: what was written before is whole lines, and perhaps a part of one
     * @throws dev.appdb.bot.store.StoreException if the database can't be read
     */
    public static void write(Store store, Instant since, Writer out) throws IOException {
        try {
            store.perform(transaction -> transaction.audit().export(since, named -> write(named, out)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.flush();
    }

    private static void write(AuditLog.Named named, Writer out) {
        AuditEntry entry = named.entry();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("at", entry.at().toString());
            json.writeStringField("user", entry.user());
            json.writeStringField("name", orNull(named.name()));
            json.writeStringField("channel", orNull(present(entry.channel())));
            json.writeStringField("action", entry.action());
            json.writeStringField("command", orNull(present(entry.command())));
            json.writeStringField(
                    "app", orNull(entry.environment().map(EnvironmentKey::app).map(Object::toString)));
            json.writeStringField(
                    "environment",
                    orNull(entry.environment().map(EnvironmentKey::environment).map(Object::toString)));
            json.writeBooleanField("accepted", entry.accepted());
            json.writeStringField("reason", entry.reason());
            json.writeStringField("rule", orNull(entry.rule()));
            json.writeStringField("run", orNull(entry.run()));
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> present(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty());
    }

    private static @Nullable String orNull(Optional<String> text) {
        return text.orElse(null);
    }
}
