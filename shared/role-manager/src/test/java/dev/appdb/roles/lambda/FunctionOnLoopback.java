package dev.appdb.roles.lambda;

import dev.appdb.embedded.Running;
import dev.appdb.embedded.TestServer;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Secret;
import dev.appdb.failure.Sleeper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The function as a stack has deployed it, run in this process: the real handler with the stack's environment. A real
 * PostgreSQL on loopback stands where the cluster's endpoint is, and speaks TLS. A token is a password that the server takes
 * from the moment it is made.
 */
public final class FunctionOnLoopback {
    private final TlsServer server;
    private final Map<String, String> machine;

    private FunctionOnLoopback(TlsServer server, Map<String, String> machine) {
        this.server = server;
        this.machine = Map.copyOf(machine);
    }

    /**
     * The function beside a server, which speaks TLS from now on.
     *
     * @param machine what AWS Lambda puts into the environment by itself: the Region, keys, and where AWS is
     */
    public static FunctionOnLoopback beside(TestServer server, Map<String, String> machine) {
        return new FunctionOnLoopback(TlsServer.on(server), machine);
    }

    /** The content of the secret of the server's master, as RDS writes it. */
    public String masterSecret() {
        return "{\"username\":\"postgres\",\"password\":\"" + server.password("postgres") + "\"}";
    }

    /**
     * The outcome of a call.
     *
     * @param payload the answer, or the error's message
     * @param isError whether the function threw
     * @param log what it printed
     */
    public record Answer(String payload, boolean isError, String log) {}

    /** Calls the function with the environment and the time limit that the stack gave it. */
    public Answer call(byte[] payload, Map<String, String> ofTheStack, Duration limit) throws IOException {
        Map<String, String> variables = new HashMap<>(machine);
        variables.putAll(ofTheStack);
        variables.put("DB_HOST", Running.HOST);
        variables.put("DB_PORT", Integer.toString(server.port()));
        List<String> log = new ArrayList<>();
        Handler handler = new Handler(new FunctionContext(
                variables,
                server::authorities,
                environment -> this::token,
                Clock.systemUTC(),
                Sleeper.THREAD,
                RandomGenerator.getDefault(),
                log::add));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(payload), out, new FakeContext(Math.toIntExact(limit.toMillis())));
            return new Answer(out.toString(StandardCharsets.UTF_8), false, printed(log));
        } catch (FunctionFailure e) {
            return new Answer(String.valueOf(e.getMessage()), true, printed(log));
        }
    }

    private static String printed(List<String> log) {
        return String.join("\n", log) + "\n";
    }

    private Secret token(String user) {
        try {
            server.allowLogin(user);
        } catch (FailureException e) {
            // As IAM does for a user that the server does not know.
            return new Secret("no such user");
        }
        return new Secret(server.password(user));
    }
}
