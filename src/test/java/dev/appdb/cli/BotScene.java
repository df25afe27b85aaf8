package dev.appdb.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.aws.fake.FakeAws;
import dev.appdb.bot.Bot;
import dev.appdb.bot.BotConfiguration;
import dev.appdb.bot.demo.Delivered;
import dev.appdb.bot.demo.FakeSlack;
import dev.appdb.bot.demo.Message;
import dev.appdb.bot.demo.Person;
import dev.appdb.bot.slack.AppManifest;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.cli.option.OutputOptions;
import dev.appdb.cli.wiring.BotWiring;
import dev.appdb.embedded.EmbeddedPostgres;
import dev.appdb.embedded.PostgresBinaries;
import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import dev.appdb.failure.FailureException;
import dev.appdb.tui.line.StandardStreams;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A workspace with two people, Ann and Ben, and with one bot or more: real engines, real local servers, and a database
 * for the bot on the tests' own server.
 */
final class BotScene implements AutoCloseable {
    static final String CHANNEL = "C0DATABASES";
    static final String ANN = "U0ANN";
    static final String BEN = "U0BEN";

    /** Both do what they like, but prod needs another one's approval. */
    static final String POLICY = """
        contact: "#databases"
        allow:
          - name: developers
            commands: ["*"]
            environments: ["*"]
            targets: [local]
            who: [U0ANN, U0BEN]
        approvals:
          - name: prod needs another one
            commands: [setup, apply, roles update]
            environments: [prod]
            needed: 1
            from: [U0ANN, U0BEN]
            expire_after: 4h
        """;

    private final FakeSlack slack;
    private final Path folder;
    private final TestServer server = TestServers.onDefault();
    private final String database = server.newDatabase();
    private final Map<String, String> more = new TreeMap<>();
    private final List<BotWiring> replicas = new ArrayList<>();

    private BotScene(FakeSlack slack, Path folder) {
        this.slack = slack;
        this.folder = folder;
    }

    /** @param folder for the policy, and for what the bot makes on this machine */
    static BotScene in(Path folder) throws Exception {
        Files.writeString(folder.resolve("policy.yaml"), POLICY);
        return new BotScene(FakeSlack.start(AppManifest.SCOPES).channel(CHANNEL, "databases"), folder);
    }

    /** The same with more variables in the bots' environment. */
    BotScene with(Map<String, String> variables) {
        more.putAll(variables);
        return this;
    }

    FakeSlack slack() {
        return slack;
    }

    Path folder() {
        return folder;
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** The configuration of a bot of this workspace. */
    Map<String, String> environment() throws IOException {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "SLACK_BOT_TOKEN",
                FakeSlack.BOT_TOKEN,
                "SLACK_APP_TOKEN",
                FakeSlack.APP_TOKEN,
                "SLACK_SIGNING_SECRET",
                FakeSlack.SIGNING_SECRET,
                "SLACK_API_URL",
                slack.apiUrl(),
                "APPDB_BOT_POLICY",
                folder.resolve("policy.yaml").toString(),
                "APPDB_BOT_DATA",
                data().toString(),
                "APPDB_BOT_HEALTH",
                "127.0.0.1:0",
                "LANG",
                "C.UTF-8"));
        environment.put("APPDB_DATABASE_URL", databaseUrl());
        environment.putAll(more);
        return environment;
    }

    private String databaseUrl() throws IOException {
        String user = server.running().master();
        return "postgresql://" + user + ":"
                + URLEncoder.encode(password(server.running().passwordFile(), user), StandardCharsets.UTF_8)
                + "@127.0.0.1:" + server.running().port() + "/" + database;
    }

    /** A replica in this process, which ends with the scene. */
    Bot replica(Optional<String> http) throws Exception {
        ProcessContext context = new ProcessContext(
                folder,
                environment(),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                System.err,
                new StandardStreams(false, false, false),
                (wholeScreen, noColor) -> ScriptedGuide.none(),
                new Invocation.Uninterrupted(),
                Clock.systemUTC(),
                FakeAws.NO_WAITING,
                RandomGenerator.getDefault());
        BotWiring wiring = new BotWiring(context, new Console(context, new OutputOptions(), () -> "bot"));
        replicas.add(wiring);
        return wiring.start(BotConfiguration.read(context.environment(), Optional.empty(), http));
    }

    Person ann() {
        return slack.user(ANN).in(CHANNEL);
    }

    Person ben() {
        return slack.user(BEN).in(CHANNEL);
    }

    /** Waits for a message in the channel that shows all of these texts. */
    Message awaitMessage(String... texts) {
        return slack.awaitMessage(CHANNEL, showing(texts));
    }

    static Predicate<Message> showing(String... texts) {
        return message -> Stream.of(texts).allMatch(message.shown()::contains);
    }

    /** Waits for a message that only one person sees. */
    Message awaitWord(String user, String... texts) {
        return slack.awaitMessage(
                CHANNEL,
                message -> message.audience().equals(Optional.of(user))
                        && showing(texts).test(message));
    }

    /** Presses the button with a label. */
    static Delivered press(Person person, Message message, String label) {
        return person.clicks(message, action(message, label).path("action_id").asText());
    }

    /** The button with a label, of a message as it is. */
    static JsonNode action(Message message, String label) {
        return message.actions()
                .filter(each -> each.path("text").path("text").asText().equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + label + " in " + message.shown()));
    }

    /** The messages of a channel, without threads and without messages to one person only. */
    List<Message> posts(String channel) {
        return slack.messages(channel).stream()
                .filter(message ->
                        message.threadTs().isEmpty() && message.audience().isEmpty())
                .toList();
    }

    /** The messages in the thread of a message. */
    List<Message> thread(Message message) {
        return slack.messages(message.channel()).stream()
                .filter(each -> each.threadTs().equals(Optional.of(message.ts())))
                .toList();
    }

    /** Ends all connections to the bot's own database, and lets nobody in. */
    void takeDatabaseAway() throws SQLException {
        executeElsewhere("ALTER DATABASE " + database + " ALLOW_CONNECTIONS false");
        executeElsewhere("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database + "'");
    }

    void bringDatabaseBack() throws SQLException {
        executeElsewhere("ALTER DATABASE " + database + " ALLOW_CONNECTIONS true");
    }

    private void executeElsewhere(String sql) throws SQLException {
        try (Connection connection = server.asMaster("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** One value of the bot's own database. */
    String remembered(String sql) throws SQLException {
        try (Connection connection = server.asMaster(database)) {
            return value(connection, sql);
        }
    }

    /** A connection to a local server that was set up, as somebody whose password is in its password file. */
    Connection connect(String app, String environment, String role) throws FailureException, SQLException {
        return local(app, environment).start().connect(role, app);
    }

    /** Stops a local server behind the bot's back. */
    void stopServer(String app, String environment) throws FailureException {
        local(app, environment).stop();
    }

    private EmbeddedPostgres local(String app, String environment) throws FailureException {
        return EmbeddedPostgres.at(
                data().resolve("local").resolve(app).resolve(environment),
                PostgresMajor.DEFAULT,
                PostgresBinaries.ofThisMachine(System.err::println));
    }

    static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? String.valueOf(result.getString(1)) : "";
        }
    }

    private static String password(Path passwords, String user) throws IOException {
        return Files.readAllLines(passwords).stream()
                .map(line -> line.split(":", 5))
                .filter(fields -> fields[3].equals(user))
                .map(fields -> fields[4])
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws Exception {
        replicas.forEach(BotWiring::close);
        slack.close();
        BotWiring.destroyServers(data());
    }
}
