package dev.appdb.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.slack.api.util.json.GsonFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** JSON compared with a file under {@code src/test/resources/golden}; {@code -Dgolden.update=true} rewrites it. */
public final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final Gson SLACK = GsonFactory.createSnakeCase();
    private static final Gson PRETTY =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private Golden() {}

    /** The value as it is sent to Slack. */
    public static JsonElement json(Object value) {
        return SLACK.toJsonTree(value);
    }

    public static void assertSame(String name, JsonElement value) throws IOException {
        Path file = FOLDER.resolve(name);
        String text = PRETTY.toJson(value) + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(file).as("write it with -Dgolden.update=true").isRegularFile();
        assertThat(text).as(name).isEqualTo(Files.readString(file));
    }
}
