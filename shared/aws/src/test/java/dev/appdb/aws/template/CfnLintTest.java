package dev.appdb.aws.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * AWS's own linter on every golden template, with no rule switched off.
 *
 * @see <a href="https://github.com/aws-cloudformation/cfn-lint">cfn-lint</a>
 */
class CfnLintTest {
    private static final long LONGEST_RUN_SECONDS = 180;

    @TempDir
    private Path folder;

    @BeforeAll
    static void cfnLintIsHere() throws InterruptedException {
        boolean isHere;
        try {
            isHere = new ProcessBuilder("cfn-lint", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            isHere = false;
        }
        assumeTrue(isHere, "cfn-lint is not installed, so the templates are not linted here");
    }

    @Test
    void everyTemplatePasses() throws Exception {
        List<Path> templates = Stream.concat(
                        TemplateRequests.all().map(request -> GoldenTemplatesTest.FOLDER.resolve(request.fileName())),
                        Stream.of(AdoptionTemplateTest.Adoption.values()).map(AdoptionTemplateTest.Adoption::file))
                .toList();
        Run run = lint(templates);
        assertThat(run.output()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void plantedMistakesAreFound() throws Exception {
        String good = TemplateRequests.STANDARD.template().json();
        Run run = lint(List.of(
                write("typo.json", good.replace("\"StorageEncrypted\"", "\"StorageEncrypt\"")),
                write("attribute.json", good.replace("\"DBClusterArn\"", "\"ClusterArn\"")),
                write("runtime.json", good.replace("\"java21\"", "\"java8\""))));
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.output())
                .contains("typo.json", "StorageEncrypt")
                .contains("attribute.json", "ClusterArn")
                .contains("runtime.json", "java8");
    }

    private Path write(String name, String json) throws IOException {
        return Files.writeString(folder.resolve(name), json);
    }

    private Run lint(List<Path> templates) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("cfn-lint", "--format", "parseable", "--regions", "us-east-1"));
        command.add("--");
        templates.forEach(template -> command.add(template.toString()));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("cfn-lint took longer than " + LONGEST_RUN_SECONDS + " s");
        }
        return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private record Run(int exitCode, String output) {}
}
