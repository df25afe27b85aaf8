package dev.appdb.roles.lambda;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * The function's jar under AWS's own runtime client, in a process of its own beside a real PostgreSQL that speaks TLS: for
 * other modules, which measure it.
 */
public final class DeployedFunction implements AutoCloseable {
    static {
        // Else each answer of the JDK's server waits 40 ms for the client's acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final FakeSecretsManager secrets;
    private final RuntimeApi api;
    private final LambdaProcess process;

    private DeployedFunction(FakeSecretsManager secrets, RuntimeApi api, LambdaProcess process) {
        this.secrets = secrets;
        this.api = api;
        this.process = process;
    }

    /** A database for functions; the server is started with the first one. */
    public static String newDatabase() {
        return TlsServer.shared().newDatabase();
    }

    /** The role manager; it is up when it answers its first call. */
    public static DeployedFunction roleManager(Path jar, String database)
            throws IOException, ReflectiveOperationException {
        return start(jar, LoopbackHandler.class, database);
    }

    /** A function that does nothing, in the same context. */
    public static DeployedFunction empty(Path jar, String database) throws IOException, ReflectiveOperationException {
        return start(jar, EmptyHandler.class, database);
    }

    private static DeployedFunction start(Path jar, Class<?> handler, String database)
            throws IOException, ReflectiveOperationException {
        TlsServer server = TlsServer.shared();
        FakeSecretsManager secrets = FakeSecretsManager.withPassword(server.password("postgres"));
        RuntimeApi api = RuntimeApi.start();
        Map<String, String> variables = server.environment(database, secrets);
        variables.put(LoopbackHandler.AUTHORITIES, server.authorities().toString());
        for (String user : new String[] {"app", "migrator"}) {
            variables.put(LoopbackHandler.PASSWORD_OF + user, server.password(user));
        }
        return new DeployedFunction(secrets, api, LambdaProcess.start(jar, handler, api, variables));
    }

    /**
     * Its answer.
     *
     * @throws IllegalStateException if it is a function error
     */
    public String call(String payload) throws InterruptedException, ExecutionException {
        RuntimeApi.Answer answer = process.call(payload);
        if (answer.isError()) {
            throw new IllegalStateException("the function failed: " + answer.body());
        }
        return answer.body();
    }

    /** The number of its process. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        process.close();
        api.close();
        secrets.close();
    }
}
