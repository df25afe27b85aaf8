package dev.appdb.cli.bot;

import dev.appdb.bot.Bot;
import dev.appdb.bot.BotConfiguration;
import dev.appdb.bot.UnreadableFile;
import dev.appdb.bot.policy.Policy;
import dev.appdb.bot.policy.PolicyFile;
import dev.appdb.bot.slack.AppManifest;
import dev.appdb.cli.command.AppdbCommand;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.Interruptions;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.cli.wiring.BotWiring;
import dev.appdb.failure.CommandName;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The commands about the Slack bot. */
public final class SlackBotCommand {
    private SlackBotCommand() {}

    /** The policy in a file; what is wrong with it is taken down. */
    static Optional<Policy> policy(Path file, Problems problems) {
        try {
            return Optional.of(PolicyFile.read(Files.readString(file)));
        } catch (ProblemsException e) {
            e.problems().forEach(problem -> problems.add(file + ":", problem.toString()));
        } catch (IOException e) {
            problems.add(file + ":", UnreadableFile.why(file, e));
        }
        return Optional.empty();
    }

    /** Runs the bot. */
    @Command(
            name = "bot",
            description = {
                "Run the Slack bot, which does what these commands do for /appdb in a workspace.",
                "Its settings are variables of the environment, or in the file of --config; all that is missing is"
                        + " named at once. `appdb bot manifest` makes the Slack app, and `appdb bot --demo` needs no"
                        + " Slack."
            })
    public static final class Start extends AppdbCommand {
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

        public Start(ProcessContext context) {
            super(context);
        }

        @Override
        protected int execute(Problems problems) throws ProblemsException, FailureException {
            // People in Slack run commands on their own machines.
            System.clearProperty(CommandName.PROPERTY);
            BotLog.begin();
            if (!demo && demoPort != null) {
                problems.add("--demo-port", "is for --demo alone");
            }
            CountDownLatch ended = new CountDownLatch(1);
            // The process ends only when everything has been given back.
            Interruptions.Watch watch = context.interruptions().watch(() -> {
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
                        context.environment(), Optional.ofNullable(config), Optional.ofNullable(http)));
            } catch (ProblemsException e) {
                problems.addAll(e.problems());
                return Optional.empty();
            }
        }

        private int demonstrate(Problems problems) throws ProblemsException, FailureException {
            if (http != null) {
                problems.add("--http", "is for a real Slack: the demo listens on a port of its own");
            }
            if (config != null) {
                problems.add("--config", "is for a real Slack: the demo has settings of its own");
            }
            int port = problems.value("--demo-port", demoPort, BotDemo::port).orElse(0);
            problems.throwIfAny();
            try (BotDemo demonstration = BotDemo.start(context, port)) {
                serve(
                        demonstration.configuration(),
                        () -> demonstration.words().lines().forEach(console::say));
            }
            return ExitCode.DONE;
        }

        /** Runs until the process is asked to end. */
        private void serve(BotConfiguration configuration, Runnable started) throws FailureException {
            try (BotWiring wiring = new BotWiring(context, console)) {
                Bot bot = wiring.start(configuration);
                console.say("The bot has started. Whether it is ready: http://"
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
    public static final class Manifest extends AppdbCommand {
        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "Where Slack reaches the bot over HTTP, such as https://appdb.example.com/slack/events.")
        @Nullable
        String url;

        public Manifest(ProcessContext context) {
            super(context);
        }

        @Override
        protected int execute(Problems problems) throws ProblemsException {
            Optional<URI> address = problems.value("--url", url, Manifest::address);
            problems.throwIfAny();
            String manifest = AppManifest.json(address);
            console.foreign(manifest, Console.parsed(manifest));
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
}
