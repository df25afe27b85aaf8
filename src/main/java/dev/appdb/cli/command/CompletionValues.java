package dev.appdb.cli.command;

import dev.appdb.engine.RunRecord;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.form.Answers;
import dev.appdb.form.Choice;
import dev.appdb.form.Question;
import dev.appdb.setting.Settings;
import dev.appdb.setting.SetupForm;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The values that completion offers for the arguments of a command: formats, what the setup's questions offer, the runs of
 * the project. They are read from this machine's files alone.
 */
public final class CompletionValues {
    private final CommandSpec command;

    /** @param command a command that was parsed: what is on its line counts, such as the app whose environments are offered */
    public CompletionValues(CommandSpec command) {
        this.command = command;
    }

    /** Has picocli offer the values, which are read when they are asked for. */
    public void offer() {
        for (OptionSpec option : List.copyOf(command.options())) {
            if (option.completionCandidates() == null) {
                command.remove(option);
                command.addOption(OptionSpec.builder(option)
                        .completionCandidates(() -> of(option).iterator())
                        .build());
            }
        }
        command.positionalParameters().stream()
                .filter(parameter -> parameter.completionCandidates() == null)
                .toList()
                .forEach(parameter -> {
                    command.remove(parameter);
                    command.addPositional(parameter.toBuilder()
                            .completionCandidates(() -> ofParameter().iterator())
                            .build());
                });
    }

    private List<String> of(OptionSpec option) {
        if (option.longestName().equals("--output") && command.userObject() instanceof AppdbCommand ours) {
            return ours.output.formats();
        }
        return command.userObject() instanceof DatabaseCommand about
                ? offered(about, question -> Arrays.asList(option.names()).contains(question.flag()))
                : List.of();
    }

    private List<String> ofParameter() {
        Object parsed = command.userObject();
        if (parsed instanceof RunsCommand.Show show) {
            return runs(show);
        }
        Predicate<Question> extensions = question -> question.id().equals(Settings.EXTENSIONS.id());
        if (parsed instanceof ExtensionsCommand.Unset unset) {
            return offered(unset, extensions).stream()
                    .map(word -> word.replaceFirst("=.*", ""))
                    .distinct()
                    .toList();
        }
        return parsed instanceof ExtensionsCommand.Set set ? offered(set, extensions) : List.of();
    }

    private static List<String> offered(DatabaseCommand about, Predicate<Question> which) {
        Answers given = about.database.given();
        return SetupForm.of(about.resolver(new Problems()).facts()).questions().stream()
                .filter(which)
                .flatMap(question -> question.choices().apply(given).stream()
                        .filter(Choice::isAvailable)
                        .flatMap(choice -> words(question, choice)))
                .toList();
    }

    private static Stream<String> words(Question question, Choice choice) {
        return question.kind() == Question.Kind.SWITCHES
                ? Stream.of(choice.value() + "=on", choice.value() + "=off")
                : Stream.of(choice.value());
    }

    private static List<String> runs(RunsCommand.Show show) {
        try {
            return show.wiring().journal().runs().stream().map(RunRecord::id).toList();
        } catch (FailureException e) {
            return List.of(); // The command itself names the reason.
        }
    }
}
