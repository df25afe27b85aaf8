package dev.appdb.bot.command;

import dev.appdb.request.PrintableLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The plan of a run that somebody approves or denies.
 *
 * @param run the run's id
 * @param plan the plan's id; another plan of the same run is another thing to approve
 */
public record Reviewed(String run, String plan) {
    static final Pattern RUN_ID = Pattern.compile("[0-9]{8}-[0-9]{6}-[0-9a-f]{6}");

    private static final Pattern BOTH = Pattern.compile("(" + RUN_ID + ") +([A-Za-z0-9._-]{1,128})");

    /**
     * The two ids, separated by a space.
     *
     * @throws IllegalArgumentException if they are none
     */
    public static Reviewed of(String text) {
        Matcher matcher = BOTH.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + PrintableLine.of(CommandText.shown(text))
                    + "\" does not name a run and its plan: copy both from the run's message");
        }
        return new Reviewed(matcher.group(1), matcher.group(2));
    }

    @Override
    public String toString() {
        return run + " " + plan;
    }
}
