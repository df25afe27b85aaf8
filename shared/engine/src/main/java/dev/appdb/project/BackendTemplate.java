package dev.appdb.project;

import dev.appdb.request.Region;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of a new backend file. A project made from the template has an example of it, in which the template's script
 * replaces placeholders; the same is done here, so that the file is the one that the script would have written.
 *
 * @param text the example's text, if there is one
 * @see <a href="https://github.com/navapbc/template-infra/blob/main/bin/create-tfbackend">the template's script</a>
 */
record BackendTemplate(Optional<String> text) {
    /** The example's place in a project. */
    static final Path FILE = AppFolders.INFRA.resolve("example" + BackendFile.ENDING);

    private static final String REGION = "<REGION>";
    private static final Pattern PLACEHOLDER = Pattern.compile("<[A-Z][A-Z_]*>");

    /** True if the file can't be written without the bucket's Region. */
    boolean needsRegion() {
        return text.filter(example -> example.contains(REGION)).isPresent();
    }

    /** The placeholders of the example that its script doesn't know, either, separated by commas. */
    String unknown() {
        return PLACEHOLDER
                .matcher(rendered("", "", Optional.empty(), "").replace(REGION, ""))
                .results()
                .map(found -> found.group())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /**
     * The text of a file with these values.
     *
     * @param lockTable the DynamoDB table that locks the state, for an example that has one
     */
    String rendered(String bucket, String key, Optional<Region> region, String lockTable) {
        if (text.isEmpty()) {
            return standard(bucket, key, region);
        }
        Map<String, String> values = new LinkedHashMap<>();
        values.put("<TF_STATE_BUCKET_NAME>", bucket);
        values.put("<TF_STATE_KEY>", key);
        values.put("<TF_LOCKS_TABLE_NAME>", lockTable);
        region.ifPresent(value -> values.put(REGION, value.value()));
        return PLACEHOLDER
                .matcher(text.get())
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(), found.group())));
    }

    /** The text where a project has no example, with the equals signs below each other as {@code terraform fmt} has them. */
    private static String standard(String bucket, String key, Optional<Region> region) {
        return "bucket       = " + BackendFile.quoted(bucket) + "\nkey          = " + BackendFile.quoted(key) + "\n"
                + region.map(value -> "region       = " + BackendFile.quoted(value.value()) + "\n")
                        .orElse("")
                + "use_lockfile = true\n";
    }
}
