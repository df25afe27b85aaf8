package dev.appdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.failure.Problems;
import dev.appdb.form.Answer;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.LookUp;
import dev.appdb.form.Question;
import dev.appdb.form.Refusal;
import dev.appdb.form.SecretPrompt;
import dev.appdb.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The looks at the project between the questions of a setup, while a person corrects the files in another terminal. */
class SetupLookUpsTest {
    private static final Answers APP = Answers.NONE.with("app-name", "shop", Answer.YOU);
    private static final Answers ENVIRONMENT = APP.with("environment", "dev", Answer.YOU);

    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init") // made before each test
    private Form form;

    @BeforeEach
    void aProjectIsAskedAbout() throws IOException {
        write("app-config/main.tf", "locals {\n}\n");
        form = new RequestResolver(Project.at(directory), Map.of(), new Problems()).form(values -> {
            throw new AssertionError("no target is named");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"locals {\n  has_database = false\n}\n", "locals {\n  superuser_extensions = {\n"})
    void whatIsCorrectedMeanwhileIsReadAgain(String wrong) throws IOException {
        write("app-config/main.tf", wrong);
        assertThat(look(ENVIRONMENT)).as(wrong).isPresent();

        write("app-config/main.tf", "locals {\n}\n");

        assertThat(look(ENVIRONMENT)).isEmpty();
        assertThat(form.lookUps().apply(ENVIRONMENT))
                .as("it is not looked at a third time")
                .isEmpty();
    }

    @Test
    void whatBecomesWrongMeanwhileIsSeenToo() throws IOException {
        assertThat(look(APP)).isEmpty();

        write("app-config/main.tf", "locals {\n  has_database = false\n}\n");

        assertThat(look(ENVIRONMENT).map(Refusal::failure))
                .hasValueSatisfying(failure -> assertThat(failure.sentence()).contains("has_database = false"));
    }

    @Test
    void aBucketIsAskedForAsLongAsTheFilesLeadToNone() throws IOException {
        files("infra/project-config/main.tf", "locals {\n  project_name = \"demo\"\n}\n");
        form = onAws();
        Answers target = ENVIRONMENT.with("target", "aws", Answer.YOU);
        Answers region = target.with("region", "us-east-1", Answer.YOU);
        look(ENVIRONMENT);
        assertThat(look(region)).isEmpty();
        assertThat(isAskedForBucket(region)).isTrue();
        assertThat(form.lookUps().apply(region)).as("while it is asked for").isEmpty();

        files("infra/accounts/dev.123456789012.s3.tfbackend", "bucket = \"demo-tf\"\nregion = \"us-east-1\"\n");
        assertThat(form.lookUps().apply(target)).as("back at the Region").isEmpty();

        assertThat(look(region)).isEmpty();
        assertThat(isAskedForBucket(region)).as("the files lead to one now").isFalse();
        assertThat(form.lookUps().apply(region)).isEmpty();
    }

    @Test
    void aBucketThatWasAnsweredStaysAnAnswer() throws IOException {
        files("infra/project-config/main.tf", "locals {\n  project_name = \"demo\"\n}\n");
        form = onAws();
        Answers region = ENVIRONMENT.with("target", "aws", Answer.YOU).with("region", "us-east-1", Answer.YOU);
        look(ENVIRONMENT);
        look(region);
        Answers bucket = region.with("bucket", "demo-tf", Answer.YOU);

        assertThat(look(bucket)).isEmpty();

        assertThat(isAskedForBucket(bucket)).as("it stands among the answers").isTrue();
        assertThat(form.next(bucket).map(Question::id))
                .hasValueSatisfying(next -> assertThat(next).isNotEqualTo("bucket"));
    }

    private boolean isAskedForBucket(Answers soFar) {
        return form.questions().stream()
                .anyMatch(question ->
                        question.id().equals("bucket") && question.applies().test(soFar));
    }

    /** The form with an account in which nothing is wrong. */
    private Form onAws() {
        FakeTarget target = new FakeTarget();
        return new RequestResolver(Project.at(directory), Map.of(), new Problems())
                .form(values -> new TargetPorts(
                        target,
                        target,
                        (request, user) -> {
                            throw new AssertionError("nobody connects");
                        },
                        request -> List.of()));
    }

    private void files(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Optional<Refusal> look(Answers soFar) {
        LookUp due = form.lookUps().apply(soFar).orElseThrow();
        return due.look(SecretPrompt.NONE);
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve("infra/shop").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
