package dev.appdb.cli;

import dev.appdb.cli.bot.BotAuditCommand;
import dev.appdb.cli.bot.BotPolicyCommand;
import dev.appdb.cli.bot.SlackBotCommand;
import dev.appdb.cli.command.AccessCommand;
import dev.appdb.cli.command.AdoptCommand;
import dev.appdb.cli.command.ApplyCommand;
import dev.appdb.cli.command.ConfigureCommand;
import dev.appdb.cli.command.ConnectCommand;
import dev.appdb.cli.command.DatabaseCommand;
import dev.appdb.cli.command.DestroyCommand;
import dev.appdb.cli.command.DoctorCommand;
import dev.appdb.cli.command.DriftCommand;
import dev.appdb.cli.command.EnvironmentsCommand;
import dev.appdb.cli.command.ExtensionsCommand;
import dev.appdb.cli.command.ExtensionsListCommand;
import dev.appdb.cli.command.IamPolicyCommand;
import dev.appdb.cli.command.PasswordCommand;
import dev.appdb.cli.command.PlanCommand;
import dev.appdb.cli.command.RolesChecksCommand;
import dev.appdb.cli.command.RolesCommand;
import dev.appdb.cli.command.RolesExpectCommand;
import dev.appdb.cli.command.RolesPlanCommand;
import dev.appdb.cli.command.RunsCommand;
import dev.appdb.cli.command.SetupCommand;
import dev.appdb.cli.command.StatusCommand;
import dev.appdb.cli.command.StopCommand;
import dev.appdb.cli.command.TemplateCommand;
import dev.appdb.cli.console.ProcessContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;

/**
 * The words of the command line and the commands behind them. Where the first words name a command, only that one is put
 * together: to read the flags of all of them takes longer than most commands.
 *
 * @param name the word
 * @param command makes the command itself
 * @param below the words that may follow
 */
record Commands(String name, Function<ProcessContext, Object> command, Map<String, Commands> below) {
    /** The whole tree, in the order in which help shows it. */
    static final Commands ALL = of(
            "appdb",
            CommandLineInterface.Root::new,
            of("setup", SetupCommand::new),
            of("configure", ConfigureCommand::new),
            of("adopt", AdoptCommand::new),
            of(
                    "extensions",
                    ExtensionsCommand.Group::new,
                    of("list", ExtensionsListCommand::new),
                    of("set", ExtensionsCommand.Set::new),
                    of("unset", ExtensionsCommand.Unset::new)),
            of("plan", PlanCommand::new),
            of("apply", ApplyCommand::new),
            of("template", TemplateCommand::new),
            of(
                    "roles",
                    RolesCommand.Group::new,
                    of("plan", RolesPlanCommand::new),
                    of("update", RolesCommand.Update::new),
                    of("check", RolesCommand.Check::new),
                    of("expect", RolesExpectCommand::new),
                    of("checks", RolesChecksCommand::new)),
            of(
                    "password",
                    PasswordCommand.Group::new,
                    of("rotate", PasswordCommand.Rotate::new),
                    of("show", PasswordCommand.Show::new)),
            of(
                    "access",
                    AccessCommand.Group::new,
                    of("grant", AccessCommand.Grant::new),
                    of("list", AccessCommand.ListAll::new),
                    of("revoke", AccessCommand.Revoke::new)),
            of("connect", ConnectCommand::new),
            of("environments", EnvironmentsCommand::new),
            of("status", StatusCommand::new),
            of("drift", DriftCommand::new),
            of("stop", StopCommand::new),
            of("destroy", DestroyCommand::new),
            of(
                    "runs",
                    RunsCommand.Group::new,
                    of("list", RunsCommand.ListRuns::new),
                    of("show", RunsCommand.Show::new)),
            of("doctor", DoctorCommand::new),
            of("iam-policy", IamPolicyCommand::new),
            of(
                    "bot",
                    SlackBotCommand.Start::new,
                    of("manifest", SlackBotCommand.Manifest::new),
                    of("policy", BotPolicyCommand.Group::new, of("explain", BotPolicyCommand.Explain::new)),
                    of(
                            "audit",
                            BotAuditCommand.Group::new,
                            of("export", BotAuditCommand.Export::new),
                            of("verify", BotAuditCommand.Verify::new))),
            of("completion", ShellCompletion.Script::new),
            of("complete", ShellCompletion.Words::new));

    private static Commands of(String name, Function<ProcessContext, Object> command, Commands... below) {
        Map<String, Commands> byName = new LinkedHashMap<>();
        Arrays.stream(below).forEach(each -> byName.put(each.name(), each));
        return new Commands(name, command, byName);
    }

    /**
     * Puts the command together, with those below it.
     *
     * @param words what follows it on the command line; where the first one is not the name of a command, everything below
     *     may be needed: to be shown, or to be what was meant
     */
    CommandLine line(ProcessContext context, List<String> words) {
        Object made = command.apply(context);
        CommandLine line = new CommandLine(made);
        if (made instanceof DatabaseCommand about) {
            about.database.addTo(line.getCommandSpec());
        }
        Commands named = words.isEmpty() ? null : below.get(words.get(0));
        if (named == null) {
            below.values().forEach(each -> line.addSubcommand(each.line(context, List.of())));
        } else {
            line.addSubcommand(named.line(context, words.subList(1, words.size())));
        }
        return line;
    }
}
