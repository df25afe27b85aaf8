package dev.appdb.roles;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request about temporary access.
 *
 * @param operation whether to list, grant or revoke
 * @param user the person's role; empty to list
 * @param as the user whose rights it gets, as the server has it; empty unless it is granted
 * @param duration from 1 minute to 7 days; zero unless it is granted for a time that begins when it is granted
 * @param reason one line; empty unless it is granted
 * @param by who asks, one line
 * @param until the end of what is granted, in whole seconds; empty unless it was agreed on beforehand. Repeated, such a grant
 *     never ends later
 */
public record AccessRequest(
        Operation operation,
        String user,
        String as,
        Duration duration,
        String reason,
        String by,
        Optional<Instant> until) {
    public static final Duration SHORTEST = Duration.ofMinutes(1);
    public static final Duration LONGEST = Duration.ofDays(7);

    public static final int LONGEST_LINE = 200;
    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,4})([mhd])");

    // A name in an IAM policy is a pattern there, so none of its wildcards may be in it.
    private static final Pattern USER = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    /** The operations. */
    public enum Operation {
        LIST,
        GRANT,
        REVOKE
    }

    /** @throws IllegalArgumentException naming everything that is wrong */
    public AccessRequest {
        List<String> problems = new ArrayList<>();
        if (operation != Operation.LIST) {
            userProblem(user, problems);
        }
        if (operation == Operation.GRANT) {
            if (until.isEmpty() && (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0)) {
                problems.add("the duration must be from 1m to 7d");
            }
            lineProblem("reason", reason, problems);
            lineProblem("name of who grants it", by, problems);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    public static AccessRequest list() {
        return new AccessRequest(Operation.LIST, "", "", Duration.ZERO, "", "", Optional.empty());
    }

    public static AccessRequest grant(String user, String as, Duration duration, String reason, String by) {
        return new AccessRequest(Operation.GRANT, user, as, duration, reason, by, Optional.empty());
    }

    /** A grant that ends at a moment that was agreed on, however late it is made and however often it is repeated. */
    public static AccessRequest grantUntil(String user, String as, Instant until, String reason, String by) {
        return new AccessRequest(
                Operation.GRANT,
                user,
                as,
                Duration.ZERO,
                reason,
                by,
                Optional.of(until.truncatedTo(ChronoUnit.SECONDS)));
    }

    public static AccessRequest revoke(String user) {
        return new AccessRequest(Operation.REVOKE, user, "", Duration.ZERO, "", "", Optional.empty());
    }

    /** The same with the rights of another user. */
    public AccessRequest with(String otherRights) {
        return new AccessRequest(operation, user, otherRights, duration, reason, by, until);
    }

    /**
     * Reads a duration such as 30m, 2h or 3d.
     *
     * @throws IllegalArgumentException if it is none, or shorter than 1 minute or longer than 7 days
     */
    public static Duration duration(String text) {
        Matcher found = DURATION.matcher(text);
        if (found.matches()) {
            long number = Long.parseLong(found.group(1));
            Duration duration = switch (found.group(2)) {
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
            if (duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        }
        throw new IllegalArgumentException("give a time from 1m to 7d, such as 30m, 2h or 3d");
    }

    private static void userProblem(String user, List<String> problems) {
        if (!USER.matcher(user).matches()) {
            problems.add(
                    "use lowercase letters, digits and underscores for the person's user, and begin with a letter");
        } else if (ServerRoles.isServerOwned(user) || user.equals("public") || user.equals("none")) {
            problems.add("user \"" + user + "\" is reserved: choose another name");
        }
    }

    private static void lineProblem(String what, String text, List<String> problems) {
        if (text.isBlank() || text.length() > LONGEST_LINE || text.codePoints().anyMatch(NameProblems::isControl)) {
            problems.add("the " + what + " must be one line of 1 to " + LONGEST_LINE + " characters");
        }
    }
}
