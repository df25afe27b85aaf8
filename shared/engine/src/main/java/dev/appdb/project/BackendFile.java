package dev.appdb.project;

import dev.appdb.failure.FailureException;
import dev.appdb.request.BucketName;
import dev.appdb.request.Region;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Terraform S3 backend's settings in a {@code .s3.tfbackend} file, and the smallest edit that changes some of them.
 *
 * @param file the file as it stands
 * @see <a href="https://developer.hashicorp.com/terraform/language/backend/s3">Terraform</a>
 */
record BackendFile(HclFile file) {
    static final String ENDING = ".s3.tfbackend";
    static final String LOCK_TABLE = "dynamodb_table";

    /**
     * The settings in a file.
     *
     * @throws FailureException with file and line if it is no HCL
     */
    static BackendFile parse(Path path, String text) throws FailureException {
        return new BackendFile(HclFile.parse(path, text));
    }

    /** The bucket, if there is one that S3 could have; the template's placeholder is none. */
    Optional<String> bucket() {
        return string("bucket").filter(name -> BucketName.problem(name).isEmpty());
    }

    Optional<String> key() {
        return string("key");
    }

    /** The DynamoDB table that locks the state. */
    Optional<String> lockTable() {
        return string(LOCK_TABLE);
    }

    /** The Region, if there is one that looks like one; the template's placeholder does not. */
    Optional<Region> region() {
        try {
            return string("region").map(Region::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The setting's value as it stands, also one that can't be right. */
    Optional<String> string(String name) {
        return file.document().string(name);
    }

    /**
     * The file's text with these settings, and everything else as it stands: order, comments, alignment and line breaks.
     *
     * @param values by name, each valid without escapes; one that is not in the file yet gets a line before the first
     */
    String with(Map<String, String> values) {
        Map<String, String> missing = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder(file.text());
        List<HclAttribute> settings = file.document().at("*").toList();
        values.forEach((name, value) -> {
            if (settings.stream().noneMatch(setting -> setting.name().equals(name))) {
                missing.put(name, value);
            }
        });
        for (int i = settings.size() - 1; i >= 0; i--) {
            HclAttribute setting = settings.get(i);
            String value = values.get(setting.name());
            if (value != null && !setting.string().equals(Optional.of(value))) {
                List<HclToken> tokens = setting.value();
                text.replace(
                        tokens.get(0).start(), tokens.get(tokens.size() - 1).end(), quoted(value));
            }
        }
        insert(text, settings.stream().findFirst(), missing);
        return text.toString();
    }

    /** Adds lines before the first setting, with their equals signs below each other; at the end if there is none. */
    private static void insert(StringBuilder text, Optional<HclAttribute> first, Map<String, String> missing) {
        String lineBreak = text.indexOf("\r\n") >= 0 ? "\r\n" : "\n";
        int at = first.map(setting -> text.lastIndexOf("\n", setting.key().start()) + 1)
                .orElse(text.length());
        int width = first.map(setting -> text.indexOf("=", setting.key().end()) - at)
                .orElse(0);
        StringBuilder lines = new StringBuilder(at > 0 && text.charAt(at - 1) != '\n' ? lineBreak : "");
        missing.forEach((name, value) -> lines.append(name)
                .append(" ".repeat(Math.max(1, width - name.length())))
                .append("= ")
                .append(quoted(value))
                .append(lineBreak));
        text.insert(at, lines);
    }

    /** Only for values that were validated, and so have neither quotes nor interpolations. */
    static String quoted(String value) {
        return "\"" + value + "\"";
    }
}
