package dev.appdb.roles;

import dev.appdb.embedded.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/** A real PgBouncer in transaction mode before a server: each transaction may get another of its two sessions. */
final class PgBouncer implements AutoCloseable {
    private final Process process;
    private final int port;
    private final String user;
    private final String password;

    private PgBouncer(Process process, int port, String user, String password) {
        this.process = process;
        this.port = port;
        this.user = user;
        this.password = password;
    }

    /** The program, where it is installed. */
    static Optional<Path> program() {
        return Stream.concat(Stream.of(System.getenv().getOrDefault("PATH", "").split(":")), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it for the server's master.
     *
     * @param folder for its files; made readable for the account that it runs as
     */
    static PgBouncer before(TestServer server, Path program, Path folder) throws IOException {
        String user = server.running().master();
        String password = Files.readAllLines(server.running().passwordFile()).stream()
                .filter(line -> line.contains(":" + user + ":"))
                .map(line -> line.substring(line.lastIndexOf(':') + 1))
                .findFirst()
                .orElseThrow();
        int port = freePort();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        Path users = write(folder.resolve("users.txt"), "\"" + user + "\" \"" + password + "\"\n");
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        Path settings = write(
                folder.resolve("pgbouncer.ini"),
                String.join(
                        "\n",
                        "[databases]",
                        "* = host=127.0.0.1 port=" + server.running().port(),
                        "[pgbouncer]",
                        "listen_addr = 127.0.0.1",
                        "listen_port = " + port,
                        "unix_socket_dir =",
                        "auth_type = trust",
                        "auth_file = " + users,
                        "pool_mode = transaction",
                        "default_pool_size = 2",
                        "ignore_startup_parameters = extra_float_digits",
                        isRoot ? "user = nobody" : "",
                        ""));
        ProcessBuilder builder = new ProcessBuilder(program.toString(), settings.toString()).redirectErrorStream(true);
        builder.environment().clear();
        Process process = builder.start();
        awaitUp(process);
        return new PgBouncer(process, port, user, password);
    }

    private static Path write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitUp(Process process) throws IOException {
        BufferedReader log =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder read = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            read.append(line).append('\n');
            if (line.contains("process up")) {
                Thread rest = new Thread(() -> log.lines().forEach(each -> {}), "pgbouncer log");
                rest.setDaemon(true);
                rest.start();
                return;
            }
        }
        throw new IOException("PgBouncer has not started: " + read);
    }

    /** As the master, with the driver's own settings. */
    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, user, password);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
