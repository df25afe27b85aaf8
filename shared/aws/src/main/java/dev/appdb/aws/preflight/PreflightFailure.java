package dev.appdb.aws.preflight;

import dev.appdb.engine.Preflight.Finding;
import dev.appdb.engine.Preflight.Verdict;
import dev.appdb.failure.Failure;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.DatabaseRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All problems that a preflight found, as one failure. */
final class PreflightFailure {
    private PreflightFailure() {}

    /** The failure with all problems; empty if there are only good findings and warnings. */
    static Optional<Failure> of(DatabaseRequest request, List<Finding> findings, Failure.Kind kind) {
        List<Finding> problems = findings.stream()
                .filter(finding -> finding.verdict() == Verdict.PROBLEM)
                .toList();
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        List<String> found = new ArrayList<>();
        Set<Remedy> remedies = new LinkedHashSet<>();
        for (Finding problem : problems) {
            found.add(problem.subject() + ": " + problem.found());
            remedies.add(problem.remedy());
        }
        return Optional.of(new Failure(
                kind,
                "preflight",
                "could not plan " + request.cluster(),
                String.join("; ", found),
                Remedy.all(List.copyOf(remedies)).and("{} checks again.", request.command(Subcommand.DOCTOR))));
    }
}
