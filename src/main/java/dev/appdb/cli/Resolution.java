package dev.appdb.cli;

import dev.appdb.failure.ShellWord;
import dev.appdb.form.Answers;
import dev.appdb.project.Project;
import dev.appdb.request.DatabaseRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A command line made whole.
 *
 * @param request what the flags, the project and the person together ask for
 * @param flags the flags that ask for the same without a question, by name; a switch has the value {@code ""}
 */
record Resolution(Project project, DatabaseRequest request, Answers answers, Map<String, String> flags) {

    Resolution {
        flags = new LinkedHashMap<>(flags);
    }

    /** The answers to the form by flag, also those that are defaults. */
    Map<String, String> answersByFlag() {
        Map<String, String> byFlag = new LinkedHashMap<>(flags);
        // Each question is answered by the flag of its name.
        answers.values().forEach((question, value) -> byFlag.put("--" + question, value));
        return byFlag;
    }

    /** The flags that name this database from the folder that the command was run in. */
    String namingFlags() {
        String folder = flags.get("--project");
        return request.flags() + (folder == null ? "" : " --project " + ShellWord.quote(folder));
    }

    /** The words of the command that does the same without a question. */
    List<String> command(String name) {
        List<String> words = new ArrayList<>(List.of("appdb", name));
        flags.forEach((flag, value) -> {
            for (String each : flag.equals("--extension") ? value.split(" ", -1) : new String[] {value}) {
                words.add(flag);
                if (!each.isEmpty()) {
                    words.add(each);
                }
            }
        });
        return words;
    }
}
