package dev.appdb.engine;

import dev.appdb.roles.Check;
import dev.appdb.roles.CheckFinding;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.CheckReport.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The difference between a check and those before it. Findings are compared by the {@linkplain Check#key() key} of their lead.
 *
 * @param previous when the last kept check was made; empty for the first one
 * @param passed when it last passed; empty if none of the kept ones did
 * @param since each finding that is open now, and when it was first seen without a check between that did not have it
 * @param resolved the findings of the last check that are gone, in their order
 */
public record CheckProgress(
        Optional<Instant> previous, Optional<Instant> passed, SortedMap<String, Instant> since, List<String> resolved) {
    /** The most findings of which the time is kept. */
    private static final int MOST = 200;

    /** The most that a sentence names. */
    private static final int MOST_NAMED = 10;

    public CheckProgress {
        since = Collections.unmodifiableSortedMap(new TreeMap<>(since));
        resolved = List.copyOf(resolved);
    }

    /** Nothing is known of earlier checks. */
    public static CheckProgress first() {
        return new CheckProgress(Optional.empty(), Optional.empty(), new TreeMap<>(), List.of());
    }

    /**
     * The state that is kept after a check.
     *
     * @param checkedAt when it was made
     * @param passed when the last one passed, which may be this one
     * @param since as in {@link CheckProgress}
     */
    public record Kept(Instant checkedAt, Optional<Instant> passed, Map<String, Instant> since) {}

    /** Compares a report with what was kept after the last one. */
    public static CheckProgress of(Optional<Kept> last, CheckReport report, Instant now) {
        SortedMap<String, Instant> since = new TreeMap<>();
        for (CheckFinding finding : report.findings()) {
            String key = finding.lead().key();
            if (since.size() < MOST) {
                since.put(
                        key,
                        last.map(each -> each.since().getOrDefault(key, now)).orElse(now));
            }
        }
        List<String> resolved = new ArrayList<>(
                new TreeSet<>(last.map(Kept::since).map(Map::keySet).orElse(Set.of())));
        resolved.removeAll(since.keySet());
        return new CheckProgress(last.map(Kept::checkedAt), last.flatMap(Kept::passed), since, resolved);
    }

    /** The state to keep of the report that was compared. */
    public Kept kept(CheckReport report, Instant now) {
        boolean isPassed = report.verdict() == Verdict.PASSED;
        return new Kept(now, isPassed ? Optional.of(now) : passed, since);
    }

    /** The findings that were not there when it last passed; none where it never has, or passes now. */
    public List<String> sincePassed() {
        return passed.map(green -> since.entrySet().stream()
                        .filter(finding -> finding.getValue().isAfter(green))
                        .map(Map.Entry::getKey)
                        .toList())
                .orElse(List.of());
    }

    /** The differences in sentences, for people; none for a first check. */
    public List<String> sentences() {
        if (previous.isEmpty()) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>();
        String before = "Last check: " + inWords(previous.get());
        if (since.isEmpty()) {
            sentences.add(before + ".");
        } else if (passed.isEmpty()) {
            sentences.add(before + ". No kept check has passed.");
        } else {
            sentences.add(before + ". Last passed: " + inWords(passed.get()) + "; new since then: "
                    + named(sincePassed()) + ".");
        }
        if (!resolved.isEmpty()) {
            sentences.add("Resolved since the last check: " + named(resolved) + ".");
        }
        return sentences;
    }

    private static String named(List<String> keys) {
        String first = keys.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        int more = keys.size() - MOST_NAMED;
        return keys.isEmpty() ? "nothing" : more > 0 ? first + " and " + more + " more" : first;
    }

    /** A time to the second, in UTC, such as {@code 2026-11-30 02:15:00 UTC}. */
    public static String inWords(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString().replace("T", " ").replace("Z", " UTC");
    }

    /** Since when a finding is open: the time of the check that saw it first, if that was an earlier one. */
    public Optional<Instant> openSince(CheckFinding finding) {
        return previous.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(since.get(finding.lead().key()));
    }
}
