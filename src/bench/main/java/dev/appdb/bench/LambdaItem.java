package dev.appdb.bench;

import dev.appdb.failure.Remedy;
import dev.appdb.roles.CheckOptions;
import dev.appdb.roles.lambda.DeployedFunction;
import dev.appdb.roles.lambda.RoleManagerPayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** The role manager's function as AWS Lambda runs it, beside one that does nothing. */
final class LambdaItem implements Item {
    /** The jar that is deployed, in the project's folder. */
    static final String JAR = "shared/role-manager/target/appdb-role-manager-lambda.jar";

    /** The upper limit of one zipped upload to AWS (AWS Lambda Developer Guide, "Lambda quotas"). */
    private static final double LARGEST_UPLOAD_MEGABYTES = 50;

    private static final double BYTES_IN_A_MEGABYTE = 1e6;
    private static final String PEER = "an empty function";
    private static final String CHECK =
            RoleManagerPayload.check(Map.of(), new CheckOptions(false, Remedy.of("appdb roles update")));
    private static final int WARM_UPS = 5;

    @Override
    public String key() {
        return "lambda";
    }

    @Override
    public String about() {
        return "The jar that is deployed, in a process of its own under AWS's runtime interface client with the"
                + " switches of AWS's managed Java runtimes, on this machine's processors; a real PostgreSQL over TLS"
                + " (verify-full), a Secrets Manager on loopback. A call is a check: the secret, a login of the master, of"
                + " the app and of the migrator, and the check itself. Cold is from the start of the process to its first"
                + " answer; AWS's own preparation of a machine comes on top. The peer runs in the same process settings and"
                + " gives back what it gets.";
    }

    @Override
    public void measure(Table table, int runs) throws Exception {
        Path jar = Path.of(System.getProperty("appdb.home", "."), JAR);
        table.add(Row.fewer(
                "jar",
                Samples.exactly("MB", Files.size(jar) / BYTES_IN_A_MEGABYTE),
                Samples.exactly("MB", LARGEST_UPLOAD_MEGABYTES),
                "AWS's limit for an upload"));
        String database = DeployedFunction.newDatabase();
        try (DeployedFunction ready = DeployedFunction.roleManager(jar, database)) {
            ready.call(RoleManagerPayload.manage(Map.of()));
        }
        cold(table, runs, jar, database);
        warm(table, runs, jar, database);
    }

    private static void cold(Table table, int runs, Path jar, String database) throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> empty = new ArrayList<>();
        List<Samples> both = SideBySide.run(
                "ms",
                1,
                runs,
                SideBySide.millis(() -> firstCall(DeployedFunction.roleManager(jar, database), ours)),
                SideBySide.millis(() -> firstCall(DeployedFunction.empty(jar, database), empty)));
        table.add(Row.ofPeer("cold: process to first answer", both.get(0), both.get(1), PEER));
        table.add(Row.ofPeer("memory at the first answer", Samples.of("MiB", ours), Samples.of("MiB", empty), PEER));
    }

    private static void firstCall(DeployedFunction function, List<Double> resident)
            throws IOException, InterruptedException, ExecutionException {
        try (function) {
            function.call(CHECK);
            resident.add(Memory.peakMebibytes(function.pid()));
        }
    }

    private static void warm(Table table, int runs, Path jar, String database) throws Exception {
        try (DeployedFunction ours = DeployedFunction.roleManager(jar, database);
                DeployedFunction empty = DeployedFunction.empty(jar, database)) {
            List<Samples> both = SideBySide.run(
                    "ms",
                    WARM_UPS,
                    2 * runs,
                    SideBySide.millis(() -> ours.call(CHECK)),
                    SideBySide.millis(() -> empty.call(CHECK)));
            table.add(Row.ofPeer("warm: a call", both.get(0), both.get(1), PEER));
            table.add(Row.ofPeer(
                    "memory, at most, after " + (WARM_UPS + 2 * runs) + " calls",
                    Samples.exactly("MiB", Memory.peakMebibytes(ours.pid())),
                    Samples.exactly("MiB", Memory.peakMebibytes(empty.pid())),
                    PEER));
        }
    }
}
