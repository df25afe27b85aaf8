package dev.appdb.roles;

import dev.appdb.embedded.PostgresMajor;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

/** The table of planted faults in the documentation; {@code -Dgolden.update=true} rewrites it. */
class FaultsDocumentationTest {
    @Test
    void theDocumentationListsEveryPlantedFaultWithWhatFindsAndRepairsIt() throws Exception {
        GeneratedDocument.assertUpToDate("faults.md", document());
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # Planted faults

                The %s states that the tests plant in a database that is as configured, on a real server of each version named. On
                each of them

                - the check names the rule, and no other rule than it and those beside it in parentheses;
                - running what the check shows, once, word for word and as the role that it names, makes the check green;
                - `appdb roles update` repairs what the check says that it repairs, and a second update changes nothing. Where the
                  last column says "roles update", that is how it is repaired wherever the master has the rights for it. From
                  PostgreSQL 16 on it may not revoke what somebody else has granted: then the check shows the statement, and the
                  role that may run it.

                The names in braces are the application's users, schemas and database, a reader, and a role that the application
                does not know.

                | planted | on | found by | severity | repaired by |
                |---|---|---|---|---|
                """.formatted(Fault.ALL.size()));
        for (Fault fault : Fault.ALL) {
            Rule rule = Rules.all().stream()
                    .filter(each -> each.id().equals(fault.rule()))
                    .findFirst()
                    .orElseThrow();
            text.append("| %s | %s | %s | %s | %s |\n"
                    .formatted(
                            sql(fault),
                            majors(fault),
                            ids(fault),
                            rule.severity().label(),
                            rule.repair().repairer().phrase()));
        }
        return text.toString();
    }

    private static String majors(Fault fault) {
        int newest = PostgresMajor.supported().stream()
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .number();
        return fault.oldest() == newest ? Integer.toString(newest) : fault.oldest() + " to " + newest;
    }

    /** The rule that finds it, and those that may fail with it. */
    private static String ids(Fault fault) {
        String others = fault.rules().substring(fault.rule().length()).strip();
        return fault.rule() + (others.isEmpty() ? "" : " (" + others.replace(" ", ", ") + ")");
    }

    /** The statements as code in a cell of a table. */
    private static String sql(Fault fault) {
        String code = String.join("; ", fault.sql())
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .strip();
        String fence = code.contains("`") ? "``" : "`";
        return fence + code + fence;
    }
}
