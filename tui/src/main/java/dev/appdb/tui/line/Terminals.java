package dev.appdb.tui.line;

import dev.appdb.tui.SystemTerminal;
import dev.appdb.tui.progress.TerminalCapabilities;
import dev.appdb.tui.progress.Theme;
import java.io.IOError;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.Signals;

/** Detects the capabilities of the terminal, and opens it. */
public final class Terminals {
    /** By the naming of terminfo, see term(7): DEC's terminals up to the VT220, and entries for a monochrome screen. */
    private static final Pattern WITHOUT_COLOR = Pattern.compile("dumb|vt(52|1\\d\\d|220)(-.*)?|.*-(m|mono)");

    private static final Set<String> OFF = Set.of("", "0", "false", "no", "off");

    private Terminals() {}

    /**
     * Returns true if prompts are possible: the input is a terminal, so is an output, and this is not a CI job (which sets
     * {@code CI}, as GitHub Actions, GitLab and others document).
     */
    public static boolean interactive(Map<String, String> environment, StandardStreams streams) {
        return streams.input() && (streams.output() || streams.error()) && !isCi(environment);
    }

    /** Returns true in a CI job, also on a terminal: {@code CI} is set, and is none of the words for off. */
    public static boolean isCi(Map<String, String> environment) {
        return isOn(environment, "CI");
    }

    private static boolean isOn(Map<String, String> environment, String variable) {
        String value = environment.getOrDefault(variable, "").strip().toLowerCase(Locale.ROOT);
        return !OFF.contains(value);
    }

    /**
     * Returns true if an interactive terminal may be used in full screen: it has a type that is not dumb, and
     * {@code ACCESSIBLE} is not set, or set to a word for off. Its size is checked when it is opened.
     */
    public static boolean takesWholeScreen(Map<String, String> environment) {
        String type = environment.getOrDefault("TERM", "");
        return !type.isEmpty() && !type.equals("dumb") && !isOn(environment, "ACCESSIBLE");
    }

    /**
     * The capabilities of one stream. No color with {@code --no-color}, with a non-empty {@code NO_COLOR}
     * (no-color.org), off a terminal, or on one that is dumb, monochrome or unnamed; JLine is not asked, because it reports 256
     * colors for a dumb one. Unicode only where the locale says UTF-8.
     *
     * @param onTerminal whether the stream is a terminal
     * @param noColor whether {@code --no-color} was given
     */
    public static TerminalCapabilities capabilities(
            Map<String, String> environment, boolean onTerminal, boolean noColor) {
        String type = environment.getOrDefault("TERM", "");
        boolean color = onTerminal
                && !noColor
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !type.isEmpty()
                && !WITHOUT_COLOR.matcher(type).matches();
        return new TerminalCapabilities(color, isUtf8(environment), Theme.of(environment));
    }

    /** A guide on this process's terminal, line by line; the terminal is opened when something is first shown or asked. */
    public static LineGuide guide(TerminalCapabilities capabilities) {
        return new LineGuide(prompter(capabilities), capabilities);
    }

    /** A prompter on this process's terminal, which is opened when something is first shown or asked. */
    public static LinePrompter prompter(TerminalCapabilities capabilities) {
        return new LinePrompter(Terminals::open, capabilities);
    }

    /**
     * Lets Ctrl-C go to a child that has the terminal, and not end this process, until the action is run.
     *
     * @return the action that undoes it
     */
    public static Runnable leavingInterruptsToAChild() {
        return onInterrupt(() -> {
            // The child gets it as well, and handles it.
        });
    }

    /**
     * Runs an action on each Ctrl-C, on a thread of its own, instead of the current handler.
     *
     * @return the action that undoes it
     */
    static Runnable onInterrupt(Runnable action) {
        Object before = Signals.register("INT", action);
        return () -> Signals.unregister("INT", before);
    }

    /**
     * Saves the current handler of Ctrl-C.
     *
     * @return the action that restores it. JLine makes that necessary: when it opens a terminal, and whenever it has read a
     *     line, it leaves Ctrl-C to the operating system, which ends the process without Java's shutdown hooks
     */
    static Runnable keepingInterrupts() {
        Runnable restore = onInterrupt(() -> {
            // Only for this moment.
        });
        restore.run();
        return restore;
    }

    /**
     * Stops the echo of keys typed while no line is being read: the next question may be one for a password. A dumb
     * terminal is left as it is, since nothing is asked there that may not be shown.
     *
     * @return the action that undoes it
     */
    static Runnable withoutEcho(Terminal terminal) {
        if (terminal instanceof DumbTerminal) {
            return () -> {};
        }
        boolean before = terminal.echo(false);
        return () -> {
            try {
                terminal.echo(before);
            } catch (IllegalStateException | IOError closed) {
                // Whoever closed it has restored it.
            }
        };
    }

    /**
     * Opens this process's terminal. It is written to even while standard output is redirected.
     *
     * @throws IOException if it can't be opened
     */
    static Terminal open() throws IOException {
        Runnable restore = keepingInterrupts();
        try {
            return SystemTerminal.open(true);
        } finally {
            restore.run();
        }
    }

    // POSIX: the first of these that is set and not empty decides
    private static boolean isUtf8(Map<String, String> environment) {
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("")
                .toLowerCase(Locale.ROOT);
        return locale.contains("utf-8") || locale.contains("utf8");
    }
}
