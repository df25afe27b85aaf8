package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.appdb.embedded.PostgresMajor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The role manager through PgBouncer in transaction mode; where that is not installed, {@link LockWaitTest} still proves that
 * nothing is prepared on the server.
 */
@Timeout(900)
class PgBouncerTest {
    private static final int ROUNDS = 12;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    @Test
    void updatesChecksAndProbesOfTwoClientsShareThePoolsSessions() throws Exception {
        Optional<Path> program = PgBouncer.program();
        assumeTrue(program.isPresent(), "PgBouncer is not installed: as Debian's package pgbouncer, for one");
        try (Scene bare = Scene.on(PostgresMajor.DEFAULT);
                Scene scene = bare.with(Map.of("hstore", true));
                PgBouncer pool = PgBouncer.before(scene.server(), program.get(), folder);
                Connection one = pool.connect(scene.spec().database());
                Connection other = pool.connect(scene.spec().database())) {
            ExecutorService clients = Executors.newFixedThreadPool(2);
            try {
                List<Callable<Boolean>> work = Stream.of(one, other)
                        .<Callable<Boolean>>map(connection -> () -> isWell(scene, connection))
                        .toList();
                for (Future<Boolean> client : clients.invokeAll(work)) {
                    assertThat(client.get()).isTrue();
                }
            } finally {
                clients.shutdownNow();
            }
        }
    }

    /** Over one connection, as a process keeps it that goes on: the driver would prepare what it has seen five times. */
    private static boolean isWell(Scene scene, Connection kept) throws Exception {
        RoleManager manager = new RoleManager(() -> unclosed(kept));
        for (int round = 0; round < ROUNDS; round++) {
            manager.plan(scene.spec(), UpdateMode.FULL);
            ManageReport update = manager.manage(scene.spec());
            assertThat(update.succeeded()).as(update.toString()).isTrue();
            CheckReport report = manager.check(scene.spec(), new CheckOptions(true, Scene.UPDATING));
            assertThat(report.failed()).isEmpty();
        }
        return true;
    }

    private static Connection unclosed(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                PgBouncerTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    try {
                        return method.getName().equals("close") ? null : method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
