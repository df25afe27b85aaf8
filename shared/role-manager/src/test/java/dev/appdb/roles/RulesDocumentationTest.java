package dev.appdb.roles;

import org.junit.jupiter.api.Test;

/** The list of rules in the documentation; {@code -Dgolden.update=true} rewrites it. */
class RulesDocumentationTest {
    @Test
    void theDocumentationListsEveryRule() throws Exception {
        GeneratedDocument.assertUpToDate("checks.md", document());
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # Checks

                What `appdb roles check` checks, and who repairs what it finds. `appdb roles checks` prints the same list.
                The ids are stable: alarms and run books may name them. A critical check that fails makes `appdb roles check`
                exit with 3; `--fail-on warning` and `--fail-on never` change that.

                "roles update" is `appdb roles update`, also as a step of `setup` and `apply`. It repairs what the master has the
                rights for; for the rest, and for all that says "by hand", the check shows the statement and the role that may
                run it.

                | id | severity | what holds | what breaks otherwise | repaired by | how |
                |---|---|---|---|---|---|
                """);
        for (Rule rule : Rules.all()) {
            text.append("| %s | %s | %s | %s | %s | %s |\n"
                    .formatted(
                            rule.id(),
                            rule.severity().label(),
                            rule.title(),
                            rule.impact(),
                            rule.repair().repairer().phrase(),
                            rule.repair().how()));
        }
        text.append("\nAll are read from the catalogs in one round trip, but for these:\n\n");
        Rules.all().stream()
                .filter(rule -> rule.evidence() != Evidence.CATALOGS)
                .forEach(rule -> text.append("- ")
                        .append(rule.id())
                        .append(": ")
                        .append(rule.evidence().phrase())
                        .append(".\n"));
        return text.toString();
    }
}
