package dev.appdb.project;

import dev.appdb.failure.FailureException;
import dev.appdb.request.Region;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A Terraform S3 backend's settings: the lines of a {@code .s3.tfbackend} file.
 *
 * @param lines each setting's name and its value as HCL, in order
 * @see <a href="https://developer.hashicorp.com/terraform/language/backend/s3">Terraform</a>
 */
record BackendFile(Map<String, String> lines) {
    static final String ENDING = ".s3.tfbackend";

    /** The text that appdb writes; a value that is not known gets no line. */
    static BackendFile of(Optional<String> bucket, String key, Optional<Region> region) {
        Map<String, String> lines = new LinkedHashMap<>();
        bucket.ifPresent(value -> lines.put("bucket", quoted(value)));
        lines.put("key", quoted(key));
        region.ifPresent(value -> lines.put("region", quoted(value.value())));
        lines.put("use_lockfile", "true");
        return new BackendFile(lines);
    }

    /**
     * The settings in a file.
     *
     * @throws FailureException with file and line if it is no HCL
     */
    static BackendFile parse(Path path, String text) throws FailureException {
        List<HclAttribute> settings =
                HclFile.parse(path, text).document().at("*").toList();
        Map<String, String> lines = new LinkedHashMap<>();
        settings.forEach(setting -> lines.put(setting.name(), setting.compact()));
        return new BackendFile(lines);
    }

    Optional<String> bucket() {
        return string("bucket");
    }

    /** The Region, if there is one that looks like one; the template's placeholder does not. */
    Optional<Region> region() {
        try {
            return string("region").map(Region::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<String> string(String name) {
        return Optional.ofNullable(lines.get(name))
                .filter(value -> value.length() > 2 && value.startsWith("\"") && value.endsWith("\""))
                .map(value -> value.substring(1, value.length() - 1));
    }

    /** The file's text, with the equals signs below each other as {@code terraform fmt} has them. */
    String text() {
        int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
        return lines.entrySet().stream()
                .map(line ->
                        line.getKey() + " ".repeat(width - line.getKey().length()) + " = " + line.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** Only for values that were validated, and so have neither quotes nor interpolations. */
    private static String quoted(String value) {
        return "\"" + value + "\"";
    }
}
