package dev.appdb.postgres.server;

import dev.appdb.engine.ConnectionParameters;
import dev.appdb.engine.Connector;
import dev.appdb.engine.Deployer;
import dev.appdb.engine.InProcessRoleManager;
import dev.appdb.engine.PasswordKeeper;
import dev.appdb.engine.Preflight;
import dev.appdb.engine.Progress;
import dev.appdb.engine.RoleManagerClient;
import dev.appdb.engine.TargetPorts;
import dev.appdb.engine.TargetStatus;
import dev.appdb.event.Level;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Secret;
import dev.appdb.form.SecretPrompt;
import dev.appdb.plan.DatabasePart;
import dev.appdb.plan.Plan;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.ServerUrl;
import dev.appdb.roles.AccessReport;
import dev.appdb.roles.AccessRequest;
import dev.appdb.roles.AvailableExtension;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.DatabaseLogins;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.ManageReport;
import dev.appdb.roles.UpdateMode;
import dev.appdb.roles.UpdateOptions;
import dev.appdb.roles.UserPasswords;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The target that is any existing PostgreSQL server: appdb deploys nothing there, and manages the roles. */
public final class ServerTarget implements Deployer, RoleManagerClient, Connector, Preflight, PasswordKeeper {
    private static final Map<String, String> LIBPQ_VARIABLES = Map.of(
            "sslmode", "PGSSLMODE",
            "sslrootcert", "PGSSLROOTCERT",
            "sslcert", "PGSSLCERT",
            "sslkey", "PGSSLKEY",
            "connect_timeout", "PGCONNECT_TIMEOUT");

    private final Map<String, String> environment;
    private final ServerSessions sessions;
    private final PasswordPlace place;
    private final TypedPasswords typed;

    /** For a process in which no password is typed. */
    public ServerTarget(Map<String, String> environment, ServerSessions sessions, PasswordPlace place) {
        this(environment, sessions, place, new TypedPasswords());
    }

    /**
     * @param environment the process's environment, for libpq's variables
     * @param sessions the process's sessions
     * @param place the place of the users' passwords
     * @param typed the passwords of masters that a person typed
     */
    public ServerTarget(
            Map<String, String> environment, ServerSessions sessions, PasswordPlace place, TypedPasswords typed) {
        this.typed = typed;
        this.environment = environment;
        this.sessions = sessions;
        this.place = place;
    }

    public TargetPorts ports() {
        return new TargetPorts(this, this, this, this, this);
    }

    @Override
    public Plan plan(DatabaseRequest request, Progress progress) {
        return new Plan(
                "server",
                request.cluster(),
                List.of(),
                List.of(
                        "the server at " + url(request).host() + " exists already: there is nothing to deploy",
                        "left alone: its settings and its other databases"));
    }

    @Override
    public void apply(DatabaseRequest request, Plan plan, Progress progress) {
        // Nothing to deploy: the plan is always empty.
    }

    @Override
    public Plan planDestroy(DatabaseRequest request, Progress progress) throws FailureException {
        throw notOurs(request, "destroy");
    }

    @Override
    public void destroy(DatabaseRequest request, Plan plan, Progress progress) throws FailureException {
        throw notOurs(request, "destroy");
    }

    @Override
    public boolean stop(DatabaseRequest request, Progress progress) throws FailureException {
        throw notOurs(request, "stop");
    }

    @Override
    public TargetStatus status(DatabaseRequest request) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("server", url(request).host() + ":" + url(request).port());
        details.put("database", url(request).database());
        Map<String, Remedy> remedies = new LinkedHashMap<>();
        logins(request)
                .ignoredFile()
                .ifPresent(file -> remedies.put(
                        "warning", Remedy.text(file.warning() + ".").and(file.remedy())));
        try (Connection connection = logins(request).anew()) {
            details.put("version", connection.getMetaData().getDatabaseProductVersion());
            return new TargetStatus(TargetStatus.State.RUNNING, details, remedies);
        } catch (SQLException e) {
            details.put("error", String.valueOf(e.getMessage()));
            return new TargetStatus(TargetStatus.State.UNREACHABLE, details, remedies);
        }
    }

    @Override
    public DatabasePart plan(DatabaseRequest request, UpdateMode mode, Progress progress) throws FailureException {
        Map<String, Secret> given = given(request, users(request));
        ServerPasswords passwords = passwords(request, given);
        new GivenAdoption(given, logins(request)).users(passwords);
        return roleManager(request, passwords, progress).plan(mode);
    }

    /** @throws IllegalStateException always: a server that is there already has the database that its URL names */
    @Override
    public DatabasePlan planOfNew(DatabaseRequest request) {
        throw new IllegalStateException("target server creates no database");
    }

    @Override
    public ManageReport manage(DatabaseRequest request, UpdateOptions options, Progress progress)
            throws FailureException {
        Map<String, Secret> given = given(request, users(request));
        ServerPasswords passwords = passwords(request, given);
        for (String user : new GivenAdoption(given, logins(request)).users(passwords)) {
            passwords.adopt(user, Objects.requireNonNull(given.get(user)));
        }
        ManageReport report = roleManager(request, passwords, progress).manage(options);
        tellPlace(request, passwords, request.names().appUser(), progress);
        return report;
    }

    private void tellPlace(DatabaseRequest request, ServerPasswords passwords, String user, Progress progress) {
        if (passwords.hasMadeAny()) {
            progress.note(
                    Level.INFO,
                    "passwords are kept in " + kept(request).file() + ", which only you can read.",
                    Remedy.of("To print one, run {}.", passwords.showing(user)));
        }
    }

    @Override
    public CheckReport check(DatabaseRequest request, boolean probe, Progress progress) throws FailureException {
        ServerLogins logins = request.monitor()
                .map(monitor -> logins(request).ofUser(monitor.user()))
                .orElse(logins(request));
        return roleManager(request, logins, passwords(request, Map.of()), progress)
                .check(probe);
    }

    @Override
    public AccessReport access(DatabaseRequest request, AccessRequest asked, Progress progress)
            throws FailureException {
        ServerPasswords passwords = passwords(request, Map.of());
        AccessReport report = roleManager(request, passwords, progress).access(asked);
        tellPlace(request, passwords, asked.user(), progress);
        return report;
    }

    @Override
    public List<AvailableExtension> extensions(DatabaseRequest request, Progress progress) throws FailureException {
        return roleManager(request, passwords(request, Map.of()), progress).extensions();
    }

    /** @see <a href="https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-CONTROLDATA">PostgreSQL</a> */
    @Override
    public Optional<String> identity(DatabaseRequest request) {
        try (Connection connection = logins(request).asMaster();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT c.system_identifier || '/' || d.oid"
                        + " FROM pg_control_system() c, pg_database d WHERE d.datname = current_database()")) {
            return result.next() ? Optional.ofNullable(result.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    @Override
    public Path rotate(DatabaseRequest request, String user, Progress progress) throws FailureException {
        Map<String, Secret> given = given(request, List.of(user));
        ServerPasswords passwords = passwords(request, given);
        return new PasswordRotation(
                        passwords, kept(request), logins(request), roleManager(request, passwords, progress))
                .of(user, Optional.ofNullable(given.get(user)));
    }

    @Override
    public Secret password(DatabaseRequest request, String user) throws FailureException {
        ServerPasswords passwords = passwords(request, Map.of());
        return passwords
                .working(user)
                .orElseThrow(() -> Failure.failed(
                                "password-unknown",
                                "could not show the password of " + user,
                                "none is kept here for " + url(request).host() + ":"
                                        + url(request).port(),
                                Remedy.of("To set a new one, run {}.", passwords.rotation(user)))
                        .asException());
    }

    @Override
    public ConnectionParameters parameters(DatabaseRequest request, String user) throws FailureException {
        ServerUrl url = url(request);
        SortedMap<String, String> variables = new TreeMap<>();
        LIBPQ_VARIABLES.forEach(
                (parameter, variable) -> url.parameter(parameter).ifPresent(value -> variables.put(variable, value)));
        if (!environment.containsKey("PGSSLMODE")) {
            TransportSecurity.mode(url, environment).ifPresent(mode -> variables.put("PGSSLMODE", mode));
        }
        if (!user.equals(url.user())) {
            passwords(request, Map.of()).fileOf(user).ifPresent(file -> variables.put("PGPASSFILE", file.toString()));
        }
        return new ConnectionParameters(url.host(), url.port(), url.database(), user, variables);
    }

    @Override
    public List<Finding> examine(DatabaseRequest request) {
        TargetStatus status = status(request);
        String server = String.valueOf(status.details().get("server"));
        List<Finding> findings = new ArrayList<>();
        logins(request)
                .ignoredFile()
                .ifPresent(file -> findings.add(Finding.warning(
                        "password file",
                        file.path() + " is ignored: its group or others have access to it",
                        file.remedy())));
        findings.add(
                status.state() == TargetStatus.State.RUNNING
                        ? Finding.good(
                                "server",
                                server + " answers, PostgreSQL "
                                        + status.details().get("version"))
                        : Finding.problem(
                                "server",
                                server + ": " + status.details().get("error"),
                                "Check host, port, the password file (in a terminal PGPASSWORD goes before it) and sslmode."));
        return findings;
    }

    @Override
    public List<Finding> precheck(DatabaseRequest request, SecretPrompt prompt) {
        return List.of(new ServerPrecheck(request, logins(request), typed, prompt).finding());
    }

    private InProcessRoleManager roleManager(DatabaseRequest request, ServerPasswords passwords, Progress progress) {
        return roleManager(request, logins(request), passwords, progress);
    }

    private InProcessRoleManager roleManager(
            DatabaseRequest request, ServerLogins logins, ServerPasswords passwords, Progress progress) {
        logins.ignoredFile().ifPresent(file -> progress.note(Level.WARNING, file.warning() + ".", file.remedy()));
        return new InProcessRoleManager(request, new LoginsWithPasswords(logins, passwords), progress);
    }

    /** The master's session, and what is kept of the users. */
    private record LoginsWithPasswords(ServerLogins logins, UserPasswords keeper) implements DatabaseLogins {
        @Override
        public Connection asMaster() throws SQLException {
            return logins.asMaster();
        }

        @Override
        public Optional<UserPasswords> passwords() {
            return Optional.of(keeper);
        }
    }

    private ServerPasswords passwords(DatabaseRequest request, Map<String, Secret> given) {
        return new ServerPasswords(request, logins(request), kept(request), place.makesNew(), given);
    }

    private KeptPasswords kept(DatabaseRequest request) {
        return new KeptPasswords(place.folder(), request, url(request));
    }

    /** The passwords of the person's file for these users; none where no file was named. */
    private Map<String, Secret> given(DatabaseRequest request, List<String> users) throws FailureException {
        return place.given().isPresent() ? GivenPasswords.of(place.given().get(), url(request), users) : Map.of();
    }

    private static List<String> users(DatabaseRequest request) {
        return request.names().spec().users();
    }

    private ServerLogins logins(DatabaseRequest request) {
        return new ServerLogins(url(request), environment, sessions, typed);
    }

    private static ServerUrl url(DatabaseRequest request) {
        return request.serverUrl()
                .orElseThrow(() -> new IllegalArgumentException("a request for a server names its URL"));
    }

    private static FailureException notOurs(DatabaseRequest request, String verb) {
        return Failure.refused(
                        "not-ours",
                        "did not " + verb + " " + request.cluster(),
                        "appdb did not make the server at " + url(request).host(),
                        "Do that with the tool that made it.")
                .asException();
    }
}
