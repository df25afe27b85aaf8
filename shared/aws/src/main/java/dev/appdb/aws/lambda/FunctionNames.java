package dev.appdb.aws.lambda;

import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.aws.cluster.ActualDatabase;
import dev.appdb.aws.cluster.ClusterFacts;
import dev.appdb.aws.cluster.ClusterLookUp;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.roles.CheckedDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;

/**
 * The names in the environment of a deployed function. No payload has them: they decide which database, schema and users it
 * looks after, whatever a request says. The function of the reference's Terraform has the same variables.
 *
 * @param variables empty where the caller may not decrypt them
 */
record FunctionNames(Map<String, String> variables) {

    static FunctionNames of(GetFunctionConfigurationResponse function) {
        return new FunctionNames(
                function.environment() == null || !function.environment().hasVariables()
                        ? Map.of()
                        : function.environment().variables());
    }

    /**
     * The database that the function looks after, and its user. Where the variables can't be read, RDS knows them.
     *
     * @throws FailureException if RDS does not answer
     */
    CheckedDatabase database(DatabaseRequest request, AwsContext context) throws FailureException {
        Optional<String> database = variable("DB_NAME");
        Optional<String> master = variable("DB_USER");
        if (database.isEmpty() || master.isEmpty()) {
            Optional<ClusterFacts> cluster =
                    new ClusterLookUp(context.clients(request).rds()).find(request);
            database = database.or(() -> cluster.flatMap(ClusterFacts::database));
            master = master.or(() -> cluster.flatMap(ClusterFacts::masterUser));
        }
        ActualDatabase actual = ActualDatabase.of(request, database, master);
        return new CheckedDatabase(actual.name(), actual.master());
    }

    /**
     * Refuses a request with other names: the function would look after those that it has, and all would seem well.
     *
     * @param what what is not done then
     */
    void require(DatabaseRequest request, boolean isReferences, String what) throws FailureException {
        List<String> differences = differences(request);
        if (differences.isEmpty()) {
            return;
        }
        throw Failure.refused(
                        "role-manager-names",
                        what,
                        DatabaseStack.of(request).roleManager() + " has other names than the project: "
                                + String.join("; ", differences),
                        isReferences
                                ? Remedy.of(
                                        "Give the names that the function has as options, or have Terraform update it.")
                                : Remedy.of(
                                        "Update the function with {}, or give the names that it has as options.",
                                        request.command(Subcommand.APPLY)))
                .asException();
    }

    /** Each name that differs, with both values. */
    List<String> differences(DatabaseRequest request) {
        DatabaseNames names = request.names();
        List<String> differences = new ArrayList<>();
        if (ActualDatabase.isNamed(request)) {
            compare("database", "DB_NAME", names.database(), differences);
        }
        compare("schema", "DB_SCHEMA", names.schema(), differences);
        compare("application's user", "APP_USER", names.appUser(), differences);
        compare("migrator", "MIGRATOR_USER", names.migratorUser(), differences);
        return List.copyOf(differences);
    }

    private void compare(String label, String variable, String named, List<String> differences) {
        variable(variable)
                .filter(value -> !value.equals(named))
                .ifPresent(value -> differences.add(label + " " + value + ", not " + named));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
