package dev.appdb.bot.message;

import dev.appdb.roles.Check;
import dev.appdb.roles.CheckFinding;
import dev.appdb.roles.CheckReport;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The difference between a scheduled check and the one before it.
 *
 * @param newlyFailing the facts behind what fails now and did not before, the worst first
 * @param recovered what failed before and passes or no longer applies, as {@code R04 app}
 * @param stillFailing what failed before and still does
 */
public record CheckChange(List<CheckFinding> newlyFailing, List<String> recovered, List<String> stillFailing) {

    public CheckChange {
        newlyFailing = List.copyOf(newlyFailing);
        recovered = List.copyOf(recovered);
        stillFailing = List.copyOf(stillFailing);
    }

    /** The failures, as they are stored until the next check; one that could not be checked stays as it was. */
    public static SortedSet<String> failing(Set<String> before, CheckReport now) {
        SortedSet<String> failing = new TreeSet<>();
        for (Check check : now.checks()) {
            boolean fails = check.status() == Check.Status.FAILED;
            boolean unknown = check.status() == Check.Status.UNKNOWN;
            if (fails || unknown && before.contains(key(check))) {
                failing.add(key(check));
            }
        }
        return failing;
    }

    /** @param before what {@link #failing} gave for the check before; empty for the first one */
    public static CheckChange between(Set<String> before, CheckReport now) {
        Set<String> failing = failing(before, now);
        return new CheckChange(
                now.findings().stream()
                        .filter(finding -> Stream.concat(Stream.of(finding.lead()), finding.others().stream())
                                .anyMatch(check -> isNew(check, before)))
                        .toList(),
                before.stream().filter(key -> !failing.contains(key)).sorted().toList(),
                before.stream().filter(failing::contains).sorted().toList());
    }

    private static boolean isNew(Check check, Set<String> before) {
        return check.status() == Check.Status.FAILED && !before.contains(key(check));
    }

    /** The number of new facts of a severity. */
    long count(Check.Severity severity) {
        return newlyFailing.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    private static String key(Check check) {
        return check.id() + " " + check.subject();
    }
}
