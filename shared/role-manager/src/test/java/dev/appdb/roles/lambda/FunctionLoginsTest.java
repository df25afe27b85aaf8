package dev.appdb.roles.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.failure.Secret;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class FunctionLoginsTest {
    private final TlsServer server = TlsServer.shared();

    /** The driver's own settings come with the login; as queries they would be two round trips more for each. */
    @Test
    void aLoginAsksTheServerNothing() throws Exception {
        String database = server.newDatabase();
        try (FakeSecretsManager secrets = FakeSecretsManager.withPassword(server.password("postgres"));
                Connection login = new FunctionLogins(
                                FunctionEnvironment.of(server.environment(database, secrets)),
                                server.authorities(),
                                new Secret(server.password("postgres")),
                                user -> new Secret(server.password(user)),
                                new Deadline(() -> 30_000))
                        .asMaster();
                Connection onlooker = server.asBootstrap(database);
                Statement statement = onlooker.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT query, application_name FROM pg_stat_activity WHERE pid = "
                                + login.unwrap(PGConnection.class).getBackendPID())) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString("query")).isEmpty();
            assertThat(row.getString("application_name")).isEqualTo("appdb role manager");
        }
    }
}
