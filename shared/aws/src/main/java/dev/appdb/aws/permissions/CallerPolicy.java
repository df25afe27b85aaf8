package dev.appdb.aws.permissions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The least-privilege IAM policy of a principal. */
public final class CallerPolicy {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final List<Permission> permissions;

    private CallerPolicy(List<Permission> permissions) {
        this.permissions = List.copyOf(permissions);
    }

    /** The principals that appdb prints a policy for. */
    public enum Grantee {
        /** The user or role that runs appdb. */
        CALLER("caller"),
        /** The service role of CloudFormation. */
        SERVICE_ROLE("service-role");

        private final String word;

        Grantee(String word) {
            this.word = word;
        }

        /** @throws IllegalArgumentException if the word is neither */
        public static Grantee of(String word) {
            return Arrays.stream(values())
                    .filter(whom -> whom.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no policy for \"" + word + "\": use "
                            + Arrays.stream(values()).map(whom -> whom.word).collect(Collectors.joining(" or "))));
        }
    }

    public static CallerPolicy of(Grantee whom, PolicyScope about) {
        return switch (whom) {
            case CALLER -> forCaller(about);
            case SERVICE_ROLE -> new CallerPolicy(DeploymentPermissions.of(about));
        };
    }

    /**
     * Without a service role CloudFormation works with the caller's rights, so the caller needs both. With one the
     * caller
     * still needs to read what is deployed: drift is detected with the caller's rights.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html">AWS:
     *     drift</a>
     */
    private static CallerPolicy forCaller(PolicyScope about) {
        List<Permission> permissions = new ArrayList<>(AwsOperation.permissions(about));
        List<Permission> deployment = DeploymentPermissions.of(about);
        if (about.serviceRole().isEmpty()) {
            permissions.addAll(deployment);
            return new CallerPolicy(permissions);
        }
        permissions.add(Permission.of(
                        "HandOverServiceRole",
                        "iam",
                        List.of("PassRole"),
                        about.serviceRole().get().value())
                .when("StringEquals", "iam:PassedToService", List.of("cloudformation.amazonaws.com")));
        deployment.stream()
                .map(Permission::reading)
                .filter(reading -> !reading.actions().isEmpty())
                .forEach(permissions::add);
        return new CallerPolicy(permissions);
    }

    public List<Permission> permissions() {
        return permissions;
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
            Map<String, Map<String, List<String>>> sorted = new TreeMap<>(permission.conditions());
            sorted.forEach((operator, keys) -> new TreeMap<>(keys)
                    .forEach((key, values) ->
                            values.forEach(conditions.withObject("/" + operator).putArray(key)::add)));
        }
    }
}
