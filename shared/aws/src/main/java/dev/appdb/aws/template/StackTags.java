package dev.appdb.aws.template;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.failure.Problems;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The tags of every resource that can have tags.
 *
 * @param values from key to value, in the order in which they are shown
 */
public record StackTags(Map<String, String> values) {
    /**
     * The key of the tag that distinguishes what belongs to a role manager beside an adopted database from what belongs to the
     * database, whose owner may have given it the same application and environment. Its value is the function's name.
     */
    public static final String ROLE_MANAGER = "appdb-role-manager";

    // The narrowest rule of the services involved, which is IAM's:
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
    private static final Pattern TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final int MOST = 50;

    /** @throws IllegalArgumentException naming every tag that AWS would refuse */
    public StackTags {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        Problems problems = new Problems().unless(values.size() <= MOST, "a resource has 50 tags at most");
        values.forEach((key, value) -> problems.unless(
                        isText(key, 1, LONGEST_KEY) && !key.startsWith("aws:"),
                        "the key \"" + key
                                + "\" has other than 1 to 128 letters, digits, spaces and _.:/=+-@, or begins"
                                + " with aws:")
                .unless(
                        isText(value, 0, LONGEST_VALUE),
                        "the value \"" + value + "\" of " + key
                                + " has other than 0 to 256 letters, digits, spaces and _.:/=+-@"));
        problems.refuse("set of tags");
    }

    /**
     * The reference's tags, with {@code managed by} in place of its Terraform workspace. A tag without a value is left
     * out,
     * since CloudWatch refuses an alarm with an empty one.
     *
     * @param owner may be empty
     * @param repository may be empty
     * @see <a href="https://github.com/navapbc/template-infra">the reference's project-config</a>
     */
    public static StackTags standard(
            String project, String application, String environment, String owner, String repository) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("project", project);
        tags.put("application", application);
        tags.put("environment", environment);
        tags.put("owner", owner);
        tags.put("repository", repository);
        tags.put("managed by", "appdb");
        tags.put("description", "Database resources for the " + environment + " environment");
        tags.values().removeIf(String::isEmpty);
        return new StackTags(tags);
    }

    /** These and another one. */
    StackTags with(String key, String value) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.put(key, value);
        return new StackTags(all);
    }

    private static boolean isText(String text, int min, int max) {
        return text.length() >= min
                && text.length() <= max
                && TEXT.matcher(text).matches();
    }

    /** The tags as a list of keys and values, which most types use. */
    ArrayNode list() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        values.forEach((key, value) ->
                list.add(new Block().with("Key", key).with("Value", value).node()));
        return list;
    }

    /** The tags as a map, which AWS Backup uses. */
    ObjectNode map() {
        Block map = new Block();
        values.forEach(map::with);
        return map.node();
    }
}
