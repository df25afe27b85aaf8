package dev.appdb.cli.wiring;

import dev.appdb.bot.Bot;
import dev.appdb.bot.BotAssembly;
import dev.appdb.bot.BotConfiguration;
import dev.appdb.bot.BotStorage;
import dev.appdb.bot.job.JobSettings;
import dev.appdb.bot.slack.SlackAccount;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.StorePool;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Secret;
import dev.appdb.file.OwnFolder;
import dev.appdb.postgres.local.LocalServers;
import dev.appdb.postgres.local.OwnDatabase;
import dev.appdb.postgres.server.ServerSessions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** Puts the bot together, and closes its parts in reverse order. */
public final class BotWiring implements AutoCloseable {
    /** The connections besides one for each job that runs: for Slack's requests. */
    private static final int REQUEST_CONNECTIONS = 6;

    private static final int LOOKING_CONNECTIONS = 2;
    private static final String DATABASE = "appdb_bot";

    private final ProcessContext context;
    private final Console console;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    public BotWiring(ProcessContext context, Console console) {
        this.context = context;
        this.console = console;
    }

    /** Starts one replica. */
    public Bot start(BotConfiguration configuration) throws FailureException {
        JobSettings settings = JobSettings.standard(replica())
                .keepingRuns(configuration.runsKept())
                .keepingAudit(configuration.auditKept());
        Store store = store(configuration.storage(), settings.threads() + REQUEST_CONNECTIONS);
        SlackAccount account = opened(SlackAccount.of(
                configuration.apiUrl(), configuration.botToken(), context.environment(), context.calls()));
        OwnFolder data = folder(configuration.storage().data());
        ServerSessions sessions = opened(new ServerSessions(context.calls()));
        ProcessContext ofEngines = withoutAmbientPassword();
        BotEngines engines = new BotEngines(
                ofEngines,
                configuration.project(),
                (project, aws) -> new Wiring(ofEngines, project, aws, data, sessions));
        return opened(new BotAssembly(
                        configuration,
                        account,
                        configuration.policy(),
                        store,
                        engines,
                        settings,
                        context.random(),
                        context.clock())
                .start());
    }

    /** The bot's tables, in the database of a URL or in an embedded one. */
    private Store store(BotStorage storage, int connections) throws FailureException {
        StorePool pool;
        if (storage.databaseUrl().isPresent()) {
            pool = at(storage.databaseUrl().get(), connections);
        } else {
            OwnDatabase database = opened(OwnDatabase.start(made(folder(storage.data())), DATABASE, console::say));
            pool = StorePool.of(database.dataSource(), connections);
        }
        return Store.onDatabaseTime(opened(pool).dataSource());
    }

    /** A server that somebody names in Slack would get PGPASSWORD, whichever it is; a password file names the server. */
    private ProcessContext withoutAmbientPassword() {
        Map<String, String> environment = new TreeMap<>(context.environment());
        environment.remove("PGPASSWORD");
        return new ProcessContext(
                context.directory(),
                Map.copyOf(environment),
                context.out(),
                context.err(),
                context.streams(),
                context.guides(),
                context.interruptions(),
                context.clock(),
                context.timeouts(),
                context.random(),
                context.calls());
    }

    /** The tables of a bot that has run before; to be looked at only. */
    public Store existingStore(BotStorage storage) throws FailureException {
        if (storage.databaseUrl().isEmpty() && !Files.isDirectory(storage.data())) {
            throw Failure.failed(
                            "bot-database",
                            "could not find the bot's database",
                            "no bot has run with the folder " + storage.data(),
                            "Set APPDB_DATABASE_URL or APPDB_BOT_DATA to what the bot runs with.")
                    .asException();
        }
        return store(storage, LOOKING_CONNECTIONS);
    }

    private static StorePool at(Secret url, int connections) throws FailureException {
        try {
            return StorePool.at(url.reveal(), connections);
        } catch (RuntimeException e) {
            // The driver's own words, and the cause's, would quote it.
            throw Failure.input(
                            "bot-database",
                            "could not use the bot's database",
                            "APPDB_DATABASE_URL is no address that the PostgreSQL driver takes",
                            "Write it as postgresql://user:password@host:5432/database, with what is special in the"
                                    + " password percent-encoded.")
                    .asException();
        }
    }

    /** The bot's folder: one in a project may have come with it, and one that somebody named is meant. */
    private OwnFolder folder(Path data) throws FailureException {
        OwnFolder projects = OwnFolder.of(context.directory(), context.environment());
        if (!data.normalize().startsWith(projects.path())) {
            return OwnFolder.named(data);
        }
        projects.check();
        return projects.inside(data);
    }

    private static OwnFolder made(OwnFolder data) throws FailureException {
        try {
            data.make();
            return data;
        } catch (IOException e) {
            throw Failure.failed(
                            "bot-data",
                            "could not use the bot's folder " + data.path(),
                            e instanceof FileAlreadyExistsException
                                    ? "it is a file"
                                    : "it can't be made or written to ("
                                            + e.getClass().getSimpleName() + ")",
                            "Make it writable, or name another one with APPDB_BOT_DATA.")
                    .asException(e);
        }
    }

    /** Removes the databases that were made in a folder, the bot's own and those of local targets. */
    public static void destroyServers(Path data) throws FailureException {
        LocalServers.destroyIn(data);
    }

    /** Unique among the replicas of one database, also after a restart. */
    private String replica() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            host = "unknown";
        }
        return "%s-%d-%08x"
                .formatted(host, ProcessHandle.current().pid(), context.random().nextInt());
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                console.say("Warning: while stopping: " + e.getMessage());
            }
        }
    }
}
