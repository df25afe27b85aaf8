package dev.appdb.tui;

import dev.appdb.roles.CheckReport;
import java.util.List;

/**
 * The result of a setup, for its last page.
 *
 * @param verdict one sentence
 * @param good whether everything is as configured
 * @param checks the roles check
 * @param nextSteps a line each
 * @param command the command that does the same without prompts
 */
public record Closing(String verdict, boolean good, CheckReport checks, List<String> nextSteps, String command) {

    public Closing {
        nextSteps = List.copyOf(nextSteps);
    }
}
