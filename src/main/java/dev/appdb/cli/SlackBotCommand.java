package dev.appdb.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.bot.AppManifest;
import dev.appdb.bot.AuditExport;
import dev.appdb.bot.Bot;
import dev.appdb.bot.BotConfiguration;
import dev.appdb.bot.BotStorage;
import dev.appdb.bot.InvalidConfigurationException;
import dev.appdb.bot.UnreadableFile;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.policy.Ask;
import dev.appdb.bot.policy.Decision;
import dev.appdb.bot.policy.Explanation;
import dev.appdb.bot.policy.InvalidPolicyException;
import dev.appdb.bot.policy.Policy;
import dev.appdb.bot.policy.PolicyFile;
import dev.appdb.bot.policy.Situation;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.StoreException;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The commands about the Slack bot. */
final class SlackBotCommand {
    private SlackBotCommand() {}

    /** The policy in a file; what is wrong with it is taken down. */
    static Optional<Policy> policy(Path file, Problems problems) {
        try {
            return Optional.of(PolicyFile.read(Files.readString(file)));
        } catch (InvalidPolicyException e) {
            e.problems().forEach(problem -> problems.add(file + ":", problem));
        } catch (IOException e) {
            problems.add(file + ":", UnreadableFile.why(file, e));
        }
        return Optional.empty();
    }

    /** What is wrong with a configuration; each begins with its variable or its place in the file. */
    private static void take(InvalidConfigurationException invalid, Problems problems) {
        for (String problem : invalid.problems()) {
            int end = problem.indexOf(' ');
            problems.add(problem.substring(0, Math.max(end, 0)).replaceFirst(":$", ""), problem.substring(end + 1));
        }
    }

    /** Runs the bot. */
    @Command(
            name = "bot",
            description = {
                "Run the Slack bot, which does what these commands do for /appdb in a workspace.",
                "Its settings are variables of the environment, or in the file of --config; all that is missing is named"
                        + " at once. `appdb bot manifest` makes the Slack app, and `appdb bot --demo` needs no Slack."
            })
    static final class Start extends AppdbCommand {
        @Option(
                names = "--http",
                paramLabel = "HOST:PORT",
                description = "Listen for Slack on this address, path /slack/events, instead of by Socket Mode.")
        @Nullable
        String http;

        @Option(
                names = "--config",
                paramLabel = "FILE",
                description = "The file with settings; a variable of the environment wins over it.")
        @Nullable
        Path config;

        @Option(
                names = "--demo",
                description = "Try it without Slack: a page on 127.0.0.1 stands in for a workspace, and databases are"
                        + " made on this machine. All of it is gone when it ends.")
        boolean demo;

        @Option(
                names = "--demo-port",
                paramLabel = "PORT",
                description = "The port of the demo's page. Default: any that is free.")
        @Nullable
        String demoPort;

        private final CountDownLatch asked = new CountDownLatch(1);

        Start(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        int execute(Problems problems) throws ProblemsException, FailureException {
            BotLog.begin();
            if (!demo && demoPort != null) {
                problems.add("--demo-port", "is for --demo alone");
            }
            CountDownLatch ended = new CountDownLatch(1);
            // The process ends only when everything has been given back.
            Interruptions.Watch watch = surroundings.interruptions().watch(() -> {
                asked.countDown();
                await(ended);
            });
            try (watch) {
                return demo ? demonstrate(problems) : run(problems);
            } finally {
                ended.countDown();
            }
        }

        private int run(Problems problems) throws ProblemsException, FailureException {
            Optional<BotConfiguration> configuration = configuration(problems);
            problems.throwIfAny();
            serve(configuration.orElseThrow(), () -> {});
            return ExitCode.DONE;
        }

        private Optional<BotConfiguration> configuration(Problems problems) {
            try {
                return Optional.of(BotConfiguration.read(
                        surroundings.environment(), Optional.ofNullable(config), Optional.ofNullable(http)));
            } catch (InvalidConfigurationException e) {
                take(e, problems);
                return Optional.empty();
            }
        }

        private int demonstrate(Problems problems) throws ProblemsException, FailureException {
            if (http != null) {
                problems.add("--http", "is for a real Slack: the demo has a door of its own");
            }
            if (config != null) {
                problems.add("--config", "is for a real Slack: the demo has settings of its own");
            }
            int port = problems.value("--demo-port", demoPort, BotDemo::port).orElse(0);
            problems.throwIfAny();
            try (BotDemo demonstration = BotDemo.start(surroundings, port)) {
                serve(
                        demonstration.configuration(),
                        () -> demonstration.words().lines().forEach(console::say));
            }
            return ExitCode.DONE;
        }

        /** Runs until the process is asked to end. */
        private void serve(BotConfiguration configuration, Runnable started) throws FailureException {
            try (BotWiring wiring = new BotWiring(surroundings, console)) {
                Bot bot = wiring.start(configuration);
                console.say("The bot runs. Health: http://"
                        + configuration.health().getHostString() + ":" + bot.healthPort() + "/readyz");
                started.run();
                await(asked);
                console.say("The bot stops: nothing new is begun, and steps under way end or are handed over.");
            }
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Prints what a Slack app has to be set up with. */
    @Command(
            name = "manifest",
            description = {
                "Print the app manifest, to be pasted at api.slack.com/apps: Create New App, From a manifest.",
                "Without --url it is for Socket Mode."
            })
    static final class Manifest extends AppdbCommand {
        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "Where Slack reaches the bot over HTTP, such as https://appdb.example.com/slack/events.")
        @Nullable
        String url;

        Manifest(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        int execute(Problems problems) throws ProblemsException {
            Optional<URI> address = problems.value("--url", url, Manifest::address);
            problems.throwIfAny();
            String manifest = AppManifest.json(address);
            console.result(manifest, Console.parsed(manifest));
            return ExitCode.DONE;
        }

        private static URI address(String text) {
            try {
                URI uri = new URI(text);
                if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
                    return uri;
                }
            } catch (URISyntaxException e) {
                // Told below: the parser's words are about characters.
            }
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no address that Slack would call: it begins with https://");
        }
    }

    /** Only the word before {@code explain}. */
    @Command(name = "policy", description = "Ask the bot's policy file.")
    static final class PolicyGroup extends CommandLineInterface.Group {
        PolicyGroup(Surroundings surroundings) {
            super(surroundings);
        }
    }

    /** Only the word before {@code export}. */
    @Command(name = "audit", description = "Read the bot's audit log.")
    static final class AuditGroup extends CommandLineInterface.Group {
        AuditGroup(Surroundings surroundings) {
            super(surroundings);
        }
    }

    /** Says why the policy allows, refuses or wants approvals. */
    @Command(
            name = "explain",
            description = {
                "Say what the policy decides for somebody who asks for something, and why, rule by rule.",
                "Exits with 4 if it is denied. Slack is not asked: name the user groups that count with --group."
            })
    static final class Explain extends AppdbCommand {
        @Option(
                names = "--policy",
                paramLabel = "FILE",
                description = "The policy file. Default: what APPDB_BOT_POLICY says.")
        @Nullable
        Path policy;

        @Option(names = "--user", paramLabel = "ID", description = "The Slack user, such as U012AB3CD.")
        @Nullable
        String user;

        @Option(names = "--group", paramLabel = "ID", description = "A user group they are in; may be given again.")
        List<String> groups = new ArrayList<>();

        @Option(names = "--command", paramLabel = "WORDS", description = "The command, such as \"roles check\".")
        @Nullable
        String command;

        @Option(
                names = {"--environment", "-e"},
                paramLabel = "ENV",
                description = "The environment. Left out: all of them at once, as for a freeze.")
        @Nullable
        String environment;

        @Option(
                names = {"--app-name", "--app", "-a"},
                paramLabel = "APP",
                description = "The application. Left out: all of them at once.")
        @Nullable
        String app;

        @Option(
                names = "--channel",
                paramLabel = "ID",
                description = "The channel where it is asked, such as C012AB3CD. Default: a direct message.")
        @Nullable
        String channel;

        @Option(
                names = "--break-glass",
                paramLabel = "REASON",
                description = "The reason for going without approvals, as with --break-glass in Slack.")
        @Nullable
        String breakGlass;

        Explain(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        int execute(Problems problems) throws ProblemsException {
            Optional<Policy> read = file(problems).flatMap(path -> policy(path, problems));
            Ask ask = ask(problems);
            problems.throwIfAny();
            Explanation explanation =
                    read.orElseThrow().explain(ask, new Situation(Optional.empty(), Optional.ofNullable(breakGlass)));
            console.result(String.join("\n", explanation.lines()), json(explanation));
            return explanation.decision() instanceof Decision.Denied ? ExitCode.REFUSED : ExitCode.DONE;
        }

        private Optional<Path> file(Problems problems) {
            Optional<Path> file = Optional.ofNullable(policy)
                    .or(() -> Optional.ofNullable(surroundings.environment().get("APPDB_BOT_POLICY"))
                            .map(Path::of));
            if (file.isEmpty()) {
                problems.missing("--policy", "name the policy file, or set APPDB_BOT_POLICY");
            }
            return file.map(path -> surroundings.directory().resolve(path));
        }

        private Ask ask(Problems problems) {
            if (user == null) {
                problems.missing("--user", "the id of a Slack user, such as U012AB3CD");
            }
            if (command == null) {
                problems.missing("--command", "such as \"roles check\"");
            }
            Optional<CommandName> name = problems.value("--command", command, Explain::named);
            return new Ask(
                    user == null ? "" : user,
                    Set.copyOf(groups),
                    channel == null ? "D" : channel,
                    name.orElse(CommandName.HELP),
                    problems.value("--app-name", app, AppName::new),
                    problems.value("--environment", environment, EnvironmentName::new));
        }

        private static CommandName named(String words) {
            return CommandName.of(words)
                    .orElseThrow(() -> new IllegalArgumentException("\"" + words + "\" is no command: there are "
                            + Arrays.stream(CommandName.values())
                                    .map(CommandName::words)
                                    .collect(Collectors.joining(", "))));
        }

        private static ObjectNode json(Explanation explanation) {
            ObjectNode json = Console.object()
                    .put("verdict", explanation.lines().get(0))
                    .put("allowed", explanation.decision() instanceof Decision.Allowed);
            json.set("rules", Console.tree(explanation.rules()));
            return json;
        }
    }

    /** Prints the audit log. */
    @Command(
            name = "export",
            description = {
                "Print the audit log, the oldest first, one JSON object a line.",
                "The database is that of APPDB_DATABASE_URL, or the embedded one in APPDB_BOT_DATA."
            })
    static final class Export extends AppdbCommand {
        @Option(names = "--config", paramLabel = "FILE", description = "The bot's file with settings.")
        @Nullable
        Path config;

        @Option(
                names = "--since",
                paramLabel = "TIME",
                description = "Only what happened since, such as 2026-11-23 or 2026-11-23T15:00:00Z.")
        @Nullable
        String since;

        Export(Surroundings surroundings) {
            super(surroundings);
        }

        /** Each entry is a line of JSON, whatever --output says: there may be very many. */
        @Override
        int execute(Problems problems) throws ProblemsException, FailureException {
            Instant from = problems.value("--since", since, Export::instant).orElse(Instant.EPOCH);
            Optional<BotStorage> storage = storage(problems);
            problems.throwIfAny();
            try (BotWiring wiring = new BotWiring(surroundings, console)) {
                Store store = wiring.existingStore(storage.orElseThrow());
                AuditExport.write(store, from, new PrintWriter(surroundings.out(), false, StandardCharsets.UTF_8));
            } catch (IOException | StoreException e) {
                throw Failure.failed(
                                "bot-database",
                                "could not read the audit log",
                                String.valueOf(e.getMessage()),
                                "Look whether the bot has ever started with this database.")
                        .asException(e);
            }
            return ExitCode.DONE;
        }

        private Optional<BotStorage> storage(Problems problems) {
            try {
                return Optional.of(BotStorage.read(surroundings.environment(), Optional.ofNullable(config)));
            } catch (InvalidConfigurationException e) {
                take(e, problems);
                return Optional.empty();
            }
        }

        private static Instant instant(String text) {
            try {
                return text.contains("T")
                        ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" is no time such as 2026-11-23 or 2026-11-23T15:00:00Z");
            }
        }
    }
}
