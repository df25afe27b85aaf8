package dev.appdb.cli.bot;

import dev.appdb.bot.HealthAnswer;
import dev.appdb.cli.command.AppdbCommand;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks the bot on this machine how it is: what a container without a shell and curl has for its health check. */
@Command(
        name = "health",
        description = {
            "Ask the bot on this machine whether it answers. Exits with 1 if it doesn't.",
            "For the health check of a container. The address is that of APPDB_BOT_HEALTH."
        })
public final class BotHealthCommand extends AppdbCommand {
    @Option(names = "--config", paramLabel = "FILE", description = "The bot's file with settings.")
    @Nullable
    Path config;

    @Option(
            names = "--ready",
            description = "Ask whether all that it needs works: Slack, its database and its jobs. Not for a check that"
                    + " restarts the bot: when Slack is down, that doesn't help.")
    boolean ready;

    public BotHealthCommand(ProcessContext context) {
        super(context);
    }

    @Override
    protected int execute(Problems problems) throws ProblemsException, FailureException {
        Optional<InetSocketAddress> address = address(problems);
        problems.throwIfAny();
        HealthAnswer answer = HealthAnswer.ask(address.orElseThrow(), ready ? "/readyz" : "/healthz");
        List<String> lines = answer.text().lines().toList();
        if (!answer.isGood()) {
            throw Failure.failed(
                            "bot-health",
                            "the bot " + (ready ? "is not ready" : "does not answer"),
                            String.join(", ", lines),
                            "Look at the bot's log. Set APPDB_BOT_HEALTH as it is set for the bot.")
                    .asException();
        }
        console.result(lines, Console.object().put("answer", answer.text()));
        return ExitCode.DONE;
    }

    private Optional<InetSocketAddress> address(Problems problems) {
        try {
            return Optional.of(HealthAnswer.address(context.environment(), Optional.ofNullable(config)));
        } catch (ProblemsException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }
}
