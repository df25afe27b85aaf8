package dev.appdb.aws.permissions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One customer managed policy.
 *
 * @param name its name in the account
 * @param permissions its statements
 */
public record PolicyDocument(String name, List<Permission> permissions) {
    /**
     * The longest document, in characters other than white space.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">AWS: quotas of IAM</a>
     */
    static final int MOST_CHARACTERS = 6_144;

    /** The comma between two statements. */
    private static final int SEPARATOR = 1;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    public PolicyDocument {
        permissions = List.copyOf(permissions);
    }

    /** As many policies as the permissions need, in their order. */
    static List<PolicyDocument> split(String name, List<Permission> permissions) {
        List<List<Permission>> parts = new ArrayList<>(List.of(new ArrayList<>()));
        int size = size(List.of());
        for (Permission permission :
                permissions.stream().flatMap(PolicyDocument::fitting).toList()) {
            int more = size(List.of(permission)) - size(List.of()) + SEPARATOR;
            if (size + more > MOST_CHARACTERS) {
                parts.add(new ArrayList<>());
                size = size(List.of());
            }
            size += more;
            parts.get(parts.size() - 1).add(permission);
        }
        List<PolicyDocument> documents = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            documents.add(new PolicyDocument(parts.size() == 1 ? name : name + "-" + (i + 1), parts.get(i)));
        }
        return documents;
    }

    /** The statement, halved by its resources until each part fits into a policy. */
    private static Stream<Permission> fitting(Permission permission) {
        List<String> resources = permission.resources();
        if (size(List.of(permission)) <= MOST_CHARACTERS || resources.size() == 1) {
            return Stream.of(permission);
        }
        int half = resources.size() / 2;
        return Stream.of(
                        permission.named(permission.sid() + "1").on(resources.subList(0, half)),
                        permission.named(permission.sid() + "2").on(resources.subList(half, resources.size())))
                .flatMap(PolicyDocument::fitting);
    }

    private static int size(List<Permission> permissions) {
        return new PolicyDocument("", permissions).json().replaceAll("\\s", "").length();
    }

    /** The name of a file for it. */
    public String file() {
        return name + ".json";
    }

    /** The policy as formatted JSON, with a line break at the end. */
    public String json() {
        ObjectNode document = MAPPER.createObjectNode().put("Version", "2012-10-17");
        ArrayNode statements = document.putArray("Statement");
        permissions.forEach(permission -> write(permission, statements.addObject()));
        try {
            return MAPPER.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(document)
                            .replace("\r\n", "\n")
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Permission permission, ObjectNode statement) {
        statement.put("Sid", permission.sid()).put("Effect", "Allow");
        permission.actions().forEach(statement.putArray("Action")::add);
        permission.resources().forEach(statement.putArray("Resource")::add);
        if (!permission.conditions().isEmpty()) {
            ObjectNode conditions = statement.putObject("Condition");
            new TreeMap<>(permission.conditions()).forEach((operator, keys) -> {
                ObjectNode values = conditions.putObject(operator);
                new TreeMap<>(keys).forEach((key, all) -> all.forEach(values.putArray(key)::add));
            });
        }
    }
}
