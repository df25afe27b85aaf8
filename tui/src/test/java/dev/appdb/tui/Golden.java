package dev.appdb.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Text compared with a file, most often under {@code src/test/resources/golden}; {@code -Dgolden.update=true} rewrites it. */
public final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    public static void assertSame(String name, List<String> lines) throws IOException {
        assertSame(FOLDER.resolve(name), lines);
    }

    public static void assertSame(Path file, List<String> lines) throws IOException {
        String text = String.join("\n", lines) + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(file).as("write it with -Dgolden.update=true").isRegularFile();
        assertThat(text).as(file.toString()).isEqualTo(Files.readString(file));
    }
}
