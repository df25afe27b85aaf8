package dev.appdb.engine;

import dev.appdb.failure.CommandName;
import dev.appdb.failure.ShellWord;
import dev.appdb.failure.Subcommand;
import dev.appdb.form.Answer;
import dev.appdb.form.Answers;
import dev.appdb.project.Project;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.setting.Setting;
import dev.appdb.setting.SettingType;
import dev.appdb.setting.SettingValues;
import dev.appdb.setting.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a command, made whole.
 *
 * @param request the request that flags, answers and the project make together
 * @param values the values of all settings, also of those that no request has, such as the account
 * @param answers the answers to the questions, defaults too, and the settings that were given beside them
 * @param flags the flags that ask for the same without a question, by name; a switch has the value {@code ""}
 * @param notes the declarations of the project's files that are used, and what was given against them
 */
public record Resolution(
        Project project,
        DatabaseRequest request,
        SettingValues values,
        Answers answers,
        Map<String, String> flags,
        List<String> notes) {
    private static final String PROJECT = "--project";

    public Resolution {
        flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
        notes = List.copyOf(notes);
    }

    /** The same, asked for from another folder than the project's. */
    public Resolution from(@Nullable Path folder) {
        if (folder == null) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(flags);
        more.put(PROJECT, folder.toString());
        return new Resolution(project, request, values, answers, more, notes);
    }

    /** The answers by flag, also those that are defaults. */
    public Map<String, String> answersByFlag() {
        Map<String, String> byFlag = new LinkedHashMap<>(flags);
        byFlag.putAll(EarlierAnswers.of(answers).byFlag());
        return byFlag;
    }

    /** The flags that name this database from the folder that the command was run in. */
    public String namingFlags() {
        String folder = flags.get(PROJECT);
        return request.flags() + (folder == null ? "" : " " + PROJECT + " " + ShellWord.quote(folder));
    }

    /**
     * The flags with which another command means this database as it was asked for here: those that name it, and those of
     * its own that were given and that it would not know otherwise.
     */
    public String flagsOf(Subcommand next) {
        Map<String, String> given = new LinkedHashMap<>(flags);
        given.keySet().removeIf(flag -> !isGivenTo(next, flag));
        List<String> words = new ArrayList<>(List.of(namingFlags()));
        wordsOf(given).stream().map(ShellWord::quote).forEach(words::add);
        return String.join(" ", words);
    }

    private boolean isGivenTo(Subcommand next, String flag) {
        return settingOf(flag)
                .filter(setting -> setting != Settings.APP_NAME && setting != Settings.ENVIRONMENT)
                .filter(setting -> setting.commands().contains(next))
                .flatMap(setting -> answers.answer(setting.id()))
                .map(Answer::source)
                .filter(source -> source.startsWith("-") || source.equals(Answer.YOU))
                .isPresent();
    }

    /** The words of the command that does the same without a question. */
    public List<String> command(String name) {
        List<String> words = new ArrayList<>(List.of(CommandName.value(), name));
        words.addAll(wordsOf(flags));
        return words;
    }

    private static List<String> wordsOf(Map<String, String> flags) {
        List<String> words = new ArrayList<>();
        flags.forEach((flag, value) -> {
            for (String each : isRepeated(flag) ? value.split(" ", -1) : new String[] {value}) {
                words.add(flag);
                if (!each.isEmpty()) {
                    words.add(each);
                }
            }
        });
        return words;
    }

    private static boolean isRepeated(String flag) {
        return settingOf(flag)
                .filter(setting -> setting.type().form() == SettingType.Form.WORDS)
                .isPresent();
    }

    private static Optional<Setting<?>> settingOf(String flag) {
        return Settings.ALL.stream()
                .filter(setting ->
                        setting.flag().equals(flag) || setting.negatedFlag().equals(flag))
                .findFirst();
    }

    /** The value of a setting, if there is one. */
    public <T> Optional<T> value(Setting<T> setting) {
        return values.get(setting);
    }
}
