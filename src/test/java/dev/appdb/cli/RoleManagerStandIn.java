package dev.appdb.cli;

import dev.appdb.aws.fake.FunctionCode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A function that answers as the role manager does, of a database that is a map: what exists, and how often it was made.
 * It stands in where hundreds of set-ups are run; {@link AwsSetupTest} has the real handler with a real PostgreSQL.
 */
final class RoleManagerStandIn implements FunctionCode {
    private static final String ROLES =
            "{\"roles\":[\"app\",\"migrator\"],\"roles_with_groups\":{},\"schema_privileges\":{}}";

    private final Map<String, Integer> made = new TreeMap<>();

    @Override
    public synchronized Result run(Invocation invocation) {
        return Result.of(invocation.text().contains("\"manage\"") ? managed() : checked());
    }

    private String managed() {
        String changes = Stream.of("role app", "role migrator", "schema app")
                .filter(thing -> made.putIfAbsent(thing, 1) == null)
                .map(thing -> "\"created " + thing + "\"")
                .collect(Collectors.joining(","));
        return "{\"format\":1,\"changes\":[" + changes
                + "],\"notices\":[],\"obstacles\":[],\"extensions\":[],\"roles\":" + ROLES + "}";
    }

    private String checked() {
        return "{\"format\":1,\"checks\":[{\"id\":\"R01\",\"severity\":\"critical\",\"subject\":\"app\",\"status\":\""
                + (made.containsKey("role app") ? "passed" : "failed")
                + "\",\"found\":\"looked\",\"remedy\":\"\"}]}";
    }

    /** The databases that exist. */
    synchronized String database() {
        return made.toString();
    }
}
