package dev.appdb.bot.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.failure.Problem;
import dev.appdb.failure.ProblemsException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFileTest {
    @Test
    void allThatIsWrongIsReportedAtOnceWithItsLine() {
        assertThat(problems("""
                        contcat: me
                        allow:
                          - commands: [stauts, approve, "*"]
                            environments: [Dev]
                            who: ["@ann", U0ANN]
                          - name: [a, b]
                            commands: []
                            who: ["*"]
                          - just a text
                        approvals:
                          - commands: [status, apply]
                            environments: ["*"]
                            needed: many
                            from: [U0ANN]
                            expire_after: 30d
                          - commands: [apply]
                            environments: ["*"]
                            needed: 2
                            from: [U0ANN]
                            channels: ["#shop"]
                            servers: [db.example.com, "*"]
                            targets: [azure, aws]
                          - name: approvals 1
                            commands: [apply]
                            environments: ["*"]
                            needed: 1
                            from: [U0ANN]
                        """))
                .containsExactly(
                        "line 1: unknown field \"contcat\": did you mean \"contact\"?",
                        "line 3: there is no command \"stauts\": did you mean \"status\"?",
                        "line 3: \"approve\" needs no rule: approvers are listed under \"approvals\"",
                        "line 4: \"Dev\" is not a name like dev, \"pr-*\" or \"*\"",
                        "line 5: \"@ann\" is no id of a user (U012AB3CD) or of a user group (S012AB3CD), nor \"*\" for"
                                + " anyone; Slack shows it under \"Copy member ID\" and \"Copy group ID\"",
                        "line 6: \"name\" must be one text",
                        "line 6: \"environments\" is required; \"*\" means all",
                        "line 7: \"commands\" is empty: leave the rule out instead",
                        "line 9: expected fields, such as \"name: …\"",
                        "line 9: \"commands\" is required; \"*\" means all",
                        "line 9: \"environments\" is required; \"*\" means all",
                        "line 9: \"who\" is required; \"*\" means all",
                        "line 11: \"status\" changes no database, so this rule does not apply",
                        "line 13: \"needed\" is 1 to 20, not \"many\"",
                        "line 15: \"expire_after\" is a length like 30m, 4h or 2d, at most a week, not \"30d\"",
                        "line 19: \"from\" names 1, so 2 can never approve",
                        "line 20: \"#shop\" is not a channel's id like C012AB3CD, \"D*\" or \"*\"",
                        "line 21: \"db.example.com\" is not a server like \"db.example.com:5432/app\", or \"*\"",
                        "line 22: there is no target \"azure\": use local, server, aws, or \"*\"",
                        "line 23: the name \"approvals 1\" is of another approval rule, too");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                       | line 1: the file is empty",
                "allow: [                 | line 1: not valid YAML",
                "- a                      | line 1: expected fields",
                "allow: {a: b}            | line 1: \"allow\" has to be a list of rules",
                "allow: [{who: *}]        | line 1: not valid YAML",
                "a\u0000b                 | line 1: not valid YAML"
            })
    void whatIsNoPolicySaysSo(String yaml, String problem) {
        assertThat(problems(yaml)).first().asString().startsWith(problem);
    }

    @Test
    void anUnquotedStarGetsAHint() {
        assertThat(problems("allow:\n  - who: *\n")).singleElement().asString().endsWith("write \"*\" in quotes");
    }

    @Test
    void aHostileFileIsRefusedAndShownHarmless() {
        StringBuilder deep = new StringBuilder("allow: ");
        deep.append("[".repeat(2_000)).append("]".repeat(2_000));

        assertThat(problems(deep.toString())).singleElement().asString().startsWith("line 1: not valid YAML");
        assertThat(problems("\"a\\u202eb\": 1"))
                .allSatisfy(problem -> assertThat(problem).doesNotContain("\u202e"));
    }

    private static List<String> problems(String yaml) {
        ProblemsException invalid = catchThrowableOfType(ProblemsException.class, () -> PolicyFile.read(yaml));
        assertThat(invalid).as("a policy that is refused").isNotNull();
        return invalid.problems().stream().map(Problem::toString).toList();
    }
}
