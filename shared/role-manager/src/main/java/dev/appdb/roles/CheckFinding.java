package dev.appdb.roles;

import dev.appdb.failure.Remedy;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Check.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One fact that a person has to know: a check that failed or could not be made, and all others that it explains. A missing
 * user is one finding, whatever else can't be looked at without it.
 *
 * @param lead the check that explains the others
 * @param others those that it explains, in the order of the report
 */
public record CheckFinding(Check lead, List<Check> others) {
    private static final Comparator<CheckFinding> WORST_FIRST =
            Comparator.comparing((CheckFinding finding) -> !finding.isFailed()).thenComparing(CheckFinding::severity);

    public CheckFinding {
        others = List.copyOf(others);
    }

    /** The findings of a report: those that failed by severity, then those that are unknown. */
    public static List<CheckFinding> of(List<Check> checks) {
        Map<String, Check> notable = new LinkedHashMap<>();
        Map<Check, List<Check>> groups = new LinkedHashMap<>();
        List<Check> open = checks.stream().filter(CheckFinding::isOpen).toList();
        open.forEach(check -> notable.putIfAbsent(check.key(), check));
        for (Check check : open) {
            groups.computeIfAbsent(lead(check, notable), lead -> new ArrayList<>())
                    .add(check);
        }
        return groups.entrySet().stream()
                .map(group -> new CheckFinding(
                        group.getKey(),
                        group.getValue().stream()
                                .filter(check -> !check.equals(group.getKey()))
                                .toList()))
                .sorted(WORST_FIRST)
                .toList();
    }

    private static boolean isOpen(Check check) {
        return check.status() == Status.FAILED || check.status() == Status.UNKNOWN;
    }

    /** The last of the chain of causes; a circle, which only a damaged answer could have, ends where it began. */
    private static Check lead(Check check, Map<String, Check> notable) {
        Check lead = check;
        for (int step = 0; step < notable.size(); step++) {
            Check cause = notable.get(lead.cause());
            if (cause == null) {
                return lead;
            }
            lead = cause;
        }
        return check;
    }

    /** Returns whether one of its checks failed; otherwise they could not be made. */
    public boolean isFailed() {
        return checks().anyMatch(check -> check.status() == Status.FAILED);
    }

    /** The severity of the worst that failed; where none did, of the worst. */
    public Severity severity() {
        return (isFailed() ? failed() : checks())
                .map(Check::severity)
                .min(Comparator.naturalOrder())
                .orElse(lead.severity());
    }

    /** The id of its lead, then those of the others, each once. */
    public List<String> ids() {
        return checks().map(Check::id).distinct().toList();
    }

    /** The consequences and whom they concern; one sentence for each rule that failed, the lead's first; empty where none did. */
    public String impact() {
        return failed().map(check -> RuleImpacts.of(check.id()))
                .filter(sentence -> !sentence.isEmpty())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** The remedies, each once, in the order in which they are to be followed. */
    public List<Remedy> remedies() {
        Stream<Check> needed = isFailed() ? failed() : Stream.of(lead);
        return needed.map(Check::remedy)
                .filter(remedy -> !remedy.isEmpty())
                .distinct()
                .toList();
    }

    private Stream<Check> failed() {
        return checks().filter(check -> check.status() == Status.FAILED);
    }

    private Stream<Check> checks() {
        return Stream.concat(Stream.of(lead), others.stream());
    }
}
