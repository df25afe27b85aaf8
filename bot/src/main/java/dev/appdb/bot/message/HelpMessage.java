package dev.appdb.bot.message;

import dev.appdb.bot.command.Argument;
import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.CommandText;
import dev.appdb.bot.command.DatabaseName;
import dev.appdb.bot.command.Flag;
import dev.appdb.bot.command.Parsed;
import dev.appdb.failure.Remedy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Messages that help people to the command that they mean. */
public final class HelpMessage {
    private static final int MAX_CHOICES = 8;

    private HelpMessage() {}

    /** All commands, or one of them in detail. */
    public static Reply of(BotCommand help) {
        return help.subject().flatMap(CommandName::of).map(HelpMessage::one).orElseGet(HelpMessage::all);
    }

    private static Reply all() {
        List<Detail> commands = Arrays.stream(CommandName.values())
                .map(name -> Detail.of(Span.code(name.usage()), Span.plain(" " + name.purpose())))
                .toList();
        return new MessageLayout("Commands of " + BotCommand.SLASH, "help")
                .details(commands, "")
                .foot(
                        "Leave out arguments that you don't know, and the bot asks for them",
                        "every button is a command that you can type instead",
                        "passwords are replaced and shown in a shell only: appdb password rotate",
                        "details: " + BotCommand.SLASH + " help COMMAND")
                .reply();
    }

    private static Reply one(CommandName name) {
        List<Detail> flags = name.flags().stream()
                .map(flag -> Detail.of(
                        Span.code(flag.word() + (flag.takesValue() ? " " + value(flag) : "")),
                        Span.plain(" " + flag.help())))
                .toList();
        return new MessageLayout(BotCommand.SLASH + " " + name.words(), "help")
                .paragraph(Span.code(name.usage()), Span.plain(" " + name.purpose()))
                .details(flags, "Flags")
                .reply();
    }

    private static String value(Flag flag) {
        return flag.value().replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** A text that is no command: what is wrong, and what was probably meant. */
    public static Reply unclear(Parsed.Unclear unclear) {
        return unclear.candidates().isEmpty() ? gibberish(unclear) : meant(unclear);
    }

    private static Reply gibberish(Parsed.Unclear unclear) {
        BotCommand help = BotCommand.of(CommandName.HELP);
        return new MessageLayout("Unknown command", "help")
                .details(problems(unclear), "")
                .paragraph(Span.plain("You typed: "), Span.code(BotCommand.SLASH + " " + unclear.typed()))
                .paragraph(Span.plain("For all commands, type: "), Span.code(help.slashText()))
                .buttons(List.of(Button.of("Help", help)))
                .reply();
    }

    private static List<Detail> problems(Parsed.Unclear unclear) {
        return unclear.problems().stream()
                .map(problem -> Detail.of(Span.plain(problem.endsWith("?") ? problem : problem + ".")))
                .toList();
    }

    private static Reply meant(Parsed.Unclear unclear) {
        List<Button> buttons = new ArrayList<>();
        unclear.suggestion()
                .map(CommandText::parse)
                .filter(BotCommand.class::isInstance)
                .map(BotCommand.class::cast)
                .ifPresent(command ->
                        buttons.add(Button.of("Run " + command.text(), command).styled(Button.PRIMARY)));
        for (CommandName candidate : unclear.candidates()) {
            buttons.add(Button.of("Help: " + candidate.words(), helpOf(candidate)));
        }
        String meant = unclear.suggestion().orElse(unclear.nearest().words());
        boolean isKnown = unclear.suggestion().isEmpty()
                && unclear.typed().toLowerCase(Locale.ROOT).startsWith(meant);
        String title = BotCommand.SLASH + " " + meant;
        return new MessageLayout(isKnown ? "Problem with " + title : "Did you mean " + title + "?", "help")
                .details(problems(unclear), "")
                .paragraph(Span.plain("You typed: "), Span.code(BotCommand.SLASH + " " + unclear.typed()))
                .paragraph(Span.plain("Usage: "), Span.code(unclear.nearest().usage()))
                .buttons(buttons)
                .reply();
    }

    private static BotCommand helpOf(CommandName name) {
        return (BotCommand) CommandText.parse(CommandName.HELP.words() + " " + name.words());
    }

    /** A command that is typed in a shell: how, and what Slack has instead. */
    public static Reply inShell(Parsed.InShell inShell) {
        Remedy.Command command = inShell.database()
                .map(name -> inShell.command()
                        .about(name.app().value(), name.environment().value()))
                .orElseGet(() -> inShell.command().call());
        BotCommand help = BotCommand.of(CommandName.HELP);
        return new MessageLayout("appdb " + inShell.command().words() + " is a command for the shell", "help")
                .paragraph(
                        Span.plain("Slack does not have it. In a checkout of the project, type: "),
                        Span.code(command.toString()))
                .paragraph(Span.plain("For the commands in Slack, type: "), Span.code(help.slashText()))
                .buttons(List.of(Button.of("Help", help)))
                .reply();
    }

    /**
     * A command that lacks something: a button for each environment that it may be for, or for each usual end, and always
     * one for the form that asks for everything.
     *
     * @param known the environments for which the person may do it, the likeliest first
     */
    public static Reply missing(Parsed.Incomplete incomplete, List<DatabaseName> known) {
        BotCommand soFar = incomplete.soFar();
        Set<Argument> missing = incomplete.missing();
        String what = missing.stream().map(Argument::description).collect(Collectors.joining(" and "));
        return new MessageLayout(BotCommand.SLASH + " " + soFar.name().words() + " needs " + what, "missing")
                .paragraph(Span.plain("Choose, or type: "), Span.code(usage(soFar, missing)))
                .buttons(choices(soFar, missing, known))
                .reply();
    }

    /** A set-up whose form Slack did not show in time, or shows without having said so. */
    public static SlackMessage notOpened(BotCommand setup) {
        return new MessageLayout("The form of " + setup.slashText() + " did not open in time", "missing")
                .paragraph(
                        Span.plain(
                                "Nothing was started. If the form is open by now, use it. Otherwise open it again, or"
                                        + " type the target too: "),
                        Span.code(setup.with(Flag.TARGET, "TARGET").slashText()))
                .buttons(List.of(Button.form("Fill in a form", setup)))
                .message();
    }

    private static String usage(BotCommand soFar, Set<Argument> missing) {
        boolean wantsReason = missing.contains(Argument.REASON) && soFar.has(Flag.BREAK_GLASS);
        return soFar.name().usage() + (wantsReason ? " " + Flag.BREAK_GLASS.word() + " --reason WHY" : "");
    }

    private static List<Button> choices(BotCommand soFar, Set<Argument> missing, List<DatabaseName> known) {
        List<Button> buttons = new ArrayList<>();
        if (missing.contains(Argument.ENVIRONMENT)) {
            known.stream()
                    .filter(each -> soFar.app().isEmpty() || soFar.app().get().equals(each.app()))
                    .limit(MAX_CHOICES)
                    .forEach(each -> buttons.add(button(
                            each.app() + "-" + each.environment(),
                            soFar.with(Argument.APP, each.app().value())
                                    .with(
                                            Argument.ENVIRONMENT,
                                            each.environment().value()))));
        } else if (missing.equals(Set.of(Argument.UNTIL))) {
            for (String length : List.of("1h", "8h", "1d", "1w")) {
                buttons.add(button(length, soFar.with(Argument.UNTIL, length)));
            }
        }
        buttons.add(Button.form("Fill in a form", soFar));
        return buttons;
    }

    /** A button that runs a complete command, or opens the form of an incomplete one. */
    private static Button button(String label, BotCommand command) {
        return command.missing().isEmpty() ? Button.of(label, command) : Button.form(label, command);
    }
}
