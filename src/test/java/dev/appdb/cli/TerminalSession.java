package dev.appdb.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The built command on a real terminal: a tmux server of its own, with one session in a project's folder. What is waited
 * for is text on the screen.
 */
final class TerminalSession implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    /** The screen after the command has ended. */
    static final String OVER = "session-over";

    private final Path folder;
    private final Path socket;

    private TerminalSession(Path folder) {
        this.folder = folder;
        // One of its own for each: the server of the session before may still be on its way out.
        this.socket = folder.resolve("tmux-" + System.nanoTime());
    }

    static boolean isPossible() {
        try {
            return new ProcessBuilder("tmux", "-V").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The parameters of a session. @param environment shell words: {@code TERM=dumb} */
    record Setting(int columns, int rows, String environment, Path java) {
        static Setting of(int columns, int rows) {
            return new Setting(columns, rows, "", Path.of(System.getProperty("java.home"), "bin", "java"));
        }

        Setting with(String words) {
            return new Setting(columns, rows, environment + " " + words, java);
        }

        Setting on(Path otherJava) {
            return new Setting(columns, rows, environment, otherJava);
        }
    }

    /**
     * Starts the command.
     *
     * @param folder for this session's own files, and the project's folder in it
     * @param words the command's words
     */
    static TerminalSession start(Path folder, Setting setting, String words) throws Exception {
        TerminalSession session = new TerminalSession(folder);
        Files.createDirectories(session.project());
        // The shell is not ended by Ctrl-C, so that it can look at the terminal afterwards.
        String script = String.join(
                "\n",
                "cd '" + session.project() + "'",
                "stty -g >../before",
                "trap : INT",
                "sh -c 'echo $$ >../pid; exec env -u CI -u NO_COLOR -u ACCESSIBLE LC_ALL=C.UTF-8 TERM=xterm-256color "
                        + setting.environment() + " " + command(setting.java()) + " " + words + "'",
                "echo exit=$?",
                "stty -g >../after",
                "echo " + OVER,
                "exec cat");
        session.tmux(
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                Integer.toString(setting.columns()),
                "-y",
                Integer.toString(setting.rows()),
                "sh",
                "-c",
                script);
        return session;
    }

    /** The built command, with the flags that the launcher gives to Java. */
    private static String command(Path java) throws IOException {
        String launcher = Files.readString(HOME.resolve("appdb"));
        Matcher flags = Pattern.compile(" (-X\\S+|-Dfile\\S+)").matcher(launcher.substring(launcher.indexOf("exec ")));
        StringBuilder command = new StringBuilder(java.toString());
        while (flags.find()) {
            command.append(' ').append(flags.group(1));
        }
        return command.append(" -Dappdb.postgres.binaries=")
                .append(System.getProperty("appdb.postgres.binaries"))
                .append(" -jar ")
                .append(HOME.resolve("src/target/appdb.jar"))
                .toString();
    }

    Path project() {
        return folder.resolve("project");
    }

    /** Types keys, by tmux's names for them, such as {@code Enter}, {@code BTab} and {@code C-c}. */
    TerminalSession type(String... keys) throws Exception {
        List<String> command = new ArrayList<>(List.of("send-keys"));
        command.addAll(List.of(keys));
        tmux(command.toArray(String[]::new));
        return this;
    }

    /** Says yes on a full page, as somebody does who looks first: the key counts once the page was seen. */
    TerminalSession sayYes(String button) throws Exception {
        await("[ " + button + " ]");
        typeUntil(screen -> screen.contains("> [ " + button + " ]"), "y", button);
        return type("Enter");
    }

    /** Types a key again and again until a page that waits for quiet has taken it. */
    TerminalSession typeUntil(Predicate<String> seen, String key, String what) throws Exception {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!seen.test(screen())) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("never came: " + what + " on\n" + screen());
            }
            type(key);
            pause();
        }
        return this;
    }

    /** Waits until the screen shows a text. */
    String await(String text) throws Exception {
        return awaitAny(text);
    }

    /** Waits until the screen shows one of several texts. */
    String awaitAny(String... texts) throws Exception {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        String screen = screen();
        while (Stream.of(texts).noneMatch(screen::contains)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("never shown: " + List.of(texts) + " on\n" + screen);
            }
            pause();
            screen = screen();
        }
        return screen;
    }

    private static void pause() throws InterruptedException {
        new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
    }

    void resize(int columns, int rows) throws Exception {
        tmux("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
    }

    /** Asks the process to end, as {@code kill} does. */
    void terminate() throws IOException {
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        ProcessHandle.of(pid).orElseThrow().destroy();
    }

    String screen() throws Exception {
        return tmux("capture-pane", "-p");
    }

    /** The screen with its colours, as escape sequences. */
    String screenInColour() throws Exception {
        return tmux("capture-pane", "-p", "-e");
    }

    boolean isOnWholeScreen() throws Exception {
        return tmux("display-message", "-p", "#{alternate_on}").strip().equals("1");
    }

    /** The terminal's content after the command has ended, with all that has scrolled away; long lines are whole again. */
    String transcript() throws Exception {
        await(OVER);
        return tmux("capture-pane", "-p", "-J", "-S", "-2000").replaceAll("( \\\\)?\n {2,}", " ");
    }

    /** Returns true if the terminal's settings are those from before. */
    boolean isRestored() throws Exception {
        await(OVER);
        return !isOnWholeScreen()
                && Files.readString(folder.resolve("after")).equals(Files.readString(folder.resolve("before")));
    }

    private String tmux(String... arguments) throws IOException, InterruptedException {
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
        tmux("kill-server");
    }
}
