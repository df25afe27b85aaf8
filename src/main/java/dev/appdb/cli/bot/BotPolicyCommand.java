package dev.appdb.cli.bot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.policy.Ask;
import dev.appdb.bot.policy.Decision;
import dev.appdb.bot.policy.Explanation;
import dev.appdb.bot.policy.Policy;
import dev.appdb.bot.policy.Situation;
import dev.appdb.cli.command.AppdbCommand;
import dev.appdb.cli.command.CommandGroup;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The commands about the bot's policy file. */
public final class BotPolicyCommand {
    private BotPolicyCommand() {}

    /** Only the word before {@code explain}. */
    @Command(name = "policy", description = "Ask the bot's policy file.")
    public static final class Group extends CommandGroup {
        public Group(ProcessContext context) {
            super(context);
        }
    }

    /** Says why the policy allows, refuses or wants approvals. */
    @Command(
            name = "explain",
            description = {
                "Say what the policy decides for somebody who asks for something, and why, rule by rule.",
                "Exits with 4 if it is denied. Slack is not asked: name the user groups that count with --group."
            })
    public static final class Explain extends AppdbCommand {
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
                names = {"--target", "-t"},
                paramLabel = "TARGET",
                description = "The target that is chosen with it, as with --target in Slack.")
        @Nullable
        String target;

        @Option(
                names = "--server-url",
                paramLabel = "URL",
                description = "The server that is named with it, as with --server-url in Slack.")
        @Nullable
        String server;

        @Option(
                names = "--break-glass",
                paramLabel = "REASON",
                description = "The reason for going without approvals, as with --break-glass in Slack.")
        @Nullable
        String breakGlass;

        public Explain(ProcessContext context) {
            super(context);
        }

        @Override
        protected int execute(Problems problems) throws ProblemsException {
            Optional<Policy> read = file(problems).flatMap(path -> SlackBotCommand.policy(path, problems));
            Ask ask = ask(problems);
            problems.throwIfAny();
            ask.app().ifPresent(app -> ask.environment().ifPresent(named -> console.about(app, named)));
            Explanation explanation =
                    read.orElseThrow().explain(ask, new Situation(Optional.empty(), Optional.ofNullable(breakGlass)));
            console.result(explanation.lines(), json(explanation));
            return explanation.decision() instanceof Decision.Denied ? ExitCode.REFUSED : ExitCode.DONE;
        }

        private Optional<Path> file(Problems problems) {
            Optional<Path> file = Optional.ofNullable(policy)
                    .or(() -> Optional.ofNullable(context.environment().get("APPDB_BOT_POLICY"))
                            .map(Path::of));
            if (file.isEmpty()) {
                problems.missing("--policy", "name the policy file, or set APPDB_BOT_POLICY");
            }
            return file.map(path -> context.directory().resolve(path));
        }

        private Ask ask(Problems problems) {
            if (user == null) {
                problems.missing("--user", "the id of a Slack user, such as U012AB3CD");
            }
            if (command == null) {
                problems.missing("--command", "such as \"roles check\"");
            }
            Optional<CommandName> name = problems.value("--command", command, Explain::named);
            Ask ask = new Ask(
                    user == null ? "" : user,
                    Set.copyOf(groups),
                    channel == null ? "D" : channel,
                    name.orElse(CommandName.HELP),
                    problems.value("--app-name", app, AppName::new),
                    problems.value("--environment", environment, EnvironmentName::new));
            Ask choosing = ask.choosing(problems.value("--target", target, Target::of));
            return problems.value("--server-url", server, ServerUrl::new)
                    .map(choosing::on)
                    .orElse(choosing);
        }

        private static CommandName named(String words) {
            return CommandName.of(words)
                    .orElseThrow(() -> new IllegalArgumentException("\"" + words + "\" is no command: there are "
                            + Arrays.stream(CommandName.values())
                                    .map(CommandName::words)
                                    .collect(Collectors.joining(", "))));
        }

        private static String verdict(Decision decision) {
            if (decision instanceof Decision.NeedsApprovals) {
                return "needs_approvals";
            }
            return decision instanceof Decision.Allowed ? "allowed" : "denied";
        }

        private static ObjectNode json(Explanation explanation) {
            ObjectNode json = Console.object()
                    .put("verdict", verdict(explanation.decision()))
                    .put("explanation", explanation.lines().get(0))
                    .put("allowed", explanation.decision() instanceof Decision.Allowed);
            json.set("rules", Console.tree(explanation.rules()));
            return json;
        }
    }
}
