package dev.appdb.roles;

import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A fresh database with users of its own names on a shared server; closing it leaves nothing behind. In its SQL,
 * {@code {app}}, {@code {migrator}}, {@code {schema}}, {@code {db}} and {@code {stranger}} stand for names, quoted; with
 * {@link #withSecondSchemaAndReader()} also {@code {second}} and {@code {reader}}.
 */
final class Scene implements AutoCloseable {
    static final String UPDATE = "appdb roles update";
    static final Remedy UPDATING = Remedy.run(Subcommand.ROLES_UPDATE.call());
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final TestServer server;
    private final RoleSpec spec;
    private final String stranger;
    private final KeptSessions sessions = new KeptSessions();

    private Scene(TestServer server, RoleSpec spec, String stranger) {
        this.server = server;
        this.spec = spec;
        this.stranger = stranger;
    }

    /** All of them; {@code -Dappdb.major=17} is one of them only. */
    static Stream<PostgresMajor> majors() {
        Integer only = Integer.getInteger("appdb.major");
        return PostgresMajor.supported().stream()
                .filter(major -> only == null || major.equals(new PostgresMajor(only)));
    }

    static Scene on(PostgresMajor major) {
        return named(major, "app", "");
    }

    /** With the tail added to every name but the database's. */
    static Scene named(PostgresMajor major, String schema, String tail) {
        TestServer server = TestServers.on(major);
        int number = COUNT.incrementAndGet();
        RoleSpec spec = new RoleSpec(
                server.newDatabase(),
                schema + tail,
                "app_" + number + tail,
                "migrator_" + number + tail,
                new TreeMap<>());
        return new Scene(server, spec, "stranger_" + number);
    }

    /** The same users in another database of the same cluster. */
    Scene sibling() {
        return new Scene(server, spec.withDatabase(server.newDatabase()), stranger);
    }

    Scene with(Map<String, Boolean> extensions) {
        return new Scene(server, spec.withExtensions(extensions), stranger);
    }

    /** The same database, of which something is declared as expected. */
    Scene expecting(Expectation expectation) {
        return new Scene(server, spec.withExpected(spec.expected().with(expectation)), stranger);
    }

    /** With a second schema, and a reader. */
    Scene withSecondSchemaAndReader() {
        return new Scene(
                server,
                spec.withAdditionalSchemas(List.of("second"))
                        .withReaders(Set.of(spec.appUser().replaceFirst("app", "reader"))),
                stranger);
    }

    RoleSpec spec() {
        return spec;
    }

    TestServer server() {
        return server;
    }

    DatabaseLogins logins() {
        return this::master;
    }

    /** The master over new sessions, which begin with its settings as they are now. */
    DatabaseLogins freshLogins() {
        return () -> server.asMaster(spec.database());
    }

    private Connection master() throws SQLException {
        return sessions.of("master", () -> server.asMaster(spec.database()));
    }

    private Connection bootstrap() throws SQLException {
        return sessions.of("bootstrap", () -> server.asBootstrap(spec.database()));
    }

    /** The master, and the migrator with a password. */
    DatabaseLogins loginsWithMigrator() {
        return new DatabaseLogins() {
            @Override
            public Connection asMaster() throws SQLException {
                return master();
            }

            @Override
            public Optional<Connection> asMigrator() throws SQLException {
                try {
                    server.running().allowLogin(spec.migratorUser());
                } catch (FailureException e) {
                    throw new SQLException(e);
                }
                return Optional.of(server.as(spec.migratorUser(), spec.database()));
            }
        };
    }

    RoleManager manager() {
        return new RoleManager(logins());
    }

    ManageReport manage() throws FailureException {
        return manager().manage(spec, everything());
    }

    DatabasePlan plan() throws FailureException {
        return manager().plan(spec, UpdateMode.FULL);
    }

    String stranger() {
        return stranger;
    }

    /** Whatever is taken from others, and whoever can log in again. */
    UpdateOptions everything() {
        Set<String> all = new HashSet<>(spec.users());
        all.addAll(List.of(stranger, "PUBLIC"));
        return UpdateOptions.standard().allowing(all);
    }

    CheckReport check() throws FailureException {
        return manager().check(spec, new CheckOptions(false, UPDATING));
    }

    CheckReport probe() throws FailureException {
        return manager().check(spec, new CheckOptions(true, UPDATING));
    }

    String fill(String sql) {
        return sql.replace("{app}", Identifier.quoted(spec.appUser()))
                .replace("{migrator}", Identifier.quoted(spec.migratorUser()))
                .replace("{schema}", Identifier.quoted(spec.schema()))
                .replace("{db}", Identifier.quoted(spec.database()))
                .replace("{second}", Identifier.quoted(String.join("", spec.additionalSchemas())))
                .replace("{reader}", Identifier.quoted(String.join("", spec.readers())))
                .replace("{stranger}", stranger);
    }

    void asBootstrap(String... statements) throws SQLException {
        try (Connection connection = bootstrap()) {
            run(connection, statements);
        }
    }

    void asMaster(String... statements) throws SQLException {
        try (Connection connection = master()) {
            run(connection, statements);
        }
    }

    /** With the rights of a user, through the bootstrap superuser. */
    void as(String user, String... statements) throws SQLException {
        try (Connection connection = bootstrap()) {
            run(connection, "SET ROLE " + user, "SET search_path TO {schema}");
            run(connection, statements);
        }
    }

    /** Runs each line as the role whose place and a colon it begins with; without one as the bootstrap superuser. */
    void runs(List<String> lines) throws SQLException {
        for (String line : lines) {
            int colon = line.startsWith("{") ? line.indexOf(": ") : -1;
            if (colon < 0) {
                asBootstrap(line);
            } else {
                as(line.substring(0, colon), line.substring(colon + 2));
            }
        }
    }

    /** Runs the SQL of a remedy as the roles that it names. */
    void perform(Remedy remedy) throws SQLException {
        List<Remedy.Sql> statements = remedy.parts().stream()
                .filter(Remedy.Sql.class::isInstance)
                .map(Remedy.Sql.class::cast)
                .toList();
        if (statements.isEmpty()) {
            throw new IllegalArgumentException("no SQL, and as whom: " + remedy);
        }
        for (Remedy.Sql each : statements) {
            switch (each.role()) {
                case "a superuser", "its owner or a superuser" -> asBootstrap(each.statement());
                case "the master postgres" -> asMaster(each.statement());
                default -> as(each.role(), each.statement());
            }
        }
    }

    /**
     * Does what a remedy says up to the way to declare it as expected: SQL as the roles that it names, and updates with the
     * flags that it gives and no others.
     *
     * @return what became of the extensions
     */
    List<ExtensionOutcome> follow(Remedy remedy) throws Exception {
        List<ExtensionOutcome> outcomes = new ArrayList<>();
        for (Remedy.Part part : remedy.parts()) {
            if (part instanceof Remedy.Sql sql) {
                perform(new Remedy(List.of(sql)));
            } else if (part instanceof Remedy.Command command && command.subcommand() == Subcommand.ROLES_UPDATE) {
                Set<String> allowed =
                        command.options().stream().map(Remedy.Option::value).collect(Collectors.toSet());
                outcomes.addAll(manager()
                        .manage(spec, UpdateOptions.standard().allowing(allowed))
                        .extensions());
            }
        }
        return outcomes;
    }

    List<String> rows(String query) throws SQLException {
        try (Connection connection = bootstrap();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(fill(query))) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(result.getString(i));
                }
                rows.add(String.join(" ", columns));
            }
            return rows;
        }
    }

    private void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(fill(sql));
            }
        }
    }

    @Override
    public void close() throws SQLException {
        sessions.close();
        try (Connection connection = server.asBootstrap("postgres")) {
            run(connection, "DROP DATABASE IF EXISTS {db} WITH (FORCE)");
            List<String> roles = new ArrayList<>(List.of(
                    Identifier.quoted("guest_" + spec.appUser()), "rds_hidden", "{app}", "{migrator}", "{stranger}"));
            // Rights on parameters belong to the whole server, and keep a role from being dropped.
            run(
                    connection,
                    "DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{stranger}')"
                            + " THEN DROP OWNED BY {stranger}; END IF; END $$");
            spec.readers().forEach(reader -> roles.add("{reader}"));
            for (String role : roles) {
                try {
                    run(connection, "DROP ROLE IF EXISTS " + role);
                } catch (SQLException e) {
                    if (!SqlState.of(e).equals(SqlState.DEPENDENT_OBJECTS_STILL_EXIST)) { // a sibling needs it
                        throw e;
                    }
                }
            }
        }
    }
}
