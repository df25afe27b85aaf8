package dev.appdb.cli;

import dev.appdb.aws.fake.FunctionCode;
import dev.appdb.cli.console.Console;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.UpdateMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A function that answers as the role manager does, of a database that is a map: what exists, and how often it was made.
 * It stands in where hundreds of set-ups are run; {@link AwsSetupTest} has the real handler with a real PostgreSQL.
 */
final class RoleManagerStandIn implements FunctionCode {
    private static final String ROLES =
            "{\"roles\":[\"app\",\"migrator\"],\"roles_with_groups\":{},\"schema_privileges\":{}}";

    private static final List<String> THINGS = List.of("role app", "role migrator", "schema app");

    private final Map<String, Integer> made = new TreeMap<>();

    @Override
    public synchronized Result run(Invocation invocation) {
        return Result.of(
                switch (Console.parsed(invocation.text()).get("action").asText()) {
                    case "plan" -> planned();
                    case "manage" -> managed();
                    default -> checked();
                });
    }

    private String planned() {
        List<DatabasePlan.Change> changes = THINGS.stream()
                .filter(thing -> !made.containsKey(thing))
                .map(thing -> new DatabasePlan.Change(
                        "R01", DatabasePlan.Kind.CREATE, "create " + thing, "CREATE " + thing, "postgres", List.of()))
                .toList();
        return plan(changes).toJson();
    }

    /** The plan of a database where nothing is to be changed. */
    static DatabasePlan nothingToChange() {
        return plan(List.of());
    }

    private static DatabasePlan plan(List<DatabasePlan.Change> changes) {
        String id = String.format(Locale.ROOT, "%064x", changes.hashCode());
        return new DatabasePlan(id, "app", UpdateMode.FULL, changes, List.of(), List.of(), "");
    }

    private String managed() {
        String changes = THINGS.stream()
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
