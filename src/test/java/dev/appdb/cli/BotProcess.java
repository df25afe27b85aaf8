package dev.appdb.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code appdb bot} in a process of its own, started as the launcher starts it. */
final class BotProcess implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Pattern READY = Pattern.compile("Whether it is ready: (http://\\S+)");

    private final Process process;
    private final Path log;
    private final long startedNanos;

    private BotProcess(Process process, Path log, long startedNanos) {
        this.process = process;
        this.log = log;
        this.startedNanos = startedNanos;
    }

    /** @param environment all the variables that it has */
    static BotProcess start(Path folder, Map<String, String> environment, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms16m",
                "-Xmx256m",
                "-Dfile.encoding=UTF-8",
                "-Dappdb.postgres.binaries=" + System.getProperty("appdb.postgres.binaries"),
                "-cp",
                System.getProperty("java.class.path"),
                Appdb.class.getName(),
                "bot"));
        command.addAll(List.of(words));
        Path log = Files.createTempFile(folder, "bot", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        long started = System.nanoTime();
        return new BotProcess(builder.start(), log, started);
    }

    long pid() {
        return process.pid();
    }

    /** Everything that it has printed so far. */
    String printed() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    /** Waits until what it says has something, and gives its first group. */
    String awaitWords(Pattern pattern) throws Exception {
        for (long end = System.nanoTime() + LONGEST.toNanos(); System.nanoTime() < end; Thread.sleep(50)) {
            Matcher found = pattern.matcher(printed());
            if (found.find()) {
                return found.group(1);
            }
            if (!process.isAlive()) {
                break;
            }
        }
        throw new AssertionError("never printed " + pattern + ": " + printed());
    }

    /** Waits until it says that it is ready. */
    Duration awaitReady() throws Exception {
        URI ready = URI.create(awaitWords(READY));
        HttpClient http =
                HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
        HttpRequest request = HttpRequest.newBuilder(ready).build();
        for (long end = System.nanoTime() + LONGEST.toNanos(); System.nanoTime() < end; Thread.sleep(20)) {
            if (http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200) {
                return Duration.ofNanos(System.nanoTime() - startedNanos);
            }
        }
        throw new AssertionError("never ready: " + printed());
    }

    /** The resident memory of the process, where the system reports it. */
    String residentMemory() throws IOException {
        Path status = Path.of("/proc", Long.toString(pid()), "status");
        return Files.isReadable(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024 + " MB")
                        .findFirst()
                        .orElse("unknown")
                : "unknown";
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** {@code kill -TERM}, and its exit code. */
    int terminate() throws Exception {
        process.destroy();
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it did not end: " + printed());
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
