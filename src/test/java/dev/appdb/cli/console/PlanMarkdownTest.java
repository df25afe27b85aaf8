package dev.appdb.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.console.PlanDocument.Verdict;
import dev.appdb.failure.Failure;
import dev.appdb.failure.Remedy;
import dev.appdb.plan.Action;
import dev.appdb.plan.DatabasePart;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.roles.DatabasePlan.Change;
import dev.appdb.tui.Golden;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanMarkdownTest {
    private static final Path GOLDEN = Path.of("test/resources/golden/plan.md");

    @Test
    void theRisksComeFirstThenAllChangesAndLastTheCommandThatAppliesThem() throws Exception {
        Golden.assertSame(
                GOLDEN, PlanMarkdown.of(PlanDocuments.everything()).lines().toList());
    }

    @Test
    void aPlanWithoutChangesSaysSoAndOffersNoCommand() {
        String markdown = PlanMarkdown.of(PlanDocuments.of(PlanDocuments.plan()));

        assertThat(markdown)
                .isEqualTo(
                        "# Plan for shop-prod: no changes\n\nTarget server.\n\n---\nPlan `p-1`: nothing to apply.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\n```\n# owned",
                "`````",
                "<img src=x onerror=alert(1)>",
                "[click](https://evil.example)",
                "@everyone",
                "| a | b |",
                "\u202e\u001b[2J",
                "</details>",
                "- item"
            })
    void aNameOfOthersIsNoMarkupAnywhere(String name) {
        Plan plan = PlanDocuments.plan(ResourceChange.of(Action.REMOVE, name, name, name, true, List.of(name)))
                .noting(name)
                .with(PlanDocuments.database(List.of(), PlanDocuments.grant(name)));

        String markdown = PlanMarkdown.of(PlanDocuments.of(plan));

        assertThat(markdown).doesNotContain("\u202e", "\u001b");
        assertThat(outsideCode(markdown))
                .noneMatch(line -> line.startsWith("# owned") || line.contains("<img") || line.contains("](https:"))
                .noneMatch(line -> line.contains("@e") || line.startsWith("- item"));
        assertThat(outsideCode(markdown).stream().filter(line -> line.equals("</details>")))
                .hasSize(1);
    }

    /** The lines that are no block of code, without what is code within them. */
    private static List<String> outsideCode(String markdown) {
        List<String> lines = new java.util.ArrayList<>();
        String fence = "";
        for (String line : markdown.lines().toList()) {
            String row = line.replaceAll("^(`*).*", "$1");
            if (fence.isEmpty() && row.length() >= 3) {
                fence = row;
            } else if (!fence.isEmpty()) {
                fence = line.equals(fence) ? "" : fence;
            } else {
                lines.add(line.replaceAll("(`+)[^`].*?[^`]?\\1", ""));
            }
        }
        assertThat(fence).as("every block of code ends").isEmpty();
        return lines;
    }

    @Test
    void aPlanLongerThanACommentIsCutAndKeepsItsRisksAndItsLastLine() {
        Change[] changes = Collections.nCopies(5_000, PlanDocuments.grant("a_user_with_a_name"))
                .toArray(Change[]::new);
        Plan plan = PlanDocuments.plan(
                        ResourceChange.of(Action.REMOVE, "AWS::RDS::DBCluster", "Cluster", "", true, List.of()))
                .with(PlanDocuments.database(List.of(), changes));

        String markdown = PlanMarkdown.of(PlanDocuments.of(plan));

        assertThat(markdown.length()).isLessThanOrEqualTo(Markdown.LONGEST_COMMENT);
        assertThat(markdown)
                .contains("## Risks", "DELETES DATA", "**Cut here:")
                .endsWith("`" + PlanDocuments.COMMAND + "`\n");
        outsideCode(markdown);
    }

    @Test
    void theVerdictIsTheWorstThatHolds() {
        ResourceChange harmless = ResourceChange.of(Action.ADD, "a log", "Logs", "", false, List.of());
        ResourceChange losing = ResourceChange.of(Action.REMOVE, "a cluster", "Cluster", "", true, List.of());
        Failure refusal =
                Failure.refused("x", "could not create extension y", "it is not there", Remedy.of("Leave it out."));
        Plan unknown = PlanDocuments.plan(harmless).with(DatabasePart.unknown("it is paused", Remedy.NONE));

        assertThat(PlanDocuments.of(PlanDocuments.plan()).verdict()).isEqualTo(Verdict.UP_TO_DATE);
        assertThat(PlanDocuments.of(PlanDocuments.plan(harmless)).verdict()).isEqualTo(Verdict.CHANGES);
        assertThat(PlanDocuments.of(unknown).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(PlanDocuments.of(PlanDocuments.plan(losing)).verdict()).isEqualTo(Verdict.GUARDED);
        assertThat(PlanDocuments.of(PlanDocuments.plan(losing).with(PlanDocuments.database(List.of(refusal))))
                        .verdict())
                .isEqualTo(Verdict.IMPOSSIBLE);
        assertThat(PlanMarkdown.of(PlanDocuments.of(unknown)))
                .contains("**Changes in the database: unknown.** it is paused");
    }

    @Test
    void aPlanThatCouldNotBeMadeSaysWhyAndWhatToDo() {
        Failure failure = Failure.failed("x", "could not reach <db>", "it is down", Remedy.of("Start it."));

        assertThat(PlanMarkdown.of("shop-prod", failure))
                .startsWith("# No plan for shop-prod\n\ncould not reach &lt;db&gt;")
                .endsWith("**Remedy:** Start it.\n");
    }
}
