package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.engine.RequestResolver;
import dev.appdb.failure.Problems;
import dev.appdb.form.Answer;
import dev.appdb.form.Answers;
import dev.appdb.form.Choice;
import dev.appdb.form.Question;
import dev.appdb.project.Project;
import dev.appdb.setting.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The extension page of the wizard and {@code extensions list}, of the same embedded server. */
@Timeout(900)
class ExtensionsAgreeTest {
    private static final String ABOUT = " --app-name app --environment dev";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path project;

    @AfterEach
    void removed() {
        Developer.script(project).runs("destroy --confirm app-dev" + ABOUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"16"})
    void theyNameTheSameInTheSameGroupsForTheSameReasons(String version) {
        Developer developer = Developer.script(project);
        Invocation setup = developer.runs("setup --target local --postgres-version " + version
                + " --extension pg_trgm=on --extension hstore=off --yes" + ABOUT);
        assertThat(setup.exitCode()).as(setup.err()).isZero();

        Map<String, String> listed = new TreeMap<>();
        Invocation list = developer.runs("extensions list --output json" + ABOUT);
        for (JsonNode each : list.json().get("extensions")) {
            listed.put(
                    each.get("name").asText(),
                    each.get("created_by").asText() + "; "
                            + each.get("unavailable").asText());
        }
        Map<String, String> offered = new TreeMap<>();
        choices(version).stream()
                .filter(choice -> !choice.unavailable().contains("does not have it"))
                .forEach(choice -> offered.put(choice.value(), creator(choice) + "; " + choice.unavailable()));

        assertThat(offered).hasSizeGreaterThan(40);
        assertThat(listed.remove("plpgsql")).as("comes with every database").isNotNull();
        assertThat(listed).isEqualTo(offered);
    }

    private static String creator(Choice choice) {
        if (!choice.isAvailable()) {
            return "superuser"; // the only reason for which a local server does not take one that it has
        }
        return choice.group().title().startsWith("trusted") ? "trusted" : "rds_superuser";
    }

    private List<Choice> choices(String version) {
        Question question = new RequestResolver(Project.at(project), Map.of(), new Problems())
                .form().questions().stream()
                        .filter(each -> each.id().equals(Settings.EXTENSIONS.id()))
                        .findFirst()
                        .orElseThrow();
        Answers answers = Answers.NONE
                .with("app-name", "app", Answer.YOU)
                .with("environment", "dev", Answer.YOU)
                .with("target", "local", Answer.YOU)
                .with("postgres-version", version, Answer.YOU);
        return question.choices().apply(answers);
    }
}
