package dev.appdb.cli;

import dev.appdb.cli.bot.BotAuditCommand;
import dev.appdb.cli.bot.BotHealthCommand;
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
import picocli.CommandLine;

/**
 * The words of the command line and the commands behind them. Where the first words name a command, only that one is put
 * together: to read the flags of all of them takes longer than most commands.
 *
 * @param name the word
 * @param command the command itself, made of a {@link ProcessContext}
 * @param below the words that may follow
 */
record Commands(String name, Class<?> command, Map<String, Commands> below) {
    /** The whole tree, in the order in which help shows it. */
    static final Commands ALL = of(
            "appdb",
            CommandLineInterface.Root.class,
            of("setup", SetupCommand.class),
            of("configure", ConfigureCommand.class),
            of("adopt", AdoptCommand.class),
            of(
                    "extensions",
                    ExtensionsCommand.Group.class,
                    of("list", ExtensionsListCommand.class),
                    of("set", ExtensionsCommand.Set.class),
                    of("unset", ExtensionsCommand.Unset.class)),
            of("plan", PlanCommand.class),
            of("apply", ApplyCommand.class),
            of("template", TemplateCommand.class),
            of(
                    "roles",
                    RolesCommand.Group.class,
                    of("plan", RolesPlanCommand.class),
                    of("update", RolesCommand.Update.class),
                    of("check", RolesCommand.Check.class),
                    of("expect", RolesExpectCommand.class),
                    of("checks", RolesChecksCommand.class)),
            of(
                    "password",
                    PasswordCommand.Group.class,
                    of("rotate", PasswordCommand.Rotate.class),
                    of("show", PasswordCommand.Show.class)),
            of(
                    "access",
                    AccessCommand.Group.class,
                    of("grant", AccessCommand.Grant.class),
                    of("list", AccessCommand.ListAll.class),
                    of("revoke", AccessCommand.Revoke.class)),
            of("connect", ConnectCommand.class),
            of("environments", EnvironmentsCommand.class),
            of("status", StatusCommand.class),
            of("drift", DriftCommand.class),
            of("stop", StopCommand.class),
            of("destroy", DestroyCommand.class),
            of(
                    "runs",
                    RunsCommand.Group.class,
                    of("list", RunsCommand.ListRuns.class),
                    of("show", RunsCommand.Show.class)),
            of("doctor", DoctorCommand.class),
            of("iam-policy", IamPolicyCommand.class),
            of(
                    "bot",
                    SlackBotCommand.Start.class,
                    of("manifest", SlackBotCommand.Manifest.class),
                    of("health", BotHealthCommand.class),
                    of("policy", BotPolicyCommand.Group.class, of("explain", BotPolicyCommand.Explain.class)),
                    of(
                            "audit",
                            BotAuditCommand.Group.class,
                            of("export", BotAuditCommand.Export.class),
                            of("verify", BotAuditCommand.Verify.class))),
            of("completion", ShellCompletion.Script.class),
            of("complete", ShellCompletion.Words.class));

    private static Commands of(String name, Class<?> command, Commands... below) {
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
        Object made = made(context);
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

    private Object made(ProcessContext context) {
        try {
            return command.getConstructor(ProcessContext.class).newInstance(context);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(command + " can't be made", e);
        }
    }
}
