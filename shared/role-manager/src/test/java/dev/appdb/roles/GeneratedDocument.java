package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pages of the documentation that are written from the code; {@code -Dgolden.update=true} rewrites them. */
final class GeneratedDocument {
    private static final Path FOLDER = Path.of("../../src/docs");

    private GeneratedDocument() {}

    static void assertUpToDate(String name, String expected) throws IOException {
        Path document = FOLDER.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(document, expected);
        }
        assertThat(document).as("write it with -Dgolden.update=true").hasContent(expected);
    }
}
