package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.ExitCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyTest {
    private static final String NAMED = " --app-name app --environment dev --target local";

    @TempDir
    Path project;

    @AfterEach
    void destroy() {
        Developer.script(project).runs("destroy --confirm app-dev" + NAMED);
    }

    @Test
    void deploysUpdatesTheRolesAndChecksThem() {
        Developer developer = Developer.script(project);
        Invocation first = developer.runs("apply --yes --output json" + NAMED);

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.json().get("result").asText()).isEqualTo("done");
        assertThat(first.json().get("changed").asBoolean()).isTrue();
        assertThat(first.json().get("roles").get("roles").toString()).contains("\"app\"", "\"migrator\"");
        assertThat(first.json().get("checks")).isNotEmpty();
        assertThat(first.err().lines().filter(line -> line.contains("step_started")))
                .extracting(line -> line.replaceAll(".*\"step\":\"([a-z_]+)\".*", "$1"))
                .containsExactly("plan", "apply", "update_roles", "check_roles");

        Invocation second = developer.runs("apply --yes" + NAMED);

        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.err()).contains("Update roles", "Check roles");
        assertThat(second.out()).contains("passed");
        assertThat(developer
                        .runs("apply --yes --output json" + NAMED)
                        .json()
                        .get("changed")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void withoutRolesItOnlyDeploys() {
        Developer developer = Developer.script(project);
        Invocation apply = developer.runs("apply --yes --no-roles" + NAMED);

        assertThat(apply.exitCode()).as(apply.err()).isZero();
        assertThat(apply.err()).contains("Next: appdb roles update").doesNotContain("Update roles", "Check roles");
        assertThat(developer.runs("roles check" + NAMED).exitCode()).isEqualTo(ExitCode.FOUND);
    }

    @Test
    void theCommandThatAPlanPrintsAppliesIt() {
        Developer developer = Developer.script(project);
        for (String plan : List.of("plan", "roles plan")) {
            Invocation planned = developer.runs(plan + NAMED);
            String printed = planned.err()
                    .lines()
                    .filter(line -> line.startsWith("Apply exactly this: appdb "))
                    .map(line -> line.substring("Apply exactly this: appdb ".length()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(planned.err()));

            Invocation applied = developer.runs(printed + " --yes" + (plan.equals("plan") ? " --no-roles" : ""));
            assertThat(applied.exitCode()).as(printed + "\n" + applied.err()).isZero();
        }
    }
}
