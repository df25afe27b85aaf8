package dev.appdb.bench;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.Running;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import dev.appdb.roles.lambda.TlsServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole {@code roles check} beside the reference's function, where its folder is given and its Python installed. */
final class ReferenceItem implements Item {
    private static final List<Integer> JAVAS = List.of(17, 25);
    private static final int WARM_UPS = 3;
    private static final double TIMES = 2;
    private static final String PEER = "the reference's function as a process";
    private static final String EXTENSION = "pg_trgm";
    private static final String[] NAMED = {"--app-name", "app", "--environment", "dev"};

    /** The folder of the reference's {@code role_manager.py}. */
    private static final String FOLDER = System.getProperty("bench.reference", "");

    /** A Python that has pg8000 and boto3. */
    private static final String PYTHON = System.getProperty("bench.python", "python3");

    private static final String CHECK = "from role_manager import lambda_handler\n"
            + "answer = lambda_handler({'action': 'check', 'config': {'superuser_extensions': {'" + EXTENSION
            + "': True}}}, None)\n"
            + "assert answer == {'success': True}, answer\n";

    @Override
    public String key() {
        return "reference";
    }

    @Override
    public String about() {
        return "Whole processes, in turn, on one database of a PostgreSQL on this machine, with TLS: `roles check` of target"
                + " server through the launcher, which logs in with a password and verifies the server's certificate, and"
                + " Python calling the reference's handler with a `check` event (`-Dbench.reference` is the folder of its"
                + " `role_manager.py`, `-Dbench.python` the Python), which signs its tokens on this machine. No server but"
                + " Amazon's verifies these: its two logins are let in without a password.";
    }

    @Override
    public void measure(Table table, int runs) throws Exception {
        TestServer server = TestServers.another(PostgresMajor.DEFAULT);
        Path authorities = TlsServer.on(server).authorities();
        String database = server.newDatabase();
        Path folder = Files.createTempDirectory("appdb-bench-");
        Launched ours = new Launched(
                folder, Map.of("PGPASSFILE", server.running().passwordFile().toString()));
        ours.run(ours(
                "setup",
                "--target",
                "server",
                "--server-url",
                "postgresql://" + server.running().master() + "@" + Running.HOST + ":"
                        + server.running().port() + "/" + database + "?sslmode=verify-full&sslrootcert=" + authorities,
                "--extension",
                EXTENSION + "=on",
                "--yes"));
        trustUsers(server, database);
        Launched reference = new Launched(folder, variables(server, database));
        Optional<String> missing = missing(reference);
        if (missing.isPresent()) {
            table.add(new Row("roles check", "", "", "not measured: " + missing.get(), PEER, ""));
            return;
        }
        List<Integer> javas = List.copyOf(Javas.installed(JAVAS).keySet());
        List<SideBySide.Trial> trials = new ArrayList<>();
        trials.add(SideBySide.millis(() -> reference.run(PYTHON, "-c", CHECK)));
        for (int java : javas) {
            Map<String, String> variables = new HashMap<>(ours.environment());
            variables.put("JAVA_HOME", Javas.installed(JAVAS).get(java).toString());
            Launched launched = new Launched(folder, variables);
            trials.add(SideBySide.millis(() -> launched.run(ours("roles", "check"))));
        }
        List<Samples> all = SideBySide.run("ms", WARM_UPS, runs, trials);
        for (int java : javas) {
            Samples check = all.get(1 + javas.indexOf(java));
            table.add(Row.faster("roles check, Java " + java, check, all.get(0), PEER)
                    .goal("at most half its time", Row.ratio(check, all.get(0)), ratio -> ratio >= TIMES));
        }
    }

    private static String[] ours(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(Launched.launcher().toString()));
        command.addAll(List.of(words));
        command.addAll(List.of(NAMED));
        return command.toArray(String[]::new);
    }

    /** The users log in with TLS and any password. */
    private static void trustUsers(TestServer server, String database) throws SQLException {
        try (Connection bootstrap = server.asBootstrap(database);
                Statement statement = bootstrap.createStatement()) {
            statement.execute("COPY (SELECT 'hostssl " + database + " app,migrator 127.0.0.1/32 trust') TO PROGRAM"
                    + " 'cat - pg_hba.conf > pg_hba.new && mv pg_hba.new pg_hba.conf'");
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    /** The variables that AWS Lambda and the reference's stack put in its environment. */
    private static Map<String, String> variables(TestServer server, String database) {
        Map<String, String> variables = new HashMap<>();
        variables.put("PYTHONPATH", FOLDER + pathBefore());
        variables.put("DB_HOST", Running.HOST);
        variables.put("DB_PORT", Integer.toString(server.running().port()));
        variables.put("DB_NAME", database);
        variables.put("DB_SCHEMA", "app");
        variables.put("APP_USER", "app");
        variables.put("MIGRATOR_USER", "migrator");
        variables.put("AWS_REGION", "us-east-1");
        variables.put("AWS_DEFAULT_REGION", "us-east-1");
        variables.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        variables.put("AWS_SECRET_ACCESS_KEY", "an-example");
        return variables;
    }

    private static String pathBefore() {
        return Optional.ofNullable(System.getenv("PYTHONPATH"))
                .map(path -> File.pathSeparator + path)
                .orElse("");
    }

    private static Optional<String> missing(Launched reference) throws InterruptedException {
        if (!Files.isReadable(Path.of(FOLDER, "role_manager.py"))) {
            return Optional.of("-Dbench.reference names no folder with a role_manager.py");
        }
        return reference.works(PYTHON, "-c", "import boto3, pg8000.native")
                ? Optional.empty()
                : Optional.of(PYTHON + " is not installed, or lacks boto3 or pg8000");
    }
}
