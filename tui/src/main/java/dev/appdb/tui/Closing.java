package dev.appdb.tui;

import dev.appdb.roles.CheckReport;
import java.util.List;

/**
 * How a set-up ended, for its last page.
 *
 * @param verdict one sentence
 * @param good whether all is as declared
 * @param checks the roles check
 * @param nextSteps a line each
 * @param command the command that does the same without questions
 */
public record Closing(String verdict, boolean good, CheckReport checks, List<String> nextSteps, String command) {

    public Closing {
        nextSteps = List.copyOf(nextSteps);
    }
}
