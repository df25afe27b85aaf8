package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.Invocation.Developer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan as a comment, of each target, by the command. */
class PlanMarkdownCommandTest {
    private static final String NAMES = " --app-name app --environment dev";

    @TempDir
    Path project;

    @Test
    void ofALocalDatabaseItHasWhatWillBeMadeAndTheCommandThatAppliesIt() {
        Invocation plan = Developer.script(project).runs("plan --target local --output markdown" + NAMES);

        assertThat(plan.exitCode()).as(plan.err()).isZero();
        assertThat(plan.out())
                .startsWith("# Plan for app-dev: 2 to add")
                .contains("## Resources (2)", "+ PostgreSQL server app-dev", "## Roles and privileges (")
                .containsPattern("(?m)^Plan `\\S+`[.] Apply exactly this: `appdb apply --plan \\S+ --app-name app");
    }

    @Test
    void ofAnAccountItHasTheFilesAndTheCost() throws Exception {
        try (AwsScene scene = AwsScene.in(project)) {
            AwsScene.jar(project);
            Invocation plan = scene.developer().runs("plan --target aws --output markdown" + NAMES);

            assertThat(plan.exitCode()).as(plan.err()).isZero();
            assertThat(plan.out())
                    .contains("# Plan for app-dev: ", "## Files (2)", "`infra/app/service/dev.s3.tfbackend`")
                    .contains("+++ infra/app/appdb/dev.json", "## Estimated cost: ", "+ AWS::RDS::DBCluster");
            assertThat(Files.exists(project.resolve("infra/app/appdb/dev.json")))
                    .isFalse();
        } finally {
            AwsScene.withoutJar();
        }
    }

    @Test
    void aPlanThatCouldNotBeMadeIsACommentThatSaysWhy() {
        Invocation plan = Developer.script(project)
                .runs("plan --output markdown --target server --server-url"
                        + " postgresql://admin@127.0.0.1:1/app?sslmode=disable" + NAMES);

        assertThat(plan.out() + plan.err()).contains("app-dev");
        assertThat(plan.out()).as(plan.err()).startsWith("# ");
    }

    @Test
    void theRolesPlanIsACommentToo() {
        Developer developer = Developer.script(project);
        try {
            assertThat(developer
                            .runs("apply --yes --no-roles --target local" + NAMES)
                            .exitCode())
                    .isZero();
            Invocation plan = developer.runs("roles plan --target local --output markdown" + NAMES);

            assertThat(plan.exitCode()).as(plan.err()).isZero();
            assertThat(plan.out()).contains("## Roles and privileges (").contains("`appdb roles update --plan roles.");
        } finally {
            developer.runs("destroy --confirm app-dev --target local" + NAMES);
        }
    }
}
