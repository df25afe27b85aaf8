package dev.appdb.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.call.CallLog;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.ThisMachine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The TLS mode by what was named and where the server is. */
class TransportSecurityTest {
    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "LocalHost., true",
        "db.localhost, true",
        "127.0.0.1, true",
        "127.1.2.3, true",
        "[::1], true",
        "::1, true",
        "localhost.example.com, false",
        "127.0.0.1.example.com, false",
        "mylocalhost, false",
        "db, false",
        "10.0.0.1, false",
        "192.168.0.1, false",
        "0.0.0.0, false",
        "[fe80::1], false",
        "host.docker.internal, false"
    })
    void aHostIsThisMachineByItsNameAlone(String host, boolean isThisMachine) {
        assertThat(ThisMachine.is(host)).isEqualTo(isThisMachine);
    }

    @ParameterizedTest
    @CsvSource({
        "db.example.com, '', '', require",
        "db.example.com, ?sslmode=disable, '', disable",
        "db.example.com, ?sslmode=prefer, verify-full, prefer",
        "db.example.com, '', allow, allow",
        "localhost, '', '', ''",
        "localhost, ?sslmode=verify-ca, '', verify-ca",
        "localhost, '', require, require"
    })
    void theUrlComesFirstThenTheEnvironmentThenThePlace(String host, String query, String variable, String mode) {
        ServerUrl url = new ServerUrl("postgresql://u@" + host + "/d" + query);

        assertThat(TransportSecurity.mode(url, Map.of("PGSSLMODE", variable)).orElse(""))
                .isEqualTo(mode);
    }

    /** No address of this machine's that its name gives away: the server sees no difference. */
    @Test
    void aServerElsewhereThatRefusesTlsGetsNoPasswordUnlessThatWasAskedFor() throws Exception {
        TestServer server = TestServers.onDefault();
        String database = server.newDatabase();
        Map<String, String> environment = Map.of("PGPASSWORD", new SessionAdministrator(server, database).password());
        String address = "postgresql://postgres@0.0.0.0:" + server.running().port() + "/" + database;
        ServerSessions sessions = ServerSessions.keepingNone(new CallLog());
        ServerLogins unsaid = new ServerLogins(new ServerUrl(address), environment, sessions);

        assertThatThrownBy(unsaid::asMaster)
                .isInstanceOf(SQLException.class)
                .hasMessage(
                        "0.0.0.0 refuses TLS, and no password goes to another machine without it. Turn TLS on there,"
                                + " or say sslmode=disable in the URL, or in PGSSLMODE, if the network is safe");
        assertThatThrownBy(unsaid::anew).hasMessageContaining("refuses TLS");

        ServerLogins without = new ServerLogins(new ServerUrl(address + "?sslmode=disable"), environment, sessions);
        try (Connection connection = without.anew()) {
            assertThat(connection.isValid(10)).isTrue();
        }
    }
}
