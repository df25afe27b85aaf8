package dev.appdb.aws.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole templates, to be reviewed as a diff; {@code -Dgolden.update=true} rewrites them. */
class GoldenTemplatesTest {
    static final Path FOLDER = Path.of("src/test/resources/golden/aws/template");

    @ParameterizedTest
    @EnumSource
    void aTemplateIsAsReviewed(TemplateRequests request) throws IOException {
        Path file = FOLDER.resolve(request.fileName());
        String json = request.template().json();
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, json);
        }
        assertThat(file).as("write it with -Dgolden.update=true").isRegularFile();
        assertThat(json).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @EnumSource
    void theSameRequestMakesTheSameText(TemplateRequests request) {
        assertThat(request.template().json()).isEqualTo(request.template().json());
        assertThat(request.template().minified())
                .isEqualTo(request.template().body().toString());
    }

    @ParameterizedTest
    @EnumSource
    void aTemplateFitsIntoACallWithASixthToSpare(TemplateRequests request) {
        assertThat(request.template().bytes()).isLessThan(StackTemplate.LIMIT_BYTES * 5 / 6);
    }

    @Test
    void aTemplateThatDoesNotFitSaysWhatToShorten() {
        Map<String, String> tags = new TreeMap<>();
        for (int number = 1; number <= 10; number++) {
            tags.put("tag " + number, "x".repeat(256));
        }
        TemplateRequest all = TemplateRequests.ALL_OPTIONS.request();
        TemplateRequest tooLong = new TemplateRequest(
                all.app(),
                all.environment(),
                all.settings(),
                all.lifetime(),
                all.network(),
                all.code(),
                all.extensions(),
                all.names(),
                new StackTags(tags),
                all.alarmTopic(),
                all.permissionsBoundary(),
                all.logRetentionDays(),
                all.existing());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> StackTemplate.of(tooLong))
                .withMessageContaining("shorten the tags or have fewer readers");
    }
}
