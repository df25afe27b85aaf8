package dev.appdb.cli;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.appdb.cli.command.DatabaseCommand;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.Target;
import dev.appdb.setting.Setting;
import dev.appdb.setting.Settings;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The help of a command: what it is, its own options, which database it is about, examples. The settings of a database are
 * described where one is set up; elsewhere they are only named.
 */
final class HelpPage {
    private static final int WIDTH = 80;

    /** The least that picocli takes. */
    private static final int MIN_WIDTH = 55;

    private static final String OWN = "Options:";
    private static final String WHICH = "Which database:";
    private static final String SETTINGS = "Its settings:";
    private static final String NAMED = "";
    private static final String ALWAYS = "With every command:";

    private static final Set<String> OF_EVERY_COMMAND =
            Set.of("--output", "--quiet", "--verbose", "--log-file", "--no-color", "--help", "--version");
    private static final List<String> OF_A_DATABASE = List.of("--app-name", "--environment", "--target", "--project");

    /** The commands that make or change the settings of a database. */
    private static final Set<Subcommand> DESCRIBING =
            EnumSet.of(Subcommand.SETUP, Subcommand.CONFIGURE, Subcommand.ADOPT);

    private HelpPage() {}

    /** Has a command's help be this. */
    static void of(CommandSpec command) {
        UsageMessageSpec usage = command.usageMessage();
        usage.showDefaultValues(false)
                .sortOptions(false)
                .abbreviateSynopsis(true)
                .width(WIDTH);
        usage.commandListHeading("%nCommands:%n");
        usage.sectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> options(command, help));
        List<String> examples = Examples.of(words(command));
        if (!examples.isEmpty()) {
            usage.sectionMap()
                    .put(
                            UsageMessageSpec.SECTION_KEY_FOOTER_HEADING,
                            help -> "%nExamples:%n".formatted() + examples(usage, examples) + help.footerHeading());
        }
    }

    private static String examples(UsageMessageSpec usage, List<String> examples) {
        return rows(usage.width(), examples.stream().map(line -> ("  appdb " + line).stripTrailing()));
    }

    private static String rows(int width, Stream<String> lines) {
        TerminalCapabilities page = TerminalCapabilities.PLAIN.within(width);
        return lines.flatMap(line -> page.rows(line).stream())
                .map(row -> row + "%n".formatted())
                .collect(Collectors.joining());
    }

    /**
     * Has the help of a command, and of those below it, fit a terminal that is narrower than usual.
     *
     * @param columns the terminal's width; 0 if any
     */
    static void fit(CommandLine line, int columns) {
        if (columns > 0 && columns < WIDTH) {
            line.setUsageHelpWidth(Math.max(columns, MIN_WIDTH));
        }
    }

    /** The words of a command after appdb, such as {@code roles check}. */
    static String words(CommandSpec command) {
        return command.qualifiedName().replaceFirst("^appdb ?", "");
    }

    private static String options(CommandSpec command, Help help) {
        Map<String, List<OptionSpec>> groups = command.options().stream()
                .filter(option -> !option.hidden())
                .collect(groupingBy(option -> title(command, option), LinkedHashMap::new, toList()));
        List<OptionSpec> named = groups.getOrDefault(NAMED, List.of());
        groups.remove(NAMED);
        return groups.entrySet().stream()
                        .sorted(comparing(group -> order(group.getKey())))
                        .map(group -> "%n%s%n".formatted(group.getKey()) + list(help, group.getValue()))
                        .collect(Collectors.joining())
                + named(named, command.usageMessage().width());
    }

    private static int order(String title) {
        int first = List.of(OWN, WHICH, SETTINGS).indexOf(title);
        return first >= 0 ? first : title.equals(ALWAYS) ? Integer.MAX_VALUE : Integer.MAX_VALUE - 1;
    }

    private static String title(CommandSpec command, OptionSpec option) {
        if (OF_EVERY_COMMAND.contains(option.longestName())) {
            return ALWAYS;
        }
        if (OF_A_DATABASE.contains(option.longestName())) {
            return WHICH;
        }
        Optional<Setting<?>> setting = setting(option);
        if (setting.isEmpty()) {
            return OWN;
        }
        boolean isDescribed =
                command.userObject() instanceof DatabaseCommand about && DESCRIBING.contains(about.database.command());
        return isDescribed || !Settings.on(Subcommand.SETUP).contains(setting.get()) ? title(setting.get()) : NAMED;
    }

    /** The setting that an option is made of; a command's own option of the same name is a field of it. */
    private static Optional<Setting<?>> setting(OptionSpec option) {
        return option.userObject() != null
                ? Optional.empty()
                : Settings.ALL.stream()
                        .filter(setting -> Arrays.asList(option.names()).contains(setting.flag()))
                        .findFirst();
    }

    private static String title(Setting<?> setting) {
        return setting.targets().size() == Target.values().length
                ? SETTINGS
                : "With --target "
                        + setting.targets().stream().map(Target::toString).collect(Collectors.joining(" or ")) + ":";
    }

    private static String list(Help help, List<OptionSpec> options) {
        Help.Layout layout = help.createDefaultLayout(options, List.of(), help.colorScheme());
        List<OptionSpec> inOrder = options.stream()
                .sorted(comparing(option -> OF_A_DATABASE.indexOf(option.longestName())))
                .toList();
        layout.addAllOptions(inOrder, help.createDefaultParamLabelRenderer());
        return layout.toString();
    }

    private static String named(List<OptionSpec> options, int width) {
        if (options.isEmpty()) {
            return "";
        }
        String flags = options.stream().map(OptionSpec::longestName).collect(Collectors.joining(", "));
        return rows(
                width,
                Stream.of("", "It takes these settings, too, which `appdb setup --help` describes: " + flags + "."));
    }
}
