package dev.appdb.roles.lambda;

import dev.appdb.embedded.Running;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Our function as it is deployed, in this process, beside a new database of a real PostgreSQL that speaks TLS: for the tests
 * of other modules. Passwords stand in for IAM tokens, which a plain server does not know.
 */
public final class DeployedFunction {
    private final TlsServer server = TlsServer.shared();
    private final String database = server.newDatabase();

    /** What RDS would keep in Secrets Manager. */
    public String masterSecret() {
        return "{\"username\":\"postgres\",\"password\":\"" + server.password("postgres") + "\"}";
    }

    /**
     * The answer to one call.
     *
     * @param environment the variables that the stack and AWS Lambda set; only where the server is, is another
     * @param payload what the function is invoked with
     * @param timeoutSeconds how long the call may take
     * @param log takes what the function writes to its log
     * @throws RuntimeException the function's error, with its own message
     */
    public String answer(Map<String, String> environment, String payload, int timeoutSeconds, List<String> log)
            throws IOException {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("DB_HOST", Running.HOST);
        variables.put("DB_PORT", Integer.toString(server.port()));
        variables.put("DB_NAME", database);
        Call call = Call.in(variables)
                .trusting(server::authorities)
                .token("app", server.password("app"))
                .token("migrator", server.password("migrator"))
                .within(timeoutSeconds * 1000);
        try {
            return call.answer(payload);
        } finally {
            log.addAll(call.log);
        }
    }
}
