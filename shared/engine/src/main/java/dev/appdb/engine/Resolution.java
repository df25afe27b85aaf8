package dev.appdb.engine;

import dev.appdb.failure.ShellWord;
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

    /** The words of the command that does the same without a question. */
    public List<String> command(String name) {
        List<String> words = new ArrayList<>(List.of("appdb", name));
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
        return Settings.ALL.stream()
                .filter(setting -> setting.flag().equals(flag))
                .anyMatch(setting -> setting.type().form() == SettingType.Form.WORDS);
    }

    /** The value of a setting, if there is one. */
    public <T> Optional<T> value(Setting<T> setting) {
        return values.get(setting);
    }
}
