package dev.appdb.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The time that a program on a terminal of 80 by 24 takes until it shows a text: a tmux server of its own, with one session
 * that waits for a word before the program begins, and gives on what the program writes as it comes.
 */
final class FirstScreen {
    private static final double NANOS_IN_A_MILLISECOND = 1e6;

    private final Path folder;
    private final String text;

    /** @param text what is waited for */
    FirstScreen(Path folder, String text) {
        this.folder = folder;
        this.text = text;
    }

    /** Runs a shell command until it has shown the text, then ends it. */
    double millis(String command) throws IOException, InterruptedException {
        Path go = fifo("go");
        Path shown = fifo("shown");
        String socket = folder.resolve("tmux").toString();
        run(
                "tmux",
                "-S",
                socket,
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                "80",
                "-y",
                "24",
                "-c",
                folder.toString(),
                "sh",
                "-c",
                "read -r word <'" + go + "'; exec " + command);
        try {
            run("tmux", "-S", socket, "pipe-pane", "-O", "exec cat >'" + shown + "'");
            try (InputStream screen = Files.newInputStream(shown)) {
                long start = System.nanoTime();
                Files.writeString(go, "go\n");
                await(screen);
                return (System.nanoTime() - start) / NANOS_IN_A_MILLISECOND;
            }
        } finally {
            run("tmux", "-S", socket, "kill-server");
        }
    }

    private void await(InputStream screen) throws IOException {
        StringBuilder seen = new StringBuilder();
        byte[] some = new byte[4096];
        while (seen.indexOf(text) < 0) {
            int count = screen.read(some);
            if (count < 0) {
                throw new IOException("\"" + text + "\" was never shown, but: " + seen);
            }
            seen.append(new String(some, 0, count, StandardCharsets.ISO_8859_1));
        }
    }

    private Path fifo(String name) throws IOException, InterruptedException {
        Path fifo = folder.resolve(name);
        Files.deleteIfExists(fifo);
        run("mkfifo", fifo.toString());
        return fifo;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException(List.of(command) + " failed: " + output);
        }
    }
}
