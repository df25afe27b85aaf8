package dev.appdb.cli.command;

import dev.appdb.failure.Problem;
import dev.appdb.setting.Setting;
import dev.appdb.setting.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The parse errors of a command line. None of them ends the parsing, so that the command can name
 * them together with all else that is missing or wrong.
 *
 * <p>picocli collects what it can't take. Before it does, an option without its value is put aside here: picocli would
 * take the option that follows for the value, and then that one would seem to be missing.
 */
public final class ParseErrors implements IParameterPreprocessor {
    private final List<Problem> putAside = new ArrayList<>();

    private ParseErrors() {}

    /** Lets a command go on with whatever words it gets. */
    public static void letPass(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        spec.parser().collectErrors(true);
        line.setUnmatchedArgumentsAllowed(true);
        if (line.getSubcommands().isEmpty()) {
            line.setUnmatchedOptionsArePositionalParams(false);
            spec.preprocessor(new ParseErrors());
        }
    }

    /** The problems of the command's words and of its parents', in that order. */
    static List<Problem> of(CommandSpec command) {
        List<Problem> problems = new ArrayList<>();
        CommandLine line = command.commandLine();
        if (command.preprocessor() instanceof ParseErrors words) {
            problems.addAll(words.putAside);
        }
        line.getParseResult().errors().forEach(error -> problems.add(refused(error)));
        line.getUnmatchedArguments().forEach(word -> problems.add(notUnderstood(line, word)));
        problems.addAll(above(line));
        return problems.stream().distinct().toList();
    }

    private static List<Problem> above(CommandLine line) {
        List<Problem> problems = new ArrayList<>();
        for (CommandLine above = line.getParent(); above != null; above = above.getParent()) {
            String name = above.getCommandSpec().qualifiedName();
            above.getParseResult().errors().forEach(error -> problems.add(refused(error)));
            above.getUnmatchedArguments()
                    .forEach(word -> problems.add(
                            Problem.wrong(word, "is not an option of " + name + ": options go after the command")));
        }
        return problems;
    }

    /**
     * The problems of the words after a command group. Once the subcommand is not known, nothing can be said about
     * what the words after it would mean.
     */
    static List<Problem> ofGroup(CommandSpec group) {
        CommandLine line = group.commandLine();
        List<Problem> problems = above(line);
        line.getParseResult().errors().forEach(error -> problems.add(refused(error)));
        List<String> words = line.getUnmatchedArguments();
        boolean isLast = false;
        for (int at = 0; at < words.size() && !isLast; at++) {
            String word = words.get(at);
            if (word.equals("-o") || word.equals("--output")) {
                at++; // the format is any command's to take, and its value no command
            } else if (!word.startsWith("-o") && !word.startsWith("--output=")) {
                problems.add(notUnderstood(line, word));
                isLast = !word.startsWith("-");
            }
        }
        return problems;
    }

    /** A word that the command has no use for, with what may have been meant. */
    static Problem notUnderstood(CommandLine line, String word) {
        List<String> nearest = new UnmatchedArgumentException(line, List.of(word)).getSuggestions();
        String kind =
                word.startsWith("-") ? "an option" : line.getSubcommands().isEmpty() ? "an argument" : "a command";
        return Problem.wrong(
                word,
                "is not " + kind + " of " + line.getCommandSpec().qualifiedName()
                        + (nearest.isEmpty() ? "" : ": did you mean " + String.join(" or ", nearest) + "?"));
    }

    private static Problem refused(Exception error) {
        if (error instanceof OverwrittenOptionException twice && twice.getOverwritten() instanceof OptionSpec option) {
            return Problem.wrong(option.longestName(), "is given more than once");
        }
        if (error instanceof ParameterException refused && refused.getArgSpec() instanceof OptionSpec option) {
            return Problem.wrong(
                    option.longestName(), "\"" + refused.getValue() + "\" is not a valid " + option.paramLabel());
        }
        return Problem.wrong("", String.valueOf(error.getMessage()));
    }

    @Override
    public boolean preprocess(
            Stack<String> stack, CommandSpec command, @Nullable ArgSpec none, Map<String, Object> ignored) {
        List<String> words = new ArrayList<>(stack);
        Collections.reverse(words);
        List<String> kept = keep(command, words);
        Collections.reverse(kept);
        stack.clear();
        stack.addAll(kept);
        return false;
    }

    private List<String> keep(CommandSpec command, List<String> words) {
        putAside.clear();
        List<String> kept = new ArrayList<>();
        int at = 0;
        while (at < words.size() && !words.get(at).equals("--")) {
            String word = words.get(at++);
            Optional<Setting<?>> useless = settingOfOthers(command, word);
            if (useless.isPresent()) {
                putAside.add(refused(command, useless.get()));
                at += takesNext(command, useless.get(), word, words.subList(at, words.size())) ? 1 : 0;
                continue;
            }
            OptionSpec option = option(command, word);
            OptionSpec switched = word.contains("=") ? option(command, word.substring(0, word.indexOf('='))) : null;
            if (switched != null && switched.arity().max() == 0) {
                putAside.add(Problem.wrong(switched.longestName(), "takes no value, and has got one: " + word));
            } else if (option == null || option.arity().min() == 0) {
                kept.add(word);
            } else if (at == words.size() || isOption(command, words.get(at))) {
                putAside.add(Problem.wrong(option.longestName(), "is without its value " + option.paramLabel()));
            } else {
                kept.add(word);
                kept.add(words.get(at++));
            }
        }
        kept.addAll(words.subList(at, words.size()));
        return kept;
    }

    /** The setting that a word is the flag of, if it can have no effect on the command, though it does on others. */
    private static Optional<Setting<?>> settingOfOthers(CommandSpec command, String word) {
        String flag = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        return command.userObject() instanceof DatabaseCommand && option(command, flag) == null
                ? Settings.ALL.stream()
                        .filter(setting ->
                                flag.equals(setting.flag()) || setting.isSwitch() && flag.equals(setting.negatedFlag()))
                        .findFirst()
                : Optional.empty();
    }

    private static Problem refused(CommandSpec command, Setting<?> setting) {
        return Problem.wrong(
                setting.flag(),
                "has no effect on " + command.qualifiedName() + ": it goes with " + setting.commandNames() + " only");
    }

    private static boolean takesNext(CommandSpec command, Setting<?> setting, String word, List<String> after) {
        return !setting.isSwitch()
                && !word.contains("=")
                && !after.isEmpty()
                && !after.get(0).startsWith("--")
                && !isOption(command, after.get(0));
    }

    private static @Nullable OptionSpec option(CommandSpec command, String name) {
        OptionSpec option = command.optionsMap().get(name);
        return option != null ? option : command.negatedOptionsMap().get(name);
    }

    /** As picocli sees it, which takes none of these for a value. */
    private static boolean isOption(CommandSpec command, String word) {
        int end = word.indexOf('=');
        return word.equals("--")
                || option(command, end > 0 ? word.substring(0, end) : word) != null
                || (word.length() > 2
                        && word.charAt(0) == '-'
                        && command.posixOptionsMap().containsKey(word.charAt(1)));
    }
}
