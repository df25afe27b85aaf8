package dev.appdb.aws;

import dev.appdb.aws.fake.FakeAws;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A JUnit extension with a project and a fake account of its own for each test, which end with it.
 *
 * <pre>{@code
 * @RegisterExtension
 * final AwsProjectExtension scene = new AwsProjectExtension();
 *
 * private final FakeAws aws = scene.aws();
 * private final AwsProject project = scene.project();
 * }</pre>
 *
 * <p>The field is not static, so that it is created with each instance of the test class, that is, for each test.
 */
final class AwsProjectExtension implements AfterEachCallback {
    private final Path directory;
    private final FakeAws aws;
    private final AwsProject project;

    AwsProjectExtension() {
        try {
            directory = Files.createTempDirectory("appdb-project");
            aws = FakeAws.start();
            project = new AwsProject(directory, aws);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The project's folder. */
    Path directory() {
        return directory;
    }

    FakeAws aws() {
        return aws;
    }

    AwsProject project() {
        return project;
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        aws.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
