package dev.appdb.cli;

import dev.appdb.cli.command.AppdbCommand;
import dev.appdb.cli.command.CompletionValues;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** Completion in shells: the scripts, each a few lines, and the command that they ask for words. */
final class ShellCompletion {
    private ShellCompletion() {}

    /** The shells with a script. */
    static final class Shells extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Shells() {
            super(List.of("bash", "zsh", "fish"));
        }
    }

    /** Prints the script of a shell. */
    @Command(
            name = "completion",
            description = {
                "Print the completion script of a shell, which has to be read when the shell starts.",
                "It offers commands, options and values: apps, environments, targets, extensions, runs."
            })
    public static final class Script extends AppdbCommand {
        @Parameters(
                arity = "0..1",
                paramLabel = "SHELL",
                completionCandidates = Shells.class,
                description = "The shell: bash (default), zsh or fish.")
        String shell = "bash";

        public Script(ProcessContext context) {
            super(context);
        }

        @Override
        protected int execute(Problems problems) throws ProblemsException {
            if (!new Shells().contains(shell)) {
                problems.add("SHELL", "\"" + shell + "\" is not known: use bash, zsh or fish");
            }
            problems.throwIfAny();
            String script = script();
            console.document(script, Console.object().put("script", script));
            return ExitCode.DONE;
        }

        private String script() {
            try (InputStream file = Script.class.getResourceAsStream("completion." + shell)) {
                return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Prints what may stand in the place of the last word, one a line. */
    @Command(
            name = "complete",
            hidden = true,
            description = "Print the words that may stand in the place of the last one: for the scripts of shells.")
    public static final class Words extends AppdbCommand {
        @Parameters(arity = "0..*", paramLabel = "WORD", description = "The words after appdb, after two hyphens.")
        List<String> words = new ArrayList<>();

        public Words(ProcessContext context) {
            super(context);
        }

        @Override
        protected int execute(Problems problems) throws ProblemsException {
            problems.throwIfAny();
            List<String> candidates = candidates();
            console.document(String.join("\n", candidates), Console.list("words", Console.tree(candidates)));
            return ExitCode.DONE;
        }

        private List<String> candidates() {
            List<String> all = words.isEmpty() ? List.of("") : words;
            List<String> before = all.subList(0, all.size() - 1);
            String typed = all.get(all.size() - 1);
            CommandLine line = Commands.ALL.line(context, before);
            CommandLineInterface.everywhere(line);
            line.parseArgs(before.toArray(String[]::new));
            offerValues(line, before);
            List<CharSequence> endings = new ArrayList<>();
            AutoComplete.complete(
                    line.getCommandSpec(),
                    all.toArray(String[]::new),
                    before.size(),
                    typed.length(),
                    String.join(" ", all).length(),
                    endings);
            List<String> found = endings.stream()
                    .map(ending -> typed + ending)
                    .distinct()
                    .sorted()
                    .toList();
            List<String> plain =
                    found.stream().filter(word -> !word.startsWith("-")).toList();
            return typed.startsWith("-") || plain.isEmpty() ? found : plain;
        }

        private static void offerValues(CommandLine line, List<String> before) {
            CommandSpec command = line.getCommandSpec();
            for (String word : before) {
                CommandLine below = command.subcommands().get(word);
                if (below == null) {
                    break;
                }
                command = below.getCommandSpec();
            }
            new CompletionValues(command).offer();
        }
    }
}
