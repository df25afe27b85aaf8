package dev.appdb.tui.line;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A real terminal: a tmux server of its own with one session, ended when closed. */
public final class Tmux implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final Path socket;

    private Tmux(Path socket) {
        this.socket = socket;
    }

    /** Starts a session of 100 by 40 that runs a shell script. */
    public static Tmux running(Path socket, String script) throws IOException, InterruptedException {
        Tmux tmux = new Tmux(socket);
        tmux.run("-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "40", "sh", "-c", script);
        return tmux;
    }

    public static boolean isInstalled() {
        try {
            return new ProcessBuilder("tmux", "-V").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Presses keys, by tmux's names for them, such as {@code Enter}, {@code BTab} and {@code C-c}. */
    public void press(String... keys) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("send-keys"));
        command.addAll(List.of(keys));
        run(command.toArray(String[]::new));
    }

    /** Pastes a text, between brackets where the program has asked for that. */
    public void paste(String text) throws IOException, InterruptedException {
        run("set-buffer", "-b", "pasted", text);
        run("paste-buffer", "-p", "-b", "pasted");
    }

    /** Waits until the screen shows a text; the screen has no spaces at the end of a line. */
    public void await(String text) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        String screen = screen();
        while (!screen.contains(text)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("never shown: \"" + text + "\" on\n" + screen);
            }
            new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
            screen = screen();
        }
    }

    public String screen() throws IOException, InterruptedException {
        return run("capture-pane", "-p");
    }

    /** The text as it was written: lines that only the window's width broke are one, with the space at the break. */
    public String text() throws IOException, InterruptedException {
        return run("capture-pane", "-p", "-J");
    }

    /** Changes the window's size; the programs in it get a signal. */
    public void resize(int columns, int rows) throws IOException, InterruptedException {
        run("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
    }

    /** The value of a variable of tmux, such as {@code alternate_on}. */
    public String variable(String name) throws IOException, InterruptedException {
        return run("display-message", "-p", "#{" + name + "}").strip();
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-S", socket.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed: " + output);
        }
        return output;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("kill-server");
    }
}
