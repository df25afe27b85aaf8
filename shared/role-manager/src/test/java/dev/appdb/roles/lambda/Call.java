package dev.appdb.roles.lambda;

import dev.appdb.failure.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The handler as a test calls it, with what it logged and how long it paused. */
final class Call {
    final List<String> log = new ArrayList<>();
    final List<Duration> pauses = new ArrayList<>();
    private final Map<String, String> variables;
    private final Map<String, String> tokens = new HashMap<>();
    private TlsAuthorities authorities;
    private int remainingMillis = 30_000;

    private Call(Map<String, String> variables, TlsAuthorities authorities) {
        this.variables = new HashMap<>(variables);
        this.authorities = authorities;
    }

    /** Against a database of the TLS server, as it is deployed. */
    static Call to(TlsServer server, String database, FakeSecretsManager secrets) {
        Path vouching = server.authorities();
        Call call = new Call(server.environment(database, secrets), () -> vouching);
        call.tokens.put("app", server.password("app"));
        call.tokens.put("migrator", server.password("migrator"));
        return call;
    }

    /** With this environment only. */
    static Call in(Map<String, String> variables) {
        return new Call(variables, new RdsAuthorities());
    }

    Call with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    Call token(String user, String token) {
        tokens.put(user, token);
        return this;
    }

    Call trusting(TlsAuthorities others) {
        authorities = others;
        return this;
    }

    /** With so much time before AWS Lambda ends the call. */
    Call within(int millis) {
        remainingMillis = millis;
        return this;
    }

    /** The answer. */
    String answer(String payload) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        handler()
                .handleRequest(
                        new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8)),
                        out,
                        new FakeContext(remainingMillis));
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The function's error, as AWS Lambda would report it. */
    FunctionFailure failure(String payload) {
        try {
            throw new AssertionError("no failure but " + answer(payload));
        } catch (FunctionFailure expected) {
            return expected;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** All that could be seen outside: the log, and an error with all its causes. */
    String seen(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return String.join("\n", log) + "\n" + text;
    }

    private Handler handler() {
        return new Handler(new FunctionContext(
                variables,
                authorities,
                environment -> user -> new Secret(tokens.getOrDefault(user, "no such user")),
                Clock.systemUTC(),
                pauses::add,
                RandomGenerator.getDefault(),
                log::add));
    }
}
