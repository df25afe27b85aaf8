package dev.appdb.aws.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A JUnit extension that starts a fake of its own for each test, and closes it after the test.
 *
 * <pre>{@code
 * @RegisterExtension
 * final FakeAwsExtension fake = new FakeAwsExtension();
 *
 * private final FakeAws aws = fake.aws();
 * }</pre>
 *
 * <p>The field is not static, so that it is created with each instance of the test class, that is, for each test.
 */
public final class FakeAwsExtension implements AfterEachCallback {
    private final FakeAws aws;

    /** Starts {@link FakeAws#start()}. */
    public FakeAwsExtension() {
        try {
            aws = FakeAws.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FakeAws aws() {
        return aws;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        aws.close();
    }
}
