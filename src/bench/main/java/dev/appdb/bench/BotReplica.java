package dev.appdb.bench;

import dev.appdb.bot.demo.FakeSlack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** One replica of the bot: a process of its own, started by the launcher, that takes a stand-in for Slack. */
final class BotReplica implements AutoCloseable {
    private static final String POLICY = """
        allow:
          - name: everybody does everything
            commands: ["*"]
            environments: ["*"]
            targets: ["*"]
            who: ["*"]
        """;
    private static final long LONGEST_START_MILLIS = 120_000;

    private final Process process;
    private final URI ready;
    private final double startMillis;

    private BotReplica(Process process, URI ready, double startMillis) {
        this.process = process;
        this.ready = ready;
        this.startMillis = startMillis;
    }

    /**
     * Starts one, and waits until it says that it is ready.
     *
     * @param database a URL for libpq, with the password
     */
    static BotReplica start(Path folder, FakeSlack slack, String database) throws IOException, InterruptedException {
        int port = freePort();
        Path policy = folder.resolve("policy.yaml");
        Files.writeString(policy, POLICY);
        Path log = folder.resolve("bot-" + port + ".log");
        ProcessBuilder builder = new ProcessBuilder(Launched.launcher().toString(), "bot")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "SLACK_BOT_TOKEN",
                        FakeSlack.BOT_TOKEN,
                        "SLACK_APP_TOKEN",
                        FakeSlack.APP_TOKEN,
                        "SLACK_API_URL",
                        slack.apiUrl(),
                        "APPDB_BOT_POLICY",
                        policy.toString(),
                        "APPDB_DATABASE_URL",
                        database,
                        "APPDB_BOT_DATA",
                        folder.resolve("data").toString(),
                        "APPDB_BOT_HEALTH",
                        "127.0.0.1:" + port));
        URI ready = URI.create("http://127.0.0.1:" + port + "/readyz");
        long start = System.nanoTime();
        Process process = builder.start();
        while (!isReady(ready)) {
            double waited = (System.nanoTime() - start) / 1e6;
            if (!process.isAlive() || waited > LONGEST_START_MILLIS) {
                process.destroyForcibly();
                throw new IOException("the bot did not start: " + Files.readString(log));
            }
            Thread.sleep(10);
        }
        return new BotReplica(process, ready, (System.nanoTime() - start) / 1e6);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isReady(URI ready) throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The time from the start of the process until it first reported that it was ready. */
    double startMillis() {
        return startMillis;
    }

    long pid() {
        return process.pid();
    }

    /** Ends it in the middle of whatever it does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    public String toString() {
        return "bot at " + ready;
    }
}
