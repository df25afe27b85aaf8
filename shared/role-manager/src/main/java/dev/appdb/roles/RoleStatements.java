package dev.appdb.roles;

import dev.appdb.failure.Remedy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The SQL of a report's remedies that one role runs, to be pasted in one go.
 *
 * @param role who may run it, in words, such as "a superuser"
 * @param statements in the order of the report's rules, each once
 */
public record RoleStatements(String role, List<String> statements) {

    public RoleStatements {
        statements = List.copyOf(statements);
    }

    /** All SQL of the findings' remedies, by role, in the order in which the report checks. */
    public static List<RoleStatements> of(CheckReport report) {
        Map<String, Set<String>> byRole = new LinkedHashMap<>();
        Set<Remedy> remedies = new LinkedHashSet<>();
        report.findings().forEach(finding -> remedies.addAll(finding.remedies()));
        report.checks().stream()
                .map(Check::remedy)
                .filter(remedies::contains)
                .flatMap(remedy -> remedy.parts().stream())
                .filter(Remedy.Sql.class::isInstance)
                .map(Remedy.Sql.class::cast)
                .forEach(sql -> byRole.computeIfAbsent(sql.role(), role -> new LinkedHashSet<>())
                        .add(sql.statement()));
        List<RoleStatements> all = new ArrayList<>();
        byRole.forEach((role, statements) -> all.add(new RoleStatements(role, List.copyOf(statements))));
        return all;
    }
}
