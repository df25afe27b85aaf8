package dev.appdb.roles.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.appdb.failure.Secret;
import dev.appdb.failure.Sleeper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * The handler against a local server: its authorities and the users' passwords come from the environment. Tokens are
 * made all the same, since they are part of the time that a call takes.
 */
public final class LoopbackHandler implements RequestStreamHandler {
    static final String AUTHORITIES = "TEST_AUTHORITIES";
    static final String PASSWORD_OF = "TEST_PASSWORD_OF_";

    private final Handler handler;

    public LoopbackHandler() {
        Map<String, String> variables = System.getenv();
        Path authorities = Path.of(variable(variables, AUTHORITIES));
        this.handler = new Handler(new FunctionContext(
                variables,
                () -> authorities,
                environment -> user -> {
                    Objects.requireNonNull(
                            IamDatabaseTokens.of(environment, Clock.systemUTC()).tokenFor(user));
                    return new Secret(variable(variables, PASSWORD_OF + user));
                },
                Clock.systemUTC(),
                Sleeper.THREAD,
                RandomGenerator.getDefault(),
                line -> System.out.println(line)));
    }

    private static String variable(Map<String, String> variables, String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        handler.handleRequest(input, output, context);
    }
}
