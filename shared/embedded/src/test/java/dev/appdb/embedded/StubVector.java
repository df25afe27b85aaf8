package dev.appdb.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A stand-in for pgvector: version 0.8.0 by default, 0.7.0 too, and the way from one to the other. */
final class StubVector {

    private static final List<String> FILES =
            List.of("vector.control", "vector--0.7.0.sql", "vector--0.8.0.sql", "vector--0.7.0--0.8.0.sql");

    private StubVector() {}

    static ExtraExtensions files() {
        Map<String, String> texts = FILES.stream().collect(Collectors.toMap(Function.identity(), StubVector::text));
        return new ExtraExtensions(texts);
    }

    private static String text(String file) {
        try (InputStream resource =
                Objects.requireNonNull(StubVector.class.getResourceAsStream("stub-extensions/" + file))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
