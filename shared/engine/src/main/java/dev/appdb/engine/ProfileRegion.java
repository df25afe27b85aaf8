package dev.appdb.engine;

import dev.appdb.form.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Region of the AWS profile in use, read without the AWS SDK. The credentials file counts first, as in the SDK.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">AWS: the shared config and credentials
 *     files</a>
 */
final class ProfileRegion {
    private static final Pattern SECTION = Pattern.compile("\\[\\s*(?:profile\\s+)?([^]]+?)\\s*].*");
    private static final Pattern REGION = Pattern.compile("region\\s*=\\s*(\\S+).*");

    private ProfileRegion() {}

    /** The Region, with the profile and file that it is from; empty if they name none or can't be read. */
    static Optional<Answer> of(Map<String, String> environment) {
        String profile = environment.getOrDefault("AWS_PROFILE", "").strip();
        String name = profile.isEmpty() ? "default" : profile;
        return file(environment, "AWS_SHARED_CREDENTIALS_FILE", "credentials")
                .flatMap(file -> region(file, name))
                .or(() -> file(environment, "AWS_CONFIG_FILE", "config").flatMap(file -> region(file, name)))
                .map(region -> new Answer(region, "from AWS profile " + name));
    }

    private static Optional<Path> file(Map<String, String> environment, String variable, String name) {
        String home = environment.getOrDefault("HOME", "");
        String file = environment.getOrDefault(variable, home.isEmpty() ? "" : home + "/.aws/" + name);
        return Optional.of(file)
                .filter(path -> !path.isBlank())
                .map(path -> Path.of(path.startsWith("~/") ? home + path.substring(1) : path));
    }

    private static Optional<String> region(Path file, String profile) {
        String section = "";
        for (String line : lines(file)) {
            Matcher header = SECTION.matcher(line);
            Matcher region = REGION.matcher(line);
            if (header.matches()) {
                section = header.group(1);
            } else if (section.equals(profile) && region.matches()) {
                return Optional.of(region.group(1));
            }
        }
        return Optional.empty();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        } catch (IOException e) {
            return List.of(); // where AWS is needed, the SDK says why it can't be read
        }
    }
}
